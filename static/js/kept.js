// Keeps the list of help on this device, for when there is no network, and takes it off again. It holds nobody's name.
(() => {
  "use strict";

  const STORE = "help-near-you";
  const { worker, page: PAGE } = document.currentScript.dataset;
  if (!navigator.serviceWorker || !self.caches) return;
  document.querySelector("[data-keeps]").hidden = false;

  // The one address that this page may make a worker of: Trusted Types lets no script name another.
  const ours = self.trustedTypes
    ? self.trustedTypes.createPolicy("kept-help", { createScriptURL: () => worker }).createScriptURL("")
    : worker;
  const show = async () => {
    const is_kept = Boolean(await caches.match(PAGE, { cacheName: STORE, ignoreVary: true }));
    document.querySelector("[data-keep]").hidden = is_kept;
    document.querySelector("[data-kept]").hidden = !is_kept;
  };
  const keep = async () => {
    await navigator.serviceWorker.register(ours);
    await navigator.serviceWorker.ready;
    const sheet = document.querySelector("link[rel=stylesheet]").href;
    await caches.delete(STORE);
    const store = await caches.open(STORE);
    await store.addAll([PAGE, sheet]);
    await show();
  };
  const drop = async () => {
    await caches.delete(STORE);
    const all = await navigator.serviceWorker.getRegistrations();
    await Promise.all(all.map((one) => one.unregister()));
    await show();
  };
  document.querySelectorAll("[data-keep-now]").forEach((button) => button.addEventListener("click", () => keep().catch(show)));
  document.querySelector("[data-drop]").addEventListener("click", drop);
  show();
})();
