// Improves forms that work without it. A field with `data-refresh="name=value"` sends its form as soon as it changes, as
// the button with that name and value does, and the page takes over what the answer shows without a reload: the focus,
// what was typed meanwhile and a word that an input method is composing stay. A button with `data-print` prints the page.
(() => {
  const PAUSE_MS = 400;
  const PARTS = [".site-tools", "#notice", "main"];

  let timer;
  let request;

  const cancel = () => {
    clearTimeout(timer);
    request?.abort();
  };

  const setAttributes = (old, fresh) => {
    for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
    for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  };

  // What a person changed since the form was sent is left alone.
  const setValue = (old, fresh, sent) => {
    if (old.type === "hidden" || old.type === "checkbox" || old.type === "radio") return;
    if (fresh.value !== sent.get(old.name) && old.value === sent.get(old.name)) old.value = fresh.value;
  };

  const isTwin = (old, fresh) => old?.nodeName === fresh.nodeName && (old.id ?? "") === (fresh.id ?? "");

  const update = (old, fresh, sent) => {
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.data !== fresh.data) old.data = fresh.data;
      return;
    }
    if (old.nodeName !== "DETAILS") setAttributes(old, fresh);
    if (old.matches("input, select")) setValue(old, fresh, sent);
    if (old.nodeName === "SELECT") return;
    const twins = [...old.childNodes];
    for (const child of [...fresh.childNodes]) {
      const twin = twins.shift();
      if (isTwin(twin, child)) update(twin, child, sent);
      else if (twin) twin.replaceWith(child);
      else old.append(child);
    }
    for (const twin of twins) twin.remove();
  };

  const show = (text, sent) => {
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const focus = document.activeElement?.id;
    document.title = fresh.title;
    for (const part of PARTS) update(document.querySelector(part), fresh.querySelector(part), sent);
    if (focus && document.activeElement?.id !== focus) document.getElementById(focus)?.focus({ preventScroll: true });
  };

  const refresh = async (form, [name, value]) => {
    const sent = new FormData(form);
    sent.set(name, value);
    request = new AbortController();
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(sent), signal: request.signal });
      if (answer.ok) return show(await answer.text(), sent);
      form.requestSubmit(form.querySelector(`button[name="${name}"][value="${value}"]`));
    } catch (error) {
      // Nothing is lost: the form's own buttons send the same fields.
      if (error.name !== "AbortError") console.warn(error);
    }
  };

  document.addEventListener("change", ({ target }) => {
    const { form, dataset } = target;
    if (!form || !dataset.refresh) return;
    cancel();
    timer = setTimeout(() => target.checkValidity() && refresh(form, dataset.refresh.split("=")), PAUSE_MS);
  });
  document.addEventListener("submit", cancel);
  document.addEventListener("click", ({ target }) => target.closest?.("[data-print]") && print());
})();
