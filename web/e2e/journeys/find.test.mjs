// Finding a product: by its name, in spite of a typo, through suggestions.

import assert from "node:assert/strict";
import { journey } from "../lib/browser.mjs";
import * as catalogue from "../lib/catalogue.mjs";
import { at } from "../lib/settings.mjs";
import { scripted, spread } from "../lib/variants.mjs";

const field = (page) => page.locator("header [name=q]");
const cardTo = (page, product) => page.locator(`main a[href^="${product}"]`).first();
// While an answer is awaited, the list is still that of fewer letters.
const options = (page) => page.locator("[role=listbox]:not([aria-busy]) [role=option]");
const longestWord = (name) => name.split(/[^\p{L}]+/u).sort((a, b) => b.length - a.length)[0];

journey("a product is found by its name from the front page", spread, async (page) => {
  const product = await catalogue.available();
  await page.goto(at());
  await field(page).fill(await catalogue.nameOf(product));
  await field(page).press("Enter");
  await page.waitForURL("**/search?q=*");
  await cardTo(page, product).click();
  await page.waitForURL(`**${product}**`);
  assert.equal((await page.locator("h1").innerText()).trim(), await catalogue.nameOf(product));
});

journey("one wrong letter still finds something", spread, async (page) => {
  const word = longestWord(await catalogue.nameOf(await catalogue.available()));
  const typo = word.slice(0, 3) + word.slice(4);
  await page.goto(at());
  await field(page).fill(typo);
  await field(page).press("Enter");
  await page.waitForURL("**/search?q=*");
  assert.ok((await page.locator("main .card a, main .corrected-query a").count()) > 0, `nothing for ${typo}`);
});

journey("a search without results offers ways on", spread, async (page) => {
  await page.goto(at("/search?q=zzqqxxyy"));
  assert.ok((await page.locator(`main a[href*="/c/"]`).count()) > 0);
});

journey("a suggestion is chosen by keyboard alone", scripted, async (page) => {
  const word = longestWord(await catalogue.nameOf(await catalogue.available()));
  await page.goto(at());
  await field(page).focus();
  await page.locator("html[data-islands=hydrated]").waitFor();
  await page.keyboard.type(word.slice(0, 4).toLowerCase());
  await options(page).first().waitFor();
  const count = await options(page).count();
  assert.equal(await field(page).getAttribute("aria-expanded"), "true");
  await page.keyboard.press("ArrowUp");
  assert.equal(await options(page).nth(count - 1).getAttribute("aria-selected"), "true");
  await page.keyboard.press("Home");
  assert.equal(await field(page).getAttribute("aria-activedescendant"), await options(page).first().getAttribute("id"));
  const target = await options(page).first().getAttribute("href");
  await page.keyboard.press("Enter");
  await page.waitForURL(
    (url) => url.pathname + url.search === new URL(target, url).pathname + new URL(target, url).search,
  );
});

journey("suggestions are announced, close on Escape and on leaving, and move nothing", scripted, async (page) => {
  const word = longestWord(await catalogue.nameOf(await catalogue.available()));
  await page.goto(at());
  await field(page).focus();
  await page.locator("html[data-islands=hydrated]").waitFor();
  const before = await page.locator("main").boundingBox();
  await page.keyboard.type(word.slice(0, 4));
  const list = page.locator("[role=listbox]");
  await options(page).first().waitFor();
  assert.match(await page.locator("header [role=status]").innerText(), /\d/);
  assert.deepEqual(await page.locator("main").boundingBox(), before, "the page moved");
  await page.keyboard.press("Escape");
  assert.equal(await list.isVisible(), false);
  assert.equal(await field(page).inputValue(), word.slice(0, 4));
  await page.keyboard.press("ArrowDown");
  assert.equal(await list.isVisible(), true);
  await page.keyboard.press("Tab");
  assert.equal(await list.isVisible(), false);
});

journey("text from before the search hydrated is kept and gets suggestions", scripted, async (page) => {
  const word = longestWord(await catalogue.nameOf(await catalogue.available()));
  await page.route("**/*.wasm", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await route.continue();
  });
  await page.goto(at(), { waitUntil: "commit" });
  await field(page).pressSequentially(word.slice(0, 4));
  await options(page).first().waitFor();
  assert.equal(await field(page).inputValue(), word.slice(0, 4));
});
