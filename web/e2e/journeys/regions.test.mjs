// One browser whose every click is served by another region: what was done in one region is there in the next.

import assert from "node:assert/strict";
import { test } from "node:test";
import { withPage } from "../lib/browser.mjs";
import * as catalogue from "../lib/catalogue.mjs";
import { at, regions } from "../lib/settings.mjs";
import * as shop from "../lib/shop.mjs";
import { named, opposites } from "../lib/variants.mjs";

const skip = regions.length < 2 && "the shop has one region only";

/** Opens the page that is shown in the region after its own. */
async function hop(page) {
  const url = new URL(page.url());
  const next = regions[(regions.indexOf(url.origin) + 1) % regions.length];
  await page.goto(next + url.pathname + url.search);
}

async function buyAcrossRegions(page) {
  await shop.addToCart(page, regions[0] + (await catalogue.available()));
  await page.goto(regions[0] + at("/cart"));
  await hop(page);
  assert.equal(await page.locator("main [name^='quantity.']").first().inputValue(), "1");
  await page.locator("main [name=step][value=checkout]").click();
  await page.waitForURL("**/checkout");
  await hop(page);
  await shop.giveAddress(page);
  await hop(page);
  await shop.chooseDelivery(page, "card");
  await hop(page);
  await shop.placeOrder(page);
  const number = shop.orderNumber(page);
  await hop(page);
  await shop.payWith(page, shop.cards.pays);
  await shop.confirmed(page, number);
  const state = await page.locator("main ol li").allInnerTexts();
  assert.ok(state.length >= 2, "the timeline lacks the payment");
  for (const _ of regions) {
    await hop(page);
    assert.deepEqual(await page.locator("main ol li").allInnerTexts(), state, `the order differs at ${page.url()}`);
  }
  assert.ok(page.url().includes(number));
}

for (const variant of opposites) {
  test(`an order is whole in whichever region a click lands (${named(variant)})`, { skip }, () =>
    withPage(variant, buyAcrossRegions),
  );
}
