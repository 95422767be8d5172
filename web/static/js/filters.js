// The filters of a listing work without this. Beside the products a choice applies as soon as it is made, and keeps the
// focus; in the sheet of a phone the button says how many products the choices leave.
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const button = form.querySelector("[type=submit]");
  const chosen = "outpost-filter";
  let request;

  const count = async () => {
    request?.abort();
    const own = (request = new AbortController());
    // The number there belongs to the choices of before until this says otherwise.
    button.ariaBusy = "true";
    try {
      const answer = await fetch(`${form.action}?${new URLSearchParams(new FormData(form))}`, { signal: own.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      button.textContent = page.querySelector("#filters [type=submit]").textContent;
    } catch (error) {
      // The button works without the number.
      if (error.name !== "AbortError") console.warn(error);
    }
    if (request === own) button.ariaBusy = null;
  };

  form.addEventListener("change", ({ target }) => {
    if (form.matches(":popover-open")) return count();
    sessionStorage.setItem(chosen, target.value);
    form.requestSubmit();
  });

  const last = sessionStorage.getItem(chosen);
  sessionStorage.removeItem(chosen);
  if (last) [...form.elements].find(({ value }) => value === last)?.focus({ preventScroll: true });
})();
