// The cart: change, remove, think again; what is sold out cannot be bought.

import assert from "node:assert/strict";
import { journey } from "../lib/browser.mjs";
import * as catalogue from "../lib/catalogue.mjs";
import { at } from "../lib/settings.mjs";
import * as shop from "../lib/shop.mjs";
import { opposites, scripted, spread } from "../lib/variants.mjs";

journey("quantities are changed in the cart", spread, async (page) => {
  await shop.addToCart(page, await catalogue.available());
  await page.goto(at("/cart"));
  await shop.quantityFields(page).fill("2");
  await shop.quantityFields(page).press("Enter");
  await page.waitForLoadState();
  assert.deepEqual(await shop.quantities(page), [2]);
});

journey("the way to the checkout takes a quantity along that was just typed", spread, async (page) => {
  await shop.addToCart(page, await catalogue.available());
  await page.goto(at("/cart"));
  await shop.quantityFields(page).fill("3");
  await page.locator("main [name=step][value=checkout]").click();
  await page.waitForURL("**/checkout");
  assert.deepEqual(await shop.quantities(page), [3]);
});

journey("with scripts a quantity is saved as it changes, without a reload", scripted, async (page) => {
  await shop.addToCart(page, await catalogue.available());
  await page.goto(at("/cart"));
  const total = page.locator("main .totals-total dd");
  const before = await total.innerText();
  await page.evaluate(() => (document.documentElement.dataset.same = "page"));
  await shop.quantityFields(page).fill("2");
  await shop.quantityFields(page).press("Tab");
  await page.waitForFunction((text) => document.querySelector("main .totals-total dd").innerText !== text, before);
  assert.equal(await page.locator("html[data-same=page]").count(), 1, "the page was loaded anew");
  assert.equal(await page.locator("header .tool-count").innerText(), "2");
  assert.ok(await page.evaluate(() => document.activeElement.matches("main button")), "the focus was lost");
  assert.equal(await page.locator("main .without-scripts").first().isVisible(), false);
  assert.deepEqual(await shop.quantities(page), [2]);
});

journey("what was added leads back to the product", spread, async (page) => {
  const product = await catalogue.available();
  await shop.addToCart(page, product);
  await page.locator(`#notice a[href*="/p/"]`).click();
  await page.waitForURL(`**${product}*`);
});

journey("a removed line comes back by undo", spread, async (page) => {
  await shop.addToCart(page, await catalogue.available());
  await shop.addToCart(page, await catalogue.another());
  assert.equal((await shop.quantities(page)).length, 2);
  await page.locator("main button[name=remove]").first().click();
  await page.waitForLoadState();
  const undo = page.locator(`form[action$="/cart/undo"] button`);
  await undo.waitFor();
  await undo.click();
  await page.waitForLoadState();
  assert.equal((await shop.quantities(page)).length, 2);
});

journey("the same product twice is one line of two", opposites, async (page) => {
  await shop.addToCart(page, await catalogue.available());
  await shop.addToCart(page, await catalogue.available());
  assert.deepEqual(await shop.quantities(page), [2]);
});

journey("what is sold out says so and has no button", opposites, async (page) => {
  await page.goto(await catalogue.soldOut());
  assert.equal(await page.locator(`main form[action$="/cart/lines"]`).count(), 0);
  assert.equal(await page.locator("main .stock-out").first().isVisible(), true);
});

journey("adding what is sold out anyway is refused with words", opposites, async (page) => {
  const product = await catalogue.soldOut();
  await page.goto(product);
  const sku = /"sku":\s*"([^"]+)"/.exec(await page.content())?.[1];
  assert.ok(sku, "the page names no SKU");
  const headers = { origin: new URL(page.url()).origin };
  const answer = await page.request.post(at("/cart/lines"), { form: { sku, quantity: "1" }, headers });
  assert.ok(answer.status() < 500, `answered ${answer.status()}`);
  const bought = (await shop.quantities(page)).length > 0;
  const canPay = (await page.locator("main [name=step][value=checkout]").count()) > 0;
  assert.ok(!bought || !canPay, "a sold-out line can be checked out");
});
