// The page around a course from elsewhere. It listens to the frame of the second host, and to nobody else: what comes is
// checked for its origin, its window, its shape and its size, and only then saved. The newest state is what counts.
(() => {
  "use strict";

  const box = document.querySelector("[data-package]");
  if (!box) return;
  const frame = box.querySelector("iframe");
  const state = box.querySelector("[role=status]");
  const begin = JSON.parse(box.dataset.package);
  const { origin, save } = box.dataset;
  const LARGEST = 262144;
  const MOST_IN_TEN_SECONDS = 200;
  const FIRST_PAUSE = 2000;
  const LONGEST_PAUSE = 60000;

  let sequence = begin.sequence;
  let waiting = null;
  let sending = false;
  let pause = FIRST_PAUSE;
  let spoke = false;
  let stopped = false;
  let heard = [];

  const say = (words) => {
    if (!stopped && state.textContent !== words) state.textContent = words;
  };
  const stop = (words) => {
    say(words);
    stopped = true;
    frame.remove();
  };
  const body_of = (one) => {
    const body = new URLSearchParams();
    body.set("csrfmiddlewaretoken", box.querySelector("[name=csrfmiddlewaretoken]").value);
    body.set("sequence", one.sequence);
    body.set("cmi", one.cmi);
    if (one.end) body.set("end", "on");
    return body;
  };

  // One message at a time. What comes meanwhile takes the place of what waits: nothing older than the newest is of use.
  const send = async () => {
    if (sending || !waiting || stopped) return;
    sending = true;
    const one = waiting;
    say(box.dataset.saving);
    try {
      const answer = await fetch(save, { method: "POST", body: body_of(one), redirect: "error", signal: AbortSignal.timeout(20000) });
      if (answer.status === 409) {
        stop(box.dataset.lost);
        return;
      }
      const kept = answer.ok ? (await answer.json()).kept : 0;
      if (!(kept >= one.sequence)) throw new Error("not kept");
      if (waiting === one) waiting = null;
      pause = FIRST_PAUSE;
      say(one.end ? box.dataset.ended : box.dataset.saved);
    } catch {
      say(box.dataset.waiting);
      setTimeout(send, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    } finally {
      sending = false;
    }
    if (waiting && pause === FIRST_PAUSE) send();
  };

  const is_flood = (now) => {
    heard = heard.filter((moment) => now - moment < 10000);
    heard.push(now);
    return heard.length > MOST_IN_TEN_SECONDS;
  };

  addEventListener("message", (event) => {
    if (stopped || event.origin !== origin || event.source !== frame.contentWindow) return;
    if (is_flood(Date.now())) {
      stop(box.dataset.stopped);
      return;
    }
    const told = event.data;
    if (!told || typeof told !== "object") return;
    if (told.kind === "ready") {
      frame.contentWindow.postMessage({ ...begin, kind: "begin" }, origin);
      spoke = true;
      return;
    }
    if (told.kind !== "state" || !save || typeof told.cmi !== "string") return;
    if (told.cmi.length > LARGEST) {
      stop(box.dataset.stopped);
      return;
    }
    sequence += 1;
    waiting = { sequence, cmi: told.cmi, end: told.end === true || Boolean(waiting && waiting.end) };
    send();
  });

  setTimeout(() => {
    if (!spoke && !stopped) say(box.dataset.silent);
  }, 15000);
  addEventListener("online", () => {
    pause = FIRST_PAUSE;
    send();
  });
  // The page goes: what waits is handed to the browser, which sends it even so.
  addEventListener("pagehide", () => {
    if (waiting && !stopped) navigator.sendBeacon(save, body_of(waiting));
  });
})();
