// What people do with an account, by the names of fields and the addresses of forms.

import { at, base } from "./settings.mjs";
import { formTo, send } from "./shop.mjs";

/** The password of every account of the journeys. */
export const password = "four kestrels over a field";

/** Makes an account; ends at the page that asks to look into the mailbox. */
export async function register(page, email) {
  await page.goto(at("/account/register"));
  const form = formTo(page, "/account/register");
  await form.locator("[name=name]").fill("Ada Lovelace");
  await form.locator("[name=email]").fill(email);
  await form.locator("[name=new_password]").fill(password);
  await send(form);
  await page.waitForURL("**/account/mail-sent**");
}

/** Opens the newest link to `email` in the mailbox of development that leads to the account's page `target`. */
export async function openLink(page, email, target) {
  await page.goto(`${base}/dev/mail`);
  const mail = page.locator("article", { hasText: email }).filter({ has: page.locator(`a[href*="/account/${target}?"]`) });
  await mail.first().locator("a.button").click();
  await page.waitForURL(`**/account/${target}?**`);
}

/** Presses the button of a link that confirms an address. */
export async function confirm(page) {
  await send(formTo(page, "/account/verify"));
  await page.waitForURL("**/account/login");
}

/** Logs in; ends where the shop leads. */
export async function logIn(page, email, word = password) {
  if (!page.url().includes("/account/login")) await page.goto(at("/account/login"));
  const form = formTo(page, "/account/login");
  await form.locator("[name=email]").fill(email);
  await form.locator("[name=password]").fill(word);
  await send(form);
  await page.waitForLoadState();
}
