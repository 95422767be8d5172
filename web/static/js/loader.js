// The only script a page loads before it is used. It hydrates the islands when the browser is idle or when someone
// reaches for one, and registers the service worker.
//
// <script type="module" src="…/loader.js" data-module="…/browser.js" data-wasm="…/browser.wasm" data-worker="…/sw.js">
// A page without islands never fetches the bundle. Everything here may be missing: the shop works without it.
(() => {
  const addresses = document.querySelector("script[data-module]").dataset;
  const islands = [...document.querySelectorAll("leptos-island")];
  const reachEvents = ["pointerover", "focusin"];
  let hydration;

  const withWarning = (task) => task.catch((error) => console.warn(error));

  // Islands do not nest in this shop, so they may hydrate in the order of the document.
  const hydrateAll = async () => {
    const bundle = await import(addresses.module);
    await bundle.default({ module_or_path: addresses.wasm });
    bundle.hydrate();
    for (const island of islands) bundle[island.dataset.component](island);
    document.documentElement.dataset.islands = "hydrated";
  };

  const hydrate = () => (hydration ??= withWarning(hydrateAll()));

  const onReach = (event) => {
    if (!event.target.closest?.("leptos-island")) return;
    for (const type of reachEvents) document.removeEventListener(type, onReach);
    hydrate();
  };

  const whenIdle = (task) => (window.requestIdleCallback ?? setTimeout)(task);

  // The first page is loaded before the worker controls it, so the worker is told to cache it for offline use.
  const startWorker = async () => {
    const wasControlled = navigator.serviceWorker.controller;
    await navigator.serviceWorker.register(addresses.worker, { scope: "/" });
    const { active } = await navigator.serviceWorker.ready;
    if (wasControlled) return;
    const resources = performance.getEntriesByType("resource").map((entry) => entry.name);
    active.postMessage({ page: location.href, resources });
  };

  // The category of the page stands in sight in a bar that goes on beyond the edge of the screen.
  const showCategory = () => {
    const bar = document.querySelector(".site-nav-bar > ul");
    const here = bar?.querySelector("[aria-current]");
    if (!here) return;
    const [outer, inner] = [bar, here].map((element) => element.getBoundingClientRect());
    bar.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
  };

  const afterLoad = () => {
    if (islands.length && !navigator.connection?.saveData) whenIdle(hydrate);
    if (addresses.worker && navigator.serviceWorker) whenIdle(() => withWarning(startWorker()));
  };

  const begin = () => {
    showCategory();
    if (document.activeElement?.closest("leptos-island")) hydrate();
    if (document.readyState === "complete") afterLoad();
    else addEventListener("load", afterLoad, { once: true });
  };

  if (islands.length) for (const type of reachEvents) document.addEventListener(type, onReach);
  if (document.prerendering) document.addEventListener("prerenderingchange", begin, { once: true });
  else begin();
})();
