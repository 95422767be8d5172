// Where the shop under test is, and which browser looks at it.

/** Address of a running shop with a seeded catalogue, whose orders can be paid at the sandbox. */
export const base = process.env.OUTPOST_URL ?? "http://127.0.0.1:3000";

/** All regions of that shop, home first; one where it has no others. */
export const regions = process.env.OUTPOST_REGIONS?.split(" ") ?? [base];

/** Where the payment sandbox is, and what tests that script it show there. */
export const sandbox = process.env.OUTPOST_SANDBOX ?? "http://127.0.0.1:3500";
export const sandboxKey = process.env.OUTPOST_SANDBOX_KEY ?? "";

/** The browser's program. */
export const chromiumPath = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** The market most journeys shop in. */
export const market = "en-gb";

/** A path within a market. */
export const at = (path = "", prefix = market) => `/${prefix}${path}`;

/** Flags without which a browser talks to its maker, or does not start inside a container. */
export const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
