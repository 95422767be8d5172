// Without a connection: pages seen are still there, others are explained, nothing private was kept.

import assert from "node:assert/strict";
import { journey } from "../lib/browser.mjs";
import * as catalogue from "../lib/catalogue.mjs";
import { at } from "../lib/settings.mjs";
import * as shop from "../lib/shop.mjs";

const phone = [{ scripts: true, width: 360, scheme: "light" }];

const stored = (page) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return lists.flat().map((request) => new URL(request.url).pathname);
  });

/** Waits until the worker has the page and what it needs. */
const workerReady = (page) =>
  page.waitForFunction(async () => {
    await navigator.serviceWorker.ready;
    const kept = await caches.match(location.href);
    return kept && navigator.serviceWorker.controller;
  });

/** Cuts the visitor off without telling the watch of faults: being cut off is no fault of the shop. */
async function disconnect(page) {
  page.context().removeAllListeners("console");
  page.context().removeAllListeners("requestfailed");
  page.context().removeAllListeners("response");
  await page.context().setOffline(true);
}

journey("a page seen before opens without a connection", phone, async (page) => {
  const product = await catalogue.available();
  await page.goto(product);
  await workerReady(page);
  const name = await page.locator("h1").innerText();
  await disconnect(page);
  await page.reload();
  assert.equal(await page.locator("h1").innerText(), name);
  assert.notEqual(await page.locator("body").evaluate((body) => getComputedStyle(body).fontFamily), "", "no style");
});

journey("a page not seen before is explained, with the cart and the pages seen", phone, async (page) => {
  const product = await catalogue.available();
  await shop.addToCart(page, product);
  await page.goto(product);
  await workerReady(page);
  await page.goto(at("/cart"));
  await workerReady(page);
  await disconnect(page);
  await page.goto(at("/pages/about"));
  assert.ok(await page.locator(`a[href="${product}"]`).isVisible());
  await page.locator(`a[href="${at("/cart")}"]`).click();
  await page.waitForURL("**/cart");
  assert.equal(await page.locator("main [name^='quantity.']").first().inputValue(), "1");
});

journey("checkout and orders are never kept on the device", phone, async (page) => {
  await page.goto(at());
  await workerReady(page);
  const buyer = shop.newShopper();
  const number = await shop.order(page, await catalogue.available(), "card", buyer);
  await shop.track(page, number, buyer.email);
  for (const path of await stored(page)) assert.doesNotMatch(path, /checkout|orders|track/);
});
