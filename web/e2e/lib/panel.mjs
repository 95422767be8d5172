// What staff do in the panel, by the names of fields and the addresses of forms.

import { createHmac } from "node:crypto";
import { send } from "./shop.mjs";

/** The code that an authenticator app shows now (RFC 6238) for a secret in base 32. */
function authenticatorCode(secret) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac("sha1", key).update(step).digest();
  const number = digest.readUInt32BE(digest.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** Sets up a login by an invitation's link; ends on the dashboard. */
export async function acceptInvitation(page, link) {
  await page.goto(link);
  const [, secret] = await page.locator(".admin-secret").allInnerTexts();
  const form = page.locator("form[action*='/invitation/']");
  await form.locator("[name=name]").fill("Grace Hopper");
  await form.locator("[name=code]").fill(authenticatorCode(secret));
  await send(form);
  await page.waitForURL((url) => url.pathname === "/admin");
}

/**
 * Counts a variant so that `available` pieces are left to sell at its first location and none elsewhere; ends on its page.
 */
export async function leaveToSell(page, sku, available, reason) {
  await page.goto(`/admin/inventory/variants/${sku}`);
  const forms = page.locator("form[action$='/adjustments']");
  for (let at = 0; at < (await forms.count()); at += 1) {
    const cells = page.locator("main table").first().locator("tbody tr").nth(at).locator("th, td");
    const [, , allocated, , , , safety] = (await cells.allInnerTexts()).map(Number);
    const form = forms.nth(at);
    await form.locator("[name=counted]").fill(String((at ? 0 : available + safety) + allocated));
    await form.locator("[name=reason]").selectOption(reason);
    await send(form);
    await page.waitForLoadState();
  }
}
