// An account: from registration to the order that was placed before it, and out again.

import assert from "node:assert/strict";
import { violations } from "../lib/axe.mjs";
import * as account from "../lib/account.mjs";
import { journey } from "../lib/browser.mjs";
import * as catalogue from "../lib/catalogue.mjs";
import { at } from "../lib/settings.mjs";
import * as shop from "../lib/shop.mjs";
import { opposites, spread } from "../lib/variants.mjs";

const path = (page) => new URL(page.url()).pathname;

journey(
  "somebody registers, confirms, logs in and out",
  spread,
  async (page, variant) => {
    const { email } = shop.newShopper();
    await page.goto(at("/account"));
    assert.equal(path(page), at("/account/login"));
    await account.register(page, email);
    await account.openLink(page, email, "verify");
    await account.confirm(page);
    await account.logIn(page, email, "not the password");
    assert.match(await page.locator("main").innerText(), /is wrong/);
    await account.logIn(page, email);
    assert.equal(path(page), at("/account"));
    for (const part of ["", "/addresses", "/addresses/new", "/profile", "/security", "/deletion"]) {
      await page.goto(at(`/account${part}`));
      if (variant.scripts) assert.deepEqual(await violations(page), [], part);
    }
    await page.locator("footer form[action$='/account/logout'] button").click();
    await page.waitForURL("**/account/login");
    await page.goto(at("/account"));
    assert.equal(path(page), at("/account/login"));
  },
  { refusals: [422] },
);

journey("a guest's order is kept in an account for a password only", opposites, async (page) => {
  const who = shop.newShopper();
  const number = await shop.order(page, await catalogue.available(), "transfer", who);
  await page.locator("main form[action$='/account/register'] button").click();
  await page.waitForURL("**/account/register**");
  await page.locator("main [name=new_password]").fill(account.password);
  await page.locator("main form[action$='/account/register'] button").click();
  await page.waitForURL("**/account/mail-sent**");
  await account.openLink(page, who.email, "verify");
  await account.confirm(page);
  await account.logIn(page, who.email);
  await page.locator(`main a[href$="/account/orders/${number}"]`).click();
  await page.waitForURL(`**/orders/${number}`);
  assert.equal(path(page), at(`/orders/${number}`));
});
