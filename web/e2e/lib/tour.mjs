// Every type of page the shop has, in the order in which a shopper may see them.

import * as catalogue from "./catalogue.mjs";
import { at } from "./settings.mjs";
import * as shop from "./shop.mjs";

/** Pages of `tour` that answer with these statuses on purpose. */
export const refusals = [402, 404, 405, 422];

/** Walks through the whole shop as one visitor and calls `look(name)` whenever a page of a new type is open. */
export async function tour(page, look) {
  await browse(page, look);
  await buy(page, look);
  await readOn(page, look);
}

async function browse(page, look) {
  const open = async (name, path) => {
    await page.goto(path);
    await look(name);
  };
  const category = await catalogue.category();
  const word = (await catalogue.nameOf(await catalogue.available())).split(" ").at(-1);
  await open("home", at());
  await open("listing", category);
  await open("listing-filtered", `${category}?f=availability:in&sort=price-asc`);
  await open("search", `${at("/search")}?q=${encodeURIComponent(word)}`);
  await open("search-nothing", at("/search?q=zzqqxxyy"));
  await open("product", await catalogue.available());
  await open("product-sold-out", await catalogue.soldOut());
  await open("cart-empty", at("/cart"));
}

async function buy(page, look) {
  await shop.addToCart(page, await catalogue.available());
  await look("cart-added");
  await page.goto(at("/cart"));
  await look("cart");
  await shop.startCheckout(page);
  await look("checkout");
  await shop.next(page);
  await look("checkout-errors");
  await shop.giveAddress(page);
  await look("delivery");
  await shop.chooseDelivery(page, "card");
  await look("review");
  await shop.placeOrder(page);
  await look("pay");
  await shop.goToSandbox(page);
  await look("pay-hosted");
  await shop.payWith(page, shop.cards.declines);
  await look("pay-declined");
  await shop.payWith(page, shop.cards.asks);
  await look("pay-challenge");
  await shop.answerBank(page, "approve");
  await look("order");
}

async function readOn(page, look) {
  await page.goto(at("/track"));
  await look("track");
  await shop.track(page, "AAAA-AAAA", shop.shopper.email);
  await look("track-not-found");
  for (const slug of ["about", "delivery", "returns", "privacy", "terms", "contact", "accessibility"]) {
    await page.goto(at(`/pages/${slug}`));
    await look(`page-${slug}`);
  }
  await page.goto(at("/nowhere"));
  await look("not-found");
  await page.goto(at("/cart/lines"));
  await look("method-not-allowed");
}
