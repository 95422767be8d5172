// Following an order without an account.

import assert from "node:assert/strict";
import { journey, withPage } from "../lib/browser.mjs";
import * as catalogue from "../lib/catalogue.mjs";
import { at } from "../lib/settings.mjs";
import * as shop from "../lib/shop.mjs";
import { opposites, spread } from "../lib/variants.mjs";

const buyer = shop.newShopper();

let placed;

/** One order for all these journeys, placed by somebody else's browser. */
function anOrder() {
  placed ??= (async () => {
    let number;
    await withPage({}, async (page) => {
      number = await shop.order(page, await catalogue.available(), "card", buyer);
      await shop.payWith(page, shop.cards.pays);
      await shop.confirmed(page, number);
    });
    return number;
  })();
  return placed;
}

journey("an order is found by its number and mail address", spread, async (page) => {
  const number = await anOrder();
  await shop.track(page, number, buyer.email);
  assert.equal(new URL(page.url()).pathname, at(`/orders/${number}`));
  assert.ok((await page.locator("main ol li").count()) >= 2, "the timeline has too few entries");
});

journey(
  "a wrong mail address finds nothing and keeps what was typed",
  opposites,
  async (page) => {
    const number = await anOrder();
    await shop.track(page, number, "somebody.else@example.com");
    assert.match(page.url(), /\/track/);
    assert.equal(await page.locator("main [name=number]").inputValue(), number);
  },
  { refusals: [404, 422] },
);

journey(
  "an order's page is closed to those who do not know the mail address",
  opposites,
  async (page) => {
    const number = await anOrder();
    await page.goto(at(`/orders/${number}`));
    assert.doesNotMatch(await page.locator("body").innerText(), /Ada Lovelace/);
  },
  { refusals: [401, 403, 404] },
);
