// In the frame of the second host: the run-time that content looks for in the windows above it. It talks to the portal
// around it, whose origin the server wrote into this page, and knows nothing else.
(() => {
  "use strict";

  const { portal } = document.body.dataset;
  const part = document.getElementById("part");
  const tell = (told) => parent.postMessage(told, portal);
  const AUTO_SECONDS = 5;

  let begun = false;
  let ours = null; // our side of the run-time of SCORM 2004
  let changed = false;

  // The library hands over what it would send; we pass it on and say yes, as a page that saves in the background must.
  const bridge = {
    updateSettings() {},
    processHttpRequest(_address, params, _now, _log, _listeners, about) {
      tell({ kind: "state", cmi: JSON.stringify(params.cmi), end: Boolean(about && about.isTerminateCommit) });
      return { result: "true", errorCode: 0 };
    },
  };

  const run_time_12 = (cmi) => {
    const api = new window.Scorm12API({
      lmsCommitUrl: "portal:",
      httpService: bridge,
      autocommit: true,
      autocommitSeconds: AUTO_SECONDS,
      mastery_override: true,
      logLevel: 5,
    });
    api.loadFromJSON(cmi, "cmi");
    window.API = api;
  };

  // Content of SCORM 2004 commits when it likes; we keep what it said in between too, for when the power goes.
  const run_time_2004 = (told) => {
    const keep = (cmi, end) => {
      changed = false;
      tell({ kind: "state", cmi: JSON.stringify(cmi), end });
      return true;
    };
    const { ours: own, ...api } = window.scorm2004(told, keep);
    ours = own;
    window.API_1484_11 = {
      ...api,
      SetValue: (path, value) => {
        const done = api.SetValue(path, value);
        changed = changed || done === "true";
        return done;
      },
    };
    setInterval(() => {
      if (changed && ours.is_at_work()) ours.keep(false);
    }, AUTO_SECONDS * 1000);
  };

  // The learner goes on: the content is put away, which it may use to say its last words, and then the portal is told.
  const leave = () => {
    part.addEventListener(
      "load",
      () => {
        if (ours && ours.is_at_work()) ours.keep(true);
        tell({ kind: "left" });
      },
      { once: true },
    );
    part.src = "about:blank";
  };

  const start = (told) => {
    begun = true;
    if (told.tells && told.kind_of_package.startsWith("scorm2004")) run_time_2004(told);
    if (told.tells && told.kind_of_package === "scorm12") run_time_12(told.cmi);
    part.src = `c/${told.href}`;
  };

  addEventListener("message", (event) => {
    if (event.origin !== portal || event.source !== parent || !event.data) return;
    const { kind } = event.data;
    if (kind === "begin" && !begun) start(event.data);
    if (kind === "valid" && ours) ours.now_valid(event.data.valid);
    if (kind === "leave" && begun) leave();
  });

  // Until the portal answers: its script may still be on its way.
  const knock = () => {
    if (begun) return;
    tell({ kind: "ready" });
    setTimeout(knock, 300);
  };
  knock();
})();
