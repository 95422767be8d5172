// The demonstration, by itself and with commentary: `cargo xtask demo`. Each part checks what it says.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "playwright-core";
import * as catalogue from "./lib/catalogue.mjs";
import { nearest, openFrontDoor } from "./lib/front_door.mjs";
import { acceptInvitation, leaveToSell } from "./lib/panel.mjs";
import { at, chromiumFlags, chromiumPath, regions } from "./lib/settings.mjs";
import * as shop from "./lib/shop.mjs";

const LONDON = 0;
const TOKYO = 2;
const NAMES = ["London", "Frankfurt", "Tokyo"];
const { OUTPOST_FRONT_DOOR, OUTPOST_INVITATION, OUTPOST_PROCESSES, OUTPOST_RECORD, OUTPOST_SHOW } = process.env;
const door = `http://${OUTPOST_FRONT_DOOR}`;
const processes = OUTPOST_PROCESSES.split(" ").map(Number);

const started = Date.now();
const since = (moment) => `${((Date.now() - moment) / 1000).toFixed(1)} s`;

/** One line of commentary. */
const say = (text) => console.log(`${since(started).padStart(8)}  ${text}`);
const part = (title) => console.log(`\n${title}\n`);

let pictures = 0;

/** Keeps what a page shows, where pictures are wanted. */
async function picture(page, name) {
  if (!OUTPOST_RECORD) return;
  pictures += 1;
  const file = path.join(OUTPOST_RECORD, `${pictures}-${name}.png`);
  await page.screenshot({ path: file });
}

/** A new visitor whom the front door sends to a region. */
async function visitor(browser, region, width = 480) {
  const context = await browser.newContext({
    baseURL: door,
    locale: "en-GB",
    serviceWorkers: "block",
    viewport: { width, height: 860 },
    // The pages of the payment sandbox are the same for everybody.
    extraHTTPHeaders: { [nearest]: String(region), "x-forwarded-for": `192.0.2.${region + 1}` },
  });
  context.setDefaultTimeout(20_000);
  return context.newPage();
}

/** Waits until a product's page says how many pieces are left, in one region; gives the time it took. */
async function showsOne(origin, product) {
  const moment = Date.now();
  while (Date.now() - moment < 10_000) {
    const html = await (await fetch(origin + product)).text();
    if (/Only 1 left/.test(html)) return Date.now() - moment;
    await sleep(20);
  }
  throw new Error(`${origin} never shows the edit`);
}

/** Staff set a product's stock to one piece in the panel. */
async function editEverywhere(browser, product) {
  part("1. An edit in London is everywhere");
  const html = await (await fetch(regions[LONDON] + product)).text();
  const sku = /"sku":"([^"]+)"/.exec(html)?.[1];
  assert.ok(sku, `no SKU on ${product}`);
  const staff = await visitor(browser, LONDON, 1100);
  await acceptInvitation(staff, OUTPOST_INVITATION);
  say("The owner has set up a login to the panel: a key and an authenticator app.");
  await leaveToSell(staff, sku, 1, "damaged");
  await picture(staff, "panel");
  const times = await Promise.all(regions.map((origin) => showsOne(origin, product)));
  say(`${sku}: one piece left, all others are damaged. Regions show it after:`);
  times.forEach((time, region) => say(`    ${NAMES[region].padEnd(10)} ${time} ms`));
}

/** Three shoppers, one in each region, press the button for the last piece at the same time. */
async function lastPiece(browser, product) {
  part("2. The last piece is sold once");
  const pages = await Promise.all(regions.map((_, region) => visitor(browser, region)));
  for (const page of pages) {
    await shop.addToCart(page, product);
    await shop.startCheckout(page);
    await shop.giveAddress(page);
    await shop.chooseDelivery(page, "card");
  }
  say("Shoppers in London, Frankfurt and Tokyo have it in the cart, and stand before the last button.");
  const buttons = pages.map((page) => shop.formTo(page, "/checkout/review").locator("button").last());
  const moment = Date.now();
  await Promise.all(buttons.map((button) => button.click()));
  await Promise.all(pages.map((page) => page.waitForLoadState()));
  say(`All three have pressed it; the last answer came after ${Date.now() - moment} ms.`);
  const sold = pages.filter((page) => /\/orders\/|\/pay/.test(page.url()));
  assert.equal(sold.length, 1, `sold ${sold.length} times`);
  for (const [region, page] of pages.entries()) {
    const outcome = sold.includes(page) ? "has it" : "is told that it has just been sold; the cart is kept";
    say(`    ${NAMES[region].padEnd(10)} ${outcome}`);
    await picture(page, `last-piece-${NAMES[region].toLowerCase()}`);
  }
}

/** London's edge host is killed; Tokyo sells, and London's shoppers are served elsewhere. */
async function regionLost(browser, product) {
  part("3. Buy in Tokyo while London is down");
  process.kill(processes[LONDON], "SIGKILL");
  await assert.rejects(fetch(regions[LONDON]));
  say("London's edge host is killed. The primary database and the gateway are processes of their own, and go on.");
  const page = await visitor(browser, TOKYO);
  const moment = Date.now();
  const number = await shop.order(page, product, "card");
  say(`Tokyo: order ${number} is placed ${since(moment)} after the product page; it crossed the ocean once.`);
  await shop.payWith(page, shop.cards.pays);
  await shop.confirmed(page, number);
  say("Tokyo: the card is charged at the payment sandbox, and the order is confirmed.");
  await picture(page, "tokyo-confirmed");
  const londoner = await visitor(browser, LONDON);
  const answer = await londoner.goto(at());
  assert.equal(answer.status(), 200);
  say("A shopper in London sees the shop as before: the front door sends them to Frankfurt.");
}

const frontDoor = await openFrontDoor(OUTPOST_FRONT_DOOR, regions);
if (OUTPOST_RECORD) await mkdir(OUTPOST_RECORD, { recursive: true });
const browser = await chromium.launch({
  executablePath: chromiumPath,
  args: chromiumFlags,
  headless: OUTPOST_SHOW !== "on",
});
try {
  const [product, another] = [await catalogue.available(), await catalogue.another()];
  await editEverywhere(browser, product);
  await lastPiece(browser, product);
  await regionLost(browser, another);
  say("Done.");
} finally {
  await browser.close();
  frontDoor.close();
}
