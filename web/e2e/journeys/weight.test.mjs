// What a page weighs before it is used, as it travels. The limits are the product's.

import assert from "node:assert/strict";
import { test } from "node:test";
import { withPage } from "../lib/browser.mjs";
import * as catalogue from "../lib/catalogue.mjs";
import { html, request, weight } from "../lib/http.mjs";
import { at } from "../lib/settings.mjs";
import * as shop from "../lib/shop.mjs";

const limits = { html: 20_000, css: 15_000, script: 5_000, bundle: 90_000 };

const total = async (paths) => (await Promise.all(paths.map(weight))).reduce((sum, bytes) => sum + bytes, 0);
const found = (page, pattern) => [...page.matchAll(pattern)].map((match) => match[1]);

function check(what, bytes, limit) {
  console.log(`  ${what}: ${bytes} of ${limit} bytes`);
  assert.ok(bytes <= limit, `${what} weighs ${bytes} bytes, more than ${limit}`);
}

async function checkParts(name, page) {
  check(`${name}, styles`, await total(found(page, /<link[^>]*rel="stylesheet"[^>]*href="([^"]+)"/g)), limits.css);
  check(`${name}, scripts`, await total(found(page, /<script[^>]*\ssrc="([^"]+)"/g)), limits.script);
}

const pages = { home: async () => at(), listing: catalogue.category, product: catalogue.available };

for (const [name, path] of Object.entries(pages)) {
  test(`${name} is light`, async () => {
    check(`${name}, HTML`, await weight(await path()), limits.html);
    await checkParts(name, await html(await path()));
  });
}

test("a cart with two lines is light", () =>
  withPage({ width: 360 }, async (page) => {
    await shop.addToCart(page, await catalogue.available());
    await shop.addToCart(page, await catalogue.another());
    const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
    const answer = await request(at("/cart"), { headers: { cookie: cookies, "accept-encoding": "br, gzip" } });
    assert.equal(answer.status, 200);
    await page.goto(at("/cart"));
    const plain = await page.content();
    check("cart, HTML", answer.headers["content-encoding"] ? answer.body.length : answer.body.length / 4, limits.html);
    await checkParts("cart", plain);
  }));

test("the islands' bundle is light", async () => {
  const page = await html(at());
  const parts = ["data-module", "data-wasm"].map((name) => new RegExp(`${name}="([^"]+)"`).exec(page)?.[1]);
  check("islands", await total(parts), limits.bundle);
});
