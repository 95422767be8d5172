// What people do in the shop, by the names of fields and the addresses of forms.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { at, sandbox, sandboxKey } from "./settings.mjs";

/** A shopper in Britain. */
export const shopper = {
  email: "ada.lovelace@example.com",
  name: "Ada Lovelace",
  line1: "12 St James's Square",
  city: "London",
  postcode: "SW1Y 4JH",
  phone: "020 7946 0018",
};

/** The same shopper with a new mail address: so many orders of one address may wait for their payment. */
export const newShopper = () => ({ ...shopper, email: `ada.lovelace-${randomUUID()}@example.com` });

/** Cards of the payment sandbox, by what they do. */
export const cards = {
  pays: "4242 4242 4242 4242",
  declines: "4000 0000 0000 0002",
  asks: "4000 0025 0000 3155",
};

/** Sends a form by its last button. */
export const send = (form) => form.locator("button[type=submit], button:not([type])").last().click();

/** The form that posts to an address ending in `ending`. */
export const formTo = (page, ending) => page.locator(`main form[action$="${ending}"]`);

/** Opens a product and puts it into the cart; ends where the shop leads. */
export async function addToCart(page, product, quantity = 1) {
  await page.goto(product);
  const form = formTo(page, "/cart/lines");
  if (quantity !== 1) await form.locator("[name=quantity]").fill(String(quantity));
  await send(form);
  await page.waitForLoadState();
}

/** The fields of the cart's lines. */
export const quantityFields = (page) => page.locator(`main [name^="quantity."]`);

/** How many pieces the cart's lines hold. */
export async function quantities(page) {
  await page.goto(at("/cart"));
  const fields = await quantityFields(page).all();
  return Promise.all(fields.map(async (field) => Number(await field.inputValue())));
}

/** From a filled cart to the checkout's first page. */
export async function startCheckout(page) {
  await page.goto(at("/cart"));
  await page.locator("main [name=step][value=checkout]").click();
  await page.waitForURL("**/checkout");
}

/** Fills in contact and address and goes on. */
export async function giveAddress(page, who = newShopper()) {
  const form = formTo(page, "/checkout");
  for (const [field, value] of Object.entries(who)) {
    const input = form.locator(`[name=${field}]`);
    if (await input.count()) await input.fill(value);
  }
  await next(page);
  await page.waitForURL("**/checkout/delivery");
}

/** Sends contact and address as they are. */
export async function next(page) {
  await formTo(page, "/checkout").locator("[name=step][value=next]").last().click();
  await page.waitForLoadState();
}

/** Chooses the first way to send it and the given way to pay, and goes on to the review. */
export async function chooseDelivery(page, payment) {
  const form = formTo(page, "/checkout/delivery");
  await form.locator("[name=delivery]").first().check();
  await form.locator(`[name=payment][value=${payment}]`).check();
  await send(form);
  await page.waitForURL("**/checkout/review");
}

/** Presses the button that places the order. */
export async function placeOrder(page) {
  await send(formTo(page, "/checkout/review"));
  await page.waitForURL("**/orders/**");
}

/** Everything from an empty cart to the placed order; gives its number. */
export async function order(page, product, payment, who = newShopper()) {
  await addToCart(page, product);
  await startCheckout(page);
  await giveAddress(page, who);
  await chooseDelivery(page, payment);
  await placeOrder(page);
  return orderNumber(page);
}

/** The number of the order that the page is about. */
export function orderNumber(page) {
  const number = /\/orders\/([^/?#]+)/.exec(page.url())?.[1];
  assert.ok(number, `no order in ${page.url()}`);
  return number;
}

/** The form of the payment sandbox's page. */
const hosted = (page) => page.locator('form[action*="/pay/"]');

/** From the shop's page of ways to pay to the sandbox's page, where the browser is not there already. */
export async function goToSandbox(page) {
  const way = formTo(page, "/pay").locator("[name=method][value=card]");
  if (!(await way.count())) return;
  await way.click();
  await page.waitForURL(/\/pay\/pay_/);
}

/** Enters a card on the sandbox's page. */
export async function payWith(page, card) {
  await goToSandbox(page);
  const form = hosted(page);
  await form.locator("[name=card_number]").fill(card);
  await form.locator("[name=card_expiry]").fill("12/34");
  await form.locator("[name=card_cvc]").fill("123");
  await send(form);
  await page.waitForLoadState();
}

/** Answers the bank's question (3-D Secure): `approve` or `refuse`. */
export async function answerBank(page, answer) {
  await hosted(page).locator(`[name=answer][value=${answer}]`).click();
  await page.waitForLoadState();
}

/** Tells the sandbox how to misbehave with an order's payment; docs/guides/payments.md has the fields. */
export async function scriptSandbox(number, script) {
  const answer = await fetch(`${sandbox}/v1/script`, {
    method: "POST",
    headers: { authorization: `Bearer ${sandboxKey}`, "content-type": "application/json" },
    body: JSON.stringify({ target: number, ...script }),
  });
  assert.equal(answer.status, 204, await answer.text());
}

/** Waits for the confirmation of the order `number`. */
export const confirmed = (page, number) => page.waitForURL((url) => url.pathname === at(`/orders/${number}`));

/** Cancels the order whose page is open, by the question in between; ends at the order. */
export async function cancelOrder(page) {
  await page.locator(`main a[href$="/cancellation"]`).click();
  await page.waitForURL("**/cancellation");
  const number = orderNumber(page);
  await send(formTo(page, "/cancellation"));
  await confirmed(page, number);
}

/** Looks for an order by number and mail address. */
export async function track(page, number, email) {
  await page.goto(at("/track"));
  const form = formTo(page, "/track");
  await form.locator("[name=number]").fill(number);
  await form.locator("[name=email]").fill(email);
  await send(form);
  await page.waitForLoadState();
}
