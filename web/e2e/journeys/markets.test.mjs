// Other countries: language, currency and prices change together; nobody is forced.

import assert from "node:assert/strict";
import { test } from "node:test";
import { journey } from "../lib/browser.mjs";
import * as catalogue from "../lib/catalogue.mjs";
import { request } from "../lib/http.mjs";
import { at } from "../lib/settings.mjs";
import { opposites } from "../lib/variants.mjs";

const markets = [
  { prefix: "de-de", language: "de", currency: "€" },
  { prefix: "ja-jp", language: "ja", currency: "¥" },
];

for (const { prefix, language, currency } of markets) {
  journey(`a product is shown in ${prefix} with its own money and words`, opposites, async (page) => {
    const product = await catalogue.available();
    await page.goto(product);
    const english = await page.locator("h1").innerText();
    await page.locator(`footer a[href^="/${prefix}"]`).click();
    await page.waitForURL(`**/${prefix}/**`);
    assert.equal((await page.locator("html").getAttribute("lang")).slice(0, 2), language);
    assert.notEqual(await page.locator("h1").innerText(), english);
    const price = await page.locator("main .price").first().innerText();
    assert.match(price, new RegExp(`[${currency}¥]`));
    assert.doesNotMatch(price, /£/);
  });
}

const greetings = [
  ["de-DE,de;q=0.9", "/de-de"],
  ["ja", "/ja-jp"],
  ["en-GB", "/en-gb"],
  ["xx", "/en-gb"],
];

for (const [language, place] of greetings) {
  test(`a browser that speaks ${language} is shown ${place}`, async () => {
    const { status, headers } = await request("/", { headers: { "accept-language": language } });
    assert.equal(status, 302);
    assert.equal(headers.location, place);
  });
}

journey("the market once chosen is remembered", opposites, async (page) => {
  await page.goto(at());
  await page.locator(`footer a[href^="/de-de"]`).click();
  await page.waitForURL("**/de-de");
  await page.goto("/");
  assert.equal(new URL(page.url()).pathname, "/de-de");
});

journey("every market names its siblings", opposites, async (page) => {
  await page.goto(at());
  const tags = await page.locator("link[rel=alternate]").evaluateAll((links) => links.map((link) => link.hreflang));
  for (const tag of ["en-GB", "de-DE", "ja-JP", "x-default"]) assert.ok(tags.includes(tag), `${tag} is not in ${tags}`);
});
