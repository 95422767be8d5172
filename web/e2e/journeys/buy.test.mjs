// Buying as a guest, to the last step, in every way people come.

import assert from "node:assert/strict";
import { journey } from "../lib/browser.mjs";
import * as catalogue from "../lib/catalogue.mjs";
import { at } from "../lib/settings.mjs";
import * as shop from "../lib/shop.mjs";
import { every, opposites, spread } from "../lib/variants.mjs";

journey("a guest buys with a card", every, async (page) => {
  const number = await shop.order(page, await catalogue.available(), "card");
  await shop.payWith(page, shop.cards.pays);
  await shop.confirmed(page, number);
  assert.match(await page.locator("main").innerText(), new RegExp(number));
  assert.deepEqual(await shop.quantities(page), [], "the cart is empty after buying");
});

journey("bank transfer needs no card, and the order can be cancelled until the money is there", opposites, async (page) => {
  const number = await shop.order(page, await catalogue.available(), "transfer");
  assert.equal(new URL(page.url()).pathname, at(`/orders/${number}`));
  await shop.cancelOrder(page);
  assert.match(await page.locator("main").innerText(), /Cancelled/);
  assert.equal(await page.locator(`main a[href$="/cancellation"]`).count(), 0);
});

journey("in Japan an order is paid at the till of a convenience store, with a number", opposites, async (page) => {
  const japan = (path) => at(path, "en-jp");
  await shop.addToCart(page, (await catalogue.available()).replace(at(), japan("")));
  await page.goto(japan("/checkout"));
  await page.locator("main [name=region]").selectOption("東京都");
  await shop.giveAddress(page, { ...shop.newShopper(), city: "Chiyoda", postcode: "100-0001" });
  await shop.chooseDelivery(page, "convenience_store");
  await shop.placeOrder(page);
  const pay = page.url();
  await page.locator("main [name=method][value=convenience_store]").click();
  await page.waitForURL(/\/pay\/pay_/);
  const number = await page.locator(".voucher").innerText();
  await page.goto(pay);
  assert.equal(await page.locator("main .code").innerText(), number);
  await page.locator("main [name=method][value=convenience_store]").click();
  await page.locator("[name=answer][value=paid]").click();
  await page.locator("main [data-status=paid]").waitFor();
});

journey("pressing the button twice makes one order", opposites, async (page) => {
  await shop.addToCart(page, await catalogue.available());
  await shop.startCheckout(page);
  await shop.giveAddress(page);
  await shop.chooseDelivery(page, "card");
  const form = await page
    .locator(`form[action$="/checkout/review"]`)
    .evaluate((form) =>
      Object.fromEntries([...form.elements].filter((field) => field.name).map((field) => [field.name, field.value])),
    );
  const headers = { origin: new URL(page.url()).origin };
  const press = () => page.request.post(at("/checkout/review"), { form, headers, maxRedirects: 0 });
  const answers = await Promise.all([press(), press()]);
  const places = answers.map((answer) => new URL(answer.headers().location, page.url()).pathname);
  assert.match(places[0], /\/orders\//);
  assert.equal(places[0], places[1]);
});

journey(
  "an address with gaps comes back with words beside the fields and keeps what was typed",
  opposites,
  async (page) => {
    await shop.addToCart(page, await catalogue.available());
    await shop.startCheckout(page);
    await page.locator("main [name=name]").fill(shop.shopper.name);
    await page.locator("main [name=email]").fill("nobody");
    await shop.next(page);
    await page.waitForLoadState();
    assert.equal(await page.locator("main [name=name]").inputValue(), shop.shopper.name);
    const email = page.locator("main [name=email]");
    assert.equal(await email.inputValue(), "nobody");
    assert.equal(await email.getAttribute("aria-invalid"), "true");
    const described = await email.getAttribute("aria-describedby");
    assert.ok((await page.locator(`#${described.split(" ")[0]}`).innerText()).length > 3);
  },
  { refusals: [422] },
);

journey("the address form follows the country, keeps what was typed, and Enter goes on", opposites, async (page, { scripts }) => {
  const product = (await catalogue.available()).replace(at(), at("", "de-de"));
  await shop.addToCart(page, product);
  await page.goto(at("/checkout", "de-de"));
  await page.locator("main [name=email]").fill(shop.shopper.email);
  // With scripts the form follows by itself; without, a button stands beside the country.
  const followed = scripts && page.waitForResponse((answer) => answer.request().method() === "POST");
  await page.locator("main [name=country]").selectOption("AT");
  if (scripts) await followed;
  else await page.locator("[name=step][value=country]").first().click();
  await page.waitForLoadState();
  assert.equal(await page.locator("main [name=country]").inputValue(), "AT");
  assert.equal(await page.locator("main [name=email]").inputValue(), shop.shopper.email);
  const austrian = { name: "Marie Jahoda", line1: "Berggasse 19", postcode: "1090", city: "Wien" };
  for (const [field, value] of Object.entries(austrian)) await page.locator(`main [name=${field}]`).fill(value);
  await page.locator("main [name=city]").press("Enter");
  await page.waitForURL("**/checkout/delivery");
});

journey("who leaves without paying finds the order again", spread, async (page) => {
  const number = await shop.order(page, await catalogue.available(), "card");
  await page.goto(at());
  await page.goto(at("/cart"));
  await page.locator(`section a[href$="/orders/${number}/pay"]`).click();
  await page.waitForURL(`**/orders/${number}/pay`);
  await page.goto(at("/track"));
  assert.equal(await page.locator(`main li a[href$="/orders/${number}"]`).count(), 1);
});

journey("a likely slip in the mail address is named and blocks nobody", spread, async (page, { scripts }) => {
  await shop.addToCart(page, await catalogue.available());
  await shop.startCheckout(page);
  await page.locator("main [name=email]").fill("ada@gmial.con");
  await page.locator("main [name=email]").press("Tab");
  if (scripts) await page.locator("main [name=email_suggestion]").waitFor();
  await shop.giveAddress(page, { ...shop.newShopper(), email: "ada@gmial.con" });
  await page.locator("main [name=email_suggestion]").click();
  await page.waitForLoadState();
  assert.match(await page.locator("main .recap").first().innerText(), /ada@gmail\.com/);
});

journey("the bill goes where the parcel goes until the tick is taken away", spread, async (page) => {
  await shop.addToCart(page, await catalogue.available());
  await shop.startCheckout(page);
  const field = page.locator("main [name=billing_name]");
  assert.equal(await field.isVisible(), false);
  await page.locator("main [name=billing_same]").uncheck();
  assert.equal(await field.isVisible(), true);
});

journey("on a phone the summary stands above the form", [spread[0], spread[2]], async (page) => {
  await shop.addToCart(page, await catalogue.available());
  await shop.startCheckout(page);
  const top = async (selector) => (await page.locator(selector).first().boundingBox()).y;
  assert.ok((await top("main .aside")) < (await top("main [name=email]")));
});

journey("a Japanese postcode fills in prefecture and city", spread, async (page, { scripts }) => {
  const product = (await catalogue.available()).replace(at(), at("", "ja-jp"));
  await shop.addToCart(page, product);
  await page.goto(at("/checkout", "ja-jp"));
  await page.locator("main [name=email]").fill(shop.shopper.email);
  await page.locator("main [name=postcode]").fill("100-0001");
  if (scripts) await page.locator("main [name=postcode]").press("Tab");
  else await page.locator("main [name=step][value=postcode]").click();
  await page.locator("main [name=city][value='千代田区']").waitFor();
  assert.equal(await page.locator("main [name=region]").inputValue(), "東京都");
  assert.equal(await page.locator("main [name=city]").inputValue(), "千代田区");
  assert.equal(await page.locator("main [name=email]").inputValue(), shop.shopper.email);
});

journey("a confirmation can be printed and leads on", opposites, async (page, { scripts }) => {
  await shop.order(page, await catalogue.available(), "transfer");
  assert.equal(await page.locator("main [data-print]").isVisible(), scripts);
  assert.ok((await page.locator(`main a[href="${at()}"]`).count()) > 0, "no way on");
});

journey("the form asks for at most eight things", opposites, async (page) => {
  await shop.addToCart(page, await catalogue.available());
  await shop.startCheckout(page);
  const fields = page.locator(
    "main form[action$='/checkout'] :is(input, select, textarea):not([type=hidden], [type=checkbox])",
  );
  const visible = await Promise.all((await fields.all()).map((field) => field.isVisible()));
  const count = visible.filter(Boolean).length;
  assert.ok(count <= 8, `${count} fields`);
  for (const name of ["email", "name", "line1", "postcode"]) {
    assert.ok(await page.locator(`main [name=${name}]`).getAttribute("autocomplete"), `${name} has no autocomplete`);
  }
});
