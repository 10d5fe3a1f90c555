// In the frame of the second host: the run-time that content looks for in the windows above it. It talks to the portal
// around it, whose origin the server wrote into this page, and knows nothing else.
(() => {
  "use strict";

  const { portal } = document.body.dataset;
  const part = document.getElementById("part");
  const tell = (told) => parent.postMessage(told, portal);
  const AUTO_SECONDS = 5;

  let begun = false;

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

  const start = (told) => {
    begun = true;
    if (told.tells && told.kind_of_package === "scorm12") run_time_12(told.cmi);
    part.src = `c/${told.href}`;
  };

  addEventListener("message", (event) => {
    if (begun || event.origin !== portal || event.source !== parent) return;
    if (event.data && event.data.kind === "begin") start(event.data);
  });

  // Until the portal answers: its script may still be on its way.
  const knock = () => {
    if (begun) return;
    tell({ kind: "ready" });
    setTimeout(knock, 300);
  };
  knock();
})();
