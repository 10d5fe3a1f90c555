// Stands in for one page when there is no network: the list of help, for whoever kept it. It answers nothing else.
const STORE = "help-near-you";
const KEPT = "{{ kept }}";
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const request = event.request;
  const kept = request.mode === "navigate" ? KEPT : request.url;
  if (request.method !== "GET" || (request.mode !== "navigate" && request.destination !== "style")) return;
  event.respondWith(
    fetch(request).catch(async (lost) => {
      const found = await caches.match(kept, { cacheName: STORE, ignoreVary: true });
      if (found) return found;
      throw lost;
    }),
  );
});
