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
  const LONGEST_GOODBYE = 4000;

  let sequence = begin.sequence;
  let waiting = null;
  let sending = false;
  let pause = FIRST_PAUSE;
  let spoke = false;
  let stopped = false;
  let heard = [];
  let leaving = null; // the form of the learner who wants to go on, until all is saved
  let has_left = false;

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
      const told = answer.ok ? await answer.json() : { kept: 0 };
      if (!(told.kept >= one.sequence)) throw new Error("not kept");
      if (waiting === one) waiting = null;
      follow(told);
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
    go();
  };

  // A course with rules: what may be asked for now, and what the content asked for when it ended.
  const follow = ({ valid, asked, target }) => {
    if (valid) frame.contentWindow.postMessage({ kind: "valid", valid }, origin);
    const form = document.querySelector("[data-go]");
    if (!asked || !form || leaving) return;
    form.elements.asked.value = asked;
    form.elements.target.value = target;
    leaving = form;
    has_left = true;
  };
  const go = () => {
    if (leaving && has_left && !waiting && !sending) HTMLFormElement.prototype.submit.call(leaving);
  };
  for (const form of document.querySelectorAll("form[data-leave]")) {
    form.addEventListener("submit", (event) => {
      if (stopped || !spoke) return;
      event.preventDefault();
      if (leaving) return;
      leaving = form;
      frame.contentWindow.postMessage({ kind: "leave" }, origin);
      setTimeout(() => {
        has_left = true;
        go();
      }, LONGEST_GOODBYE);
    });
  }

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
    if (told.kind === "left" && leaving) {
      has_left = true;
      go();
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
