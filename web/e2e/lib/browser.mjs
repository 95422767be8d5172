// One browser for a test file, a fresh context for every journey; every error on the way fails the journey.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { chromium } from "playwright-core";
import { base, chromiumFlags, chromiumPath } from "./settings.mjs";
import { named } from "./variants.mjs";

let running;

/** The browser of this test file; it ends with the file. */
export function browser() {
  running ??= chromium.launch({ executablePath: chromiumPath, args: chromiumFlags });
  return running;
}

after(async () => (await running)?.close());

/**
 * Runs `journey(page)` as a new visitor. Fails when the console shows an error, a request fails, or an answer has a
 * status of 400 or more that is not among `refusals` (statuses that are part of the journey).
 */
export async function withPage({ scripts = true, width = 1280, scheme = "light", refusals = [] }, journey) {
  const context = await (
    await browser()
  ).newContext({
    baseURL: base,
    javaScriptEnabled: scripts,
    colorScheme: scheme,
    viewport: { width, height: width < 600 ? 740 : 900 },
    hasTouch: width < 600,
    locale: "en-GB",
    // A shop that trusts its proxy counts the writes of each journey by themselves.
    extraHTTPHeaders: { "x-forwarded-for": anAddress() },
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const faults = watch(context, refusals);
  try {
    await journey(page);
    assert.deepEqual(faults, [], "the browser met faults on the way");
  } catch (error) {
    error.message += `\nat ${page.url()}${faults.length ? `\nfaults: ${faults.join("\n")}` : ""}`;
    throw error;
  } finally {
    await context.close();
  }
}

/** A network address that is nobody's, another one each time. */
const anAddress = () =>
  `2001:db8::${crypto
    .randomUUID()
    .slice(0, 23)
    .replaceAll("-", "")
    .replace(/(.{4})(?!$)/g, "$1:")}`;

/** Declares a test for each variant. */
export function journey(title, variants, walk, options = {}) {
  for (const variant of variants) {
    test(`${title} (${named(variant)})`, () => withPage({ ...variant, ...options }, (page) => walk(page, variant)));
  }
}

function watch(context, refusals) {
  const faults = [];
  const expected = (status) => refusals.includes(status);
  context.on("console", (message) => {
    if (message.type() !== "error") return;
    const status = /responded with a status of (\d+)/.exec(message.text())?.[1];
    if (!expected(Number(status))) faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => {
    const fault = describe(error.error());
    // The browser's own, when the next page is asked for before a transition between two pages could begin.
    if (!fault.includes("Transition was")) faults.push(`script: ${fault}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400 && !expected(response.status())) faults.push(`${response.status()} ${response.url()}`);
  });
  context.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    // Leaving a page ends what it was still fetching; that is no fault.
    if (reason !== "net::ERR_ABORTED") faults.push(`${reason} ${request.url()}`);
  });
  return faults;
}

const describe = (error) => (error instanceof Error ? `${error}\n${error.stack}` : JSON.stringify(error));
