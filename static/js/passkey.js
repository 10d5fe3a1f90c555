// Passkeys: the browser asks the key, the server decides. Without this file, codes stay the way in.
(() => {
  "use strict";

  if (!window.PublicKeyCredential) return;

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");
  const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));
  const texts = (response, names) =>
    Object.fromEntries(names.filter((name) => response[name]).map((name) => [name, text(response[name])]));

  const ask = {
    create: async (asked) => {
      const publicKey = {
        ...asked,
        challenge: bytes(asked.challenge),
        user: { ...asked.user, id: bytes(asked.user.id) },
        excludeCredentials: named(asked.excludeCredentials),
      };
      const key = await navigator.credentials.create({ publicKey });
      return [key, texts(key.response, ["clientDataJSON", "attestationObject"])];
    },
    get: async (asked) => {
      const key = await navigator.credentials.get({ publicKey: { ...asked, challenge: bytes(asked.challenge) } });
      return [key, texts(key.response, ["clientDataJSON", "authenticatorData", "signature", "userHandle"])];
    },
  };

  document.querySelectorAll("[data-passkey]").forEach((form) => {
    const failed = form.querySelector("[data-failed]");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      failed.hidden = true;
      try {
        const options = await fetch(form.dataset.options, { method: "POST", body: new FormData(form) });
        if (!options.ok) throw new Error("refused");
        const [key, response] = await ask[form.dataset.passkey](await options.json());
        form.elements.answer.value = JSON.stringify({ id: key.id, rawId: key.id, type: key.type, response });
        form.submit();
      } catch {
        failed.hidden = false;
      }
    });
  });
})();
