// Small comforts. Every page works without this file; nothing here holds a rule.
(() => {
  "use strict";

  const page = document.documentElement;
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);
  const find = (id) => document.getElementById(id);

  // A summary of errors is read first.
  each("[data-focus]", (box) => box.focus());

  // Show the passphrase while it is typed; it is never sent or remembered as plain text.
  each("[data-show]", (button) => {
    const box = find(button.dataset.show);
    const words = button.textContent;
    const show = (yes) => {
      box.type = yes ? "text" : "password";
      button.textContent = yes ? button.dataset.hide : words;
    };
    button.hidden = false;
    button.addEventListener("click", () => show(box.type === "password"));
    box.form.addEventListener("submit", () => show(false));
  });

  // How many letters are left. A line break is one, and so is a picture, as the server counts.
  each("[data-letters]", (box) => {
    const hint = find(box.dataset.letters);
    const most = Number(hint.dataset.most);
    let pause;
    const count = () => {
      const left = most - Array.from(box.value).length;
      hint.textContent = (left < 0 ? hint.dataset.over : hint.dataset.left).replace("{n}", Math.abs(left));
      hint.classList.toggle("govuk-error-message", left < 0);
    };
    hint.setAttribute("aria-live", "polite");
    box.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(count, 300);
    });
    if (box.value) count();
  });

  // A second press while the first is on its way does nothing; the server would not mind it either.
  const ready = (form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[data-once]").forEach((button) => {
      button.removeAttribute("aria-disabled");
      if (button.dataset.words) button.textContent = button.dataset.words;
    });
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    form.querySelectorAll("[data-once]").forEach((button) => button.setAttribute("aria-disabled", "true"));
    const pressed = event.submitter;
    if (pressed && pressed.matches("[data-once]") && !pressed.firstElementChild) {
      pressed.dataset.words = pressed.textContent;
      pressed.textContent = document.body.dataset.working;
    }
    setTimeout(() => ready(form), 8000);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) each("form", ready);
  });

  // Away at once: this page is not in the way back. The server ends the session and leads on to the weather.
  each("[data-exit]", (link) =>
    link.addEventListener("click", (event) => {
      event.preventDefault();
      document.body.hidden = true;
      location.replace(link.href);
    }),
  );

  // One key to search. Staff can turn it off for this browser on the settings page.
  const search = document.querySelector("[data-search]");
  const SHORTCUT = "no-shortcut";
  const remembered = (act) => {
    try {
      return act(localStorage);
    } catch {
      return null;
    }
  };
  if (search) {
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (remembered((store) => store.getItem(SHORTCUT))) return;
      event.preventDefault();
      search.focus();
      search.select();
    });
  }
  // One key for each thing to do on this page: a link is followed; a form with one button is sent, a longer one is gone to.
  const keys = document.querySelectorAll("[data-key]");
  if (keys.length && !remembered((store) => store.getItem(SHORTCUT))) {
    each("[data-keys]", (hint) => (hint.hidden = false));
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input:not([type=radio]), textarea, select, [contenteditable]");
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      const found = [...keys].find((one) => one.dataset.key === event.key);
      if (!found) return;
      event.preventDefault();
      const field = found.querySelector("input:not([type=hidden]), textarea");
      if (field) field.focus();
      else (found.querySelector("button") || found).click();
    });
  }
  each("[data-shortcut]", (box) => {
    box.closest("[hidden]").hidden = false;
    box.checked = !remembered((store) => store.getItem(SHORTCUT));
    box.addEventListener("change", () =>
      remembered((store) => (box.checked ? store.removeItem(SHORTCUT) : store.setItem(SHORTCUT, "1"))),
    );
  });

  // Something is being made: ask for the page again and take the same part out of it, until it asks no more.
  // The browser makes the document of the answer itself: turning text into markup is forbidden to every script (Trusted Types).
  // Nothing comes when the part that is shown still is what it was.
  const page_of = (address, state) =>
    new Promise((found, lost) => {
      const request = new XMLHttpRequest();
      request.open("GET", address);
      request.responseType = "document";
      request.timeout = 15000;
      request.setRequestHeader("X-Poll", state || "1");
      request.onload = () => {
        if (request.status === 204) found(null);
        else if (request.status === 200 && request.response) found(request.response);
        else lost();
      };
      request.onerror = request.ontimeout = lost;
      request.send();
    });
  const wait_for = (part) => setTimeout(poll, Number(part.dataset.pollSeconds || 2) * 1000, part);
  const poll = async (part) => {
    if (document.hidden) return wait_for(part);
    try {
      const page = await page_of(part.dataset.poll || location.href, part.dataset.pollState);
      if (!page) return wait_for(part);
      const fresh = page.getElementById(part.id);
      if (!fresh || fresh.dataset.poll === undefined) {
        location.reload();
        return;
      }
      if (fresh.dataset.pollState) part.dataset.pollState = fresh.dataset.pollState;
      const controls = () => [...part.querySelectorAll("a, button, input")];
      const held = controls().indexOf(document.activeElement);
      part.replaceChildren(...fresh.childNodes);
      controls()[held]?.focus();
      each(`[data-poll-says="${part.id}"]`, (said) => (said.textContent = said.dataset.words));
    } catch {
      // The network went away; the next try may find it again.
    }
    wait_for(part);
  };
  each("[data-poll]", (part) => {
    each(`[data-poll-fallback="${part.id}"]`, (link) => (link.hidden = true));
    wait_for(part);
  });

  // Read a part of the page aloud, piece by piece, with the piece that is read marked.
  const voice = window.speechSynthesis;
  if (!voice || !("sound" in page.dataset)) return;
  const PIECES = "h1, h2, h3, h4, p, li, dt, dd, th, td, legend, label, summary, figcaption, blockquote";
  let stop = () => {};
  const pieces = (block) => {
    const all = [...block.querySelectorAll(PIECES)].filter(
      (piece) => piece.offsetParent && !piece.querySelector(PIECES) && piece.innerText.trim(),
    );
    return all.length ? all : [block];
  };
  const read = (button, block) => {
    const words = button.querySelector("span");
    const before = words.textContent;
    let marked;
    const mark = (piece) => {
      marked?.classList.remove("jp-reading");
      piece?.classList.add("jp-reading");
      marked = piece;
    };
    stop();
    stop = () => {
      voice.cancel();
      mark();
      button.setAttribute("aria-pressed", "false");
      words.textContent = before;
      stop = () => {};
    };
    const mine = stop;
    button.setAttribute("aria-pressed", "true");
    words.textContent = button.dataset.stop;
    const queue = pieces(block);
    queue.forEach((piece, place) => {
      const said = new SpeechSynthesisUtterance(piece.innerText);
      said.lang = piece.closest("[lang]").lang === "cy" ? "cy-GB" : "en-GB";
      said.rate = 0.9;
      // A voice of this machine. Some browsers have voices that send the words away: sealed ones are never read by those.
      const near = voice.getVoices().filter((one) => one.localService);
      said.voice = near.find((one) => one.lang.startsWith(said.lang.slice(0, 2))) ?? null;
      if (!said.voice && block.closest("[data-sealed]")) return mine();
      said.onstart = () => stop === mine && mark(piece);
      said.onend = said.onerror = () => stop === mine && place === queue.length - 1 && stop();
      voice.speak(said);
    });
  };
  each("[data-speak]", (button) => {
    const block = find(button.dataset.speak);
    if (!block) return;
    button.hidden = false;
    button.addEventListener("click", () =>
      button.getAttribute("aria-pressed") === "true" ? stop() : read(button, block),
    );
  });
  addEventListener("pagehide", () => stop());
})();
