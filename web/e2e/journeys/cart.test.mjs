// The cart: change, remove, think again; what is sold out cannot be bought.

import assert from "node:assert/strict";
import { journey } from "../lib/browser.mjs";
import * as catalogue from "../lib/catalogue.mjs";
import { at } from "../lib/settings.mjs";
import * as shop from "../lib/shop.mjs";
import { opposites, spread } from "../lib/variants.mjs";

const line = (page) => page.locator(`main form[action*="/cart/lines/"]`);

journey("quantities are changed in the cart", spread, async (page) => {
  await shop.addToCart(page, await catalogue.available());
  await page.goto(at("/cart"));
  const form = line(page)
    .filter({ has: page.locator("[name=quantity]:not([type=hidden])") })
    .first();
  await form.locator("[name=quantity]").fill("2");
  await form.locator("button").first().click();
  await page.waitForLoadState();
  assert.deepEqual(await shop.quantities(page), [2]);
});

journey("a removed line comes back by undo", spread, async (page) => {
  await shop.addToCart(page, await catalogue.available());
  await shop.addToCart(page, await catalogue.another());
  assert.equal((await shop.quantities(page)).length, 2);
  await page
    .locator("main button[name=quantity][value='0']")
    .or(
      line(page)
        .filter({ has: page.locator("[type=hidden][name=quantity][value='0']") })
        .locator("button"),
    )
    .first()
    .click();
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
  const canPay = (await page.locator(`main a[href$="/checkout"]`).count()) > 0;
  assert.ok(!bought || !canPay, "a sold-out line can be checked out");
});
