// Paying at the payment sandbox, whatever the bank, the sandbox and the network do.

import assert from "node:assert/strict";
import { journey } from "../lib/browser.mjs";
import * as catalogue from "../lib/catalogue.mjs";
import { at } from "../lib/settings.mjs";
import * as shop from "../lib/shop.mjs";
import { opposites } from "../lib/variants.mjs";

/** Opens the order's page until it says that it is paid, as somebody does who comes back later. */
async function becomesPaid(page, number) {
  for (let tries = 0; tries < 40; tries += 1) {
    await page.goto(at(`/orders/${number}`));
    if ((await page.locator("main .order-status").innerText()).includes("Paid")) return;
    await page.waitForTimeout(500);
  }
  assert.fail("the order was not paid");
}

journey(
  "a declined card loses nothing and another one pays",
  opposites,
  async (page) => {
    const number = await shop.order(page, await catalogue.available(), "card");
    await shop.payWith(page, shop.cards.declines);
    assert.ok((await page.locator("[role=alert]").count()) > 0, "nothing says that it was declined");
    await shop.payWith(page, shop.cards.pays);
    await shop.confirmed(page, number);
  },
  { refusals: [402] },
);

journey(
  "a bank that asks is answered, refused first and then approved",
  opposites,
  async (page) => {
    const number = await shop.order(page, await catalogue.available(), "card");
    await shop.payWith(page, shop.cards.asks);
    await shop.answerBank(page, "refuse");
    await shop.payWith(page, shop.cards.asks);
    await shop.answerBank(page, "approve");
    await shop.confirmed(page, number);
  },
  { refusals: [402] },
);

journey("a shopper who goes back without paying is told so and can pay", opposites, async (page) => {
  const number = await shop.order(page, await catalogue.available(), "card");
  const ways = page.url();
  await shop.goToSandbox(page);
  await page.goto(ways);
  await shop.payWith(page, shop.cards.pays);
  await shop.confirmed(page, number);
});

journey(
  "the webhook books the payment when the browser never comes back",
  opposites,
  async (page) => {
    const number = await shop.order(page, await catalogue.available(), "card");
    await shop.scriptSandbox(number, { charge: "timeout", webhook_copies: 2, webhooks_reversed: true });
    await shop.payWith(page, shop.cards.pays);
    await becomesPaid(page, number);
  },
  // The sandbox's answer to a charge that it makes and does not confirm.
  { refusals: [504] },
);

journey(
  "a silent provider charges nothing, and the same button works when it is back",
  opposites,
  async (page) => {
    const number = await shop.order(page, await catalogue.available(), "card");
    await shop.scriptSandbox(number, { silent_calls: 1 });
    await page.locator("main [name=method][value=card]").click({ timeout: 60_000 });
    await page.locator("main [role=alert]").waitFor({ timeout: 60_000 });
    assert.match(await page.locator("main [role=alert]").innerText(), /Nothing was charged/);
    await shop.payWith(page, shop.cards.pays);
    await shop.confirmed(page, number);
  },
  { refusals: [503] },
);
