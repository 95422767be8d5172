// The only script a page loads before it is used. It wakes the islands when the browser has nothing better to do or when
// someone reaches for one, and starts the offline worker.
//
// <script type="module" src="…/loader.js" data-module="…/browser.js" data-wasm="…/browser.wasm" data-worker="…/sw.js">
// A page without islands never fetches the bundle. Everything here may be missing: the shop works without it.
(() => {
  const names = document.querySelector("script[data-module]").dataset;
  const islands = [...document.querySelectorAll("leptos-island")];
  const reaches = ["pointerover", "focusin"];
  let waking;

  const quietly = (task) => task.catch((error) => console.warn(error));

  // Islands do not nest in this shop, so they may wake in the order of the document.
  const wakeAll = async () => {
    const bundle = await import(names.module);
    await bundle.default({ module_or_path: names.wasm });
    bundle.hydrate();
    for (const island of islands) bundle[island.dataset.component](island);
    document.documentElement.dataset.islands = "awake";
  };

  const wake = () => (waking ??= quietly(wakeAll()));

  const onReach = (event) => {
    if (!event.target.closest?.("leptos-island")) return;
    for (const type of reaches) document.removeEventListener(type, onReach);
    wake();
  };

  const whenIdle = (task) => (window.requestIdleCallback ?? setTimeout)(task);

  // The page just seen is told to the worker: it was loaded before the worker watched, but must be there when offline.
  const startWorker = async () => {
    const wasWatched = navigator.serviceWorker.controller;
    await navigator.serviceWorker.register(names.worker, { scope: "/" });
    const { active } = await navigator.serviceWorker.ready;
    if (wasWatched) return;
    const parts = performance.getEntriesByType("resource").map((entry) => entry.name);
    active.postMessage({ seen: location.href, parts });
  };

  const afterLoad = () => {
    if (islands.length && !navigator.connection?.saveData) whenIdle(wake);
    if (names.worker && navigator.serviceWorker) whenIdle(() => quietly(startWorker()));
  };

  const begin = () => {
    if (document.activeElement?.closest("leptos-island")) wake();
    if (document.readyState === "complete") afterLoad();
    else addEventListener("load", afterLoad, { once: true });
  };

  if (islands.length) for (const type of reaches) document.addEventListener(type, onReach);
  if (document.prerendering) document.addEventListener("prerenderingchange", begin, { once: true });
  else begin();
})();
