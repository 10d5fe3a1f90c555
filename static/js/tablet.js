// A tablet that people share: lock it when nobody touches it, keep what was typed sealed, choose pictures one by one.
// Every rule is kept by the server too; without this file pages count instead of touches, and the limit is longer.
(() => {
  "use strict";

  // The server knows from this that touches are told to it, and holds the short limit.
  document.cookie = `scripts=1; path=/; max-age=34560000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;

  // Pictures: one place after another, with dots for what was chosen, so that nobody beside the reader sees it all.
  document.querySelectorAll("[data-pictures]").forEach((box) => {
    const rows = [...box.querySelectorAll(".jp-picture-row")];
    const dots = document.createElement("p");
    const again = document.createElement("button");
    const isDone = (row) => row.querySelector("input:checked");
    dots.className = "jp-dots";
    dots.setAttribute("role", "status");
    again.type = "button";
    again.className = "govuk-button govuk-button--secondary";
    again.textContent = box.dataset.again;
    rows[0].before(dots);
    rows.at(-1).after(again);
    const draw = () => {
      const next = rows.findIndex((row) => !isDone(row));
      const done = next < 0 ? rows.length : next;
      rows.forEach((row, place) => (row.hidden = place !== next));
      dots.textContent = "●".repeat(done) + "○".repeat(rows.length - done);
      dots.setAttribute("aria-label", `${done} / ${rows.length}`);
      again.hidden = done === 0;
    };
    const move = (event) => {
      const row = event.target.closest(".jp-picture-row");
      draw();
      const shown = rows.find((one) => !one.hidden);
      if (shown && shown !== row) shown.querySelector("input").focus();
      else if (!shown) again.focus();
    };
    // A tap or the space bar chooses at once; arrow keys walk, and Enter or the space bar takes.
    rows.forEach((row) => {
      let walking = false;
      row.addEventListener("keydown", (event) => {
        walking = event.key.startsWith("Arrow");
        if (event.key === " " && event.target.checked) {
          event.preventDefault();
          move(event);
        }
      });
      row.addEventListener("change", (event) => (walking ? (walking = false) : move(event)));
      row.addEventListener("click", (event) => {
        if (event.detail && event.target.matches("input:checked")) move(event);
      });
    });
    again.addEventListener("click", () => {
      rows.forEach((row) => row.querySelectorAll("input").forEach((input) => (input.checked = false)));
      draw();
      rows[0].querySelector("input").focus();
    });
    draw();
  });

  const watch = document.getElementById("jp-watch");
  // A page that the browser kept in its memory is asked for again: whoever comes back to it may be somebody else.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  if (!watch) return;

  const { seal, token } = watch.dataset;
  const KEPT = "sealed.";
  const KEPT_FOR = 7 * 24 * 3600 * 1000;
  const page = location.pathname + location.search;

  // What was typed, sealed with a key that only this person's pages carry. Legal messages are kept nowhere: data-unkept.
  const bytes = (text) => new TextEncoder().encode(text);
  const base64 = (data) => btoa(String.fromCharCode(...new Uint8Array(data)));
  const plain = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const key = async () =>
    crypto.subtle.importKey("raw", await crypto.subtle.digest("SHA-256", bytes(seal)), "AES-GCM", false, [
      "encrypt",
      "decrypt",
    ]);
  const place = async () => KEPT + base64(await crypto.subtle.digest("SHA-256", bytes(`${seal} ${page}`)));
  const boxes = () =>
    [...document.querySelectorAll("main form[method=post]:not([data-unkept])")].flatMap((form, nth) =>
      [...form.querySelectorAll("textarea, input:not([type=hidden], [type=password], [type=file]), select")]
        .filter((box) => box.name)
        .map((box) => [`${nth} ${box.name} ${/radio|checkbox/.test(box.type) ? box.value : ""}`, box]),
    );
  const isTick = (box) => /radio|checkbox/.test(box.type);
  const before = (box) => {
    if (isTick(box)) return box.defaultChecked;
    if (box.matches("select")) return [...box.options].find((one) => one.defaultSelected)?.value ?? box.options[0]?.value;
    return box.defaultValue;
  };
  const now = (box) => (isTick(box) ? box.checked : box.value);
  const keep = async () => {
    const typed = boxes().filter(([, box]) => now(box) !== before(box)).map(([name, box]) => [name, now(box)]);
    if (!typed.length || !crypto.subtle) return;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), bytes(JSON.stringify(typed)));
    localStorage.setItem(await place(), JSON.stringify({ at: Date.now(), iv: base64(iv), data: base64(data) }));
  };
  const bringBack = async () => {
    Object.keys(localStorage)
      .filter((name) => name.startsWith(KEPT))
      .forEach((name) => {
        if (Date.now() - JSON.parse(localStorage.getItem(name)).at > KEPT_FOR) localStorage.removeItem(name);
      });
    if (!crypto.subtle) return;
    const where = await place();
    const stored = localStorage.getItem(where);
    if (!stored) return;
    const { iv, data } = JSON.parse(stored);
    const open = await crypto.subtle.decrypt({ name: "AES-GCM", iv: plain(iv) }, await key(), plain(data));
    const typed = new Map(JSON.parse(new TextDecoder().decode(open)));
    boxes().forEach(([name, box]) => {
      if (!typed.has(name)) return;
      if (isTick(box)) box.checked = typed.get(name);
      else box.value = typed.get(name);
      box.dispatchEvent(new Event("input", { bubbles: true }));
    });
    localStorage.removeItem(where);
    const told = document.getElementById("jp-kept");
    document.querySelector("main").prepend(told);
    told.hidden = false;
  };
  bringBack().catch(() => {});

  // The two ends: untouched for too long, and the longest time. Touches are told to the server at most every 15 seconds.
  const seconds = (name) => Number(watch.dataset[name]) * 1000;
  const QUIET = 15_000;
  const longest = Date.now() + seconds("left");
  const dialog = document.getElementById("jp-still-here");
  let told = Date.now();
  let waits;
  let locked = false;
  const tell = async () => {
    waits = undefined;
    told = Date.now();
    try {
      const answer = await fetch(watch.dataset.here, {
        method: "POST",
        headers: { "X-CSRFToken": token },
        redirect: "manual",
      });
      if (!answer.ok) await lock();
    } catch {
      // The network is away; the server counts on by itself.
    }
  };
  const touched = () => {
    if (locked || waits || dialog.open) return;
    waits = setTimeout(tell, Math.max(0, told + QUIET - Date.now()));
  };
  ["pointerdown", "pointermove", "touchmove", "wheel", "scroll", "keydown", "input"].forEach((kind) =>
    addEventListener(kind, touched, { passive: true, capture: true }),
  );
  const isPlaying = () => [...document.querySelectorAll("audio, video")].some((one) => !one.paused && !one.ended);
  const lock = async () => {
    if (locked) return;
    locked = true;
    clearInterval(clock);
    await keep().catch(() => {});
    document.body.replaceChildren();
    const form = new URLSearchParams({ path: page });
    try {
      await fetch(watch.dataset.lock, { method: "POST", headers: { "X-CSRFToken": token }, body: form, keepalive: true });
    } catch {
      // The server locks by itself when the time is over.
    }
    location.replace(watch.dataset.door);
  };
  const look = () => {
    if (isPlaying()) touched();
    const untouched = told + seconds("untouched");
    const end = Math.min(untouched, longest);
    const left = Math.ceil((end - Date.now()) / 1000);
    if (left <= 0) {
      lock();
      return;
    }
    if (left * 1000 > seconds("warning") || waits) {
      if (dialog.open) dialog.close();
      return;
    }
    const isLongest = longest <= untouched;
    if (!dialog.open && !(isLongest && dialog.dataset.read)) {
      dialog.querySelectorAll("[data-when]").forEach((part) => {
        part.hidden = (part.dataset.when === "longest") !== isLongest;
      });
      dialog.showModal();
    }
    dialog.querySelectorAll("[data-seconds]").forEach((part) => (part.textContent = left));
  };
  const clock = setInterval(look, 1000);
  dialog.addEventListener("close", () => {
    if (longest - Date.now() <= seconds("warning")) dialog.dataset.read = "yes";
    if (!locked) tell();
  });
  dialog.querySelector("button").addEventListener("click", () => dialog.close());
  document.addEventListener("visibilitychange", look);
})();
