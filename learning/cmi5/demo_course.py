"""The files of the course of the demo. Its parts speak cmi5 by themselves: token, launch data, preferences, statements."""

_SPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
_MAKER = "https://payslips.example.org/course"


def _words(title: str, description: str) -> str:
    return "".join(
        f'<{name}><langstring lang="en-GB">{text}</langstring></{name}>'
        for name, text in (("title", title), ("description", description))
    )


LIST = f"""<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="{_SPACE}"><course id="{_MAKER}">{_words("Check a payslip", "What stands on a payslip, and how to check it.")}</course>
<block id="{_MAKER}/block/pay">{_words("Your pay", "Gross pay, net pay and what comes off.")}
<au id="{_MAKER}/au/read" moveOn="Completed">{_words("Read a payslip", "The words on a payslip.")}<url>read.html</url></au>
<au id="{_MAKER}/au/check" moveOn="Passed" masteryScore="0.5">{_words("Check a payslip", "Two questions.")}<url>check.html?questions=2</url></au></block>
<au id="{_MAKER}/au/more" moveOn="Completed">{_words("More on tax", "A page outside.")}<url>https://tax.example.org/more</url></au>
</courseStructure>
"""
STYLE = """body{margin:0;padding:1.5rem;font:1.25rem/1.5 Arial,sans-serif;color:#17212b;background:#fff}main{max-width:40rem;margin:auto}
table{border-collapse:collapse;margin:1rem 0}th,td{padding:.4rem .9rem;border:1px solid #8a949e;text-align:left}
button{min-height:2.75rem;margin:.25rem .5rem .25rem 0;padding:0 1.2rem;font:inherit;color:#fff;background:#0f5257;border:0;border-radius:6px}
button:focus{outline:4px solid #ffbf47}button:disabled{background:#8a949e}
"""
SLIP = "<table><tr><th>Pay for 40 hours</th><td>&#163;480.00</td></tr><tr><th>Income tax</th><td>&#163;47.60</td></tr><tr><th>National Insurance</th><td>&#163;19.04</td></tr><tr><th>You get</th><td>&#163;413.36</td></tr></table>"


def _page(title: str, body: str, part: str) -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title><link rel="stylesheet" href="course.css">'
        f'<script src="course.js" defer></script></head><body data-part="{part}"><main><h1>{title}</h1>{body}<p id="state" role="status"></p>'
        "</main></body></html>"
    )


READ = _page(
    "Read a payslip",
    f"<p>Gross pay is what you earn. Net pay is what you get. Tax and National Insurance come off in between.</p>{SLIP}"
    '<p><button id="done" disabled>I have read it</button></p>',
    "read",
)
CHECK = _page(
    "Check a payslip",
    f"{SLIP}<div id='asked' hidden><p>How much tax came off?</p><p><button data-right='1'>&#163;47.60</button><button>&#163;19.04</button></p></div>"
    "<div id='second' hidden><p>What is the pay for one hour?</p><p><button>&#163;10</button><button data-right='1'>&#163;12</button></p></div>",
    "check",
)
#: It tells the store what happened, one statement after the other, and waits for each to be kept.
SCRIPT = """(function () {
  var asked = new URLSearchParams(location.search), token = "", data = {}, began = Date.now(), right = 0;
  var actor = JSON.parse(asked.get("actor")), state = document.getElementById("state");
  var CMI5 = "https://w3id.org/xapi/cmi5/context/", VERB = "http://adlnet.gov/expapi/verbs/";
  function call(method, where, params, body) {
    var headers = { Authorization: "Basic " + token, "X-Experience-API-Version": "1.0.3" };
    if (body) headers["Content-Type"] = "application/json";
    return fetch(asked.get("endpoint") + "/" + where + "?" + new URLSearchParams(params), { method: method, headers: headers, body: body ? JSON.stringify(body) : undefined }).then(function (answer) {
      if (!answer.ok && answer.status !== 404) throw new Error(where + " " + answer.status);
      return answer.status === 200 ? answer.json() : null;
    });
  }
  function lasted() { return "PT" + ((Date.now() - began) / 1000).toFixed(2) + "S"; }
  function say(verb, result) {
    var context = JSON.parse(JSON.stringify(data.contextTemplate)), kinds = [{ id: CMI5 + "categories/cmi5" }];
    if (result && ("success" in result || "completion" in result)) kinds.push({ id: CMI5 + "categories/moveon" });
    context.registration = asked.get("registration");
    context.contextActivities.category = kinds;
    if (result && result.score) context.extensions[CMI5 + "extensions/masteryscore"] = data.masteryScore;
    var id = "10000000-1000-4000-8000-100000000000".replace(/[018]/g, function (c) { return (c ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> c / 4).toString(16); });
    var told = { id: id, actor: actor, verb: { id: VERB + verb, display: { en: verb } }, object: { objectType: "Activity", id: asked.get("activityId") }, context: context, timestamp: new Date().toISOString() };
    if (result) told.result = result;
    return call("PUT", "statements", { statementId: id }, told);
  }
  function end(statements) {
    state.textContent = "Saving";
    var normal = data.launchMode === "Normal" ? statements : [];
    normal.reduce(function (before, one) { return before.then(function () { return say(one[0], one[1]); }); }, Promise.resolve())
      .then(function () { return say("terminated", { duration: lasted() }); })
      .then(function () { location.href = data.returnURL; }, failed);
  }
  function failed() { state.textContent = "This could not be saved. Go back, and open the part again."; }
  function ask(box, next) {
    box.addEventListener("click", function (event) {
      if (event.target.tagName !== "BUTTON") return;
      if (event.target.dataset.right) right += 1;
      box.hidden = true;
      next();
    });
  }
  function ready() {
    if (document.body.dataset.part === "read") {
      var done = document.getElementById("done");
      done.disabled = false;
      done.addEventListener("click", function () { done.disabled = true; end([["completed", { completion: true, duration: lasted() }]]); });
      return;
    }
    var second = document.getElementById("second");
    document.getElementById("asked").hidden = false;
    ask(document.getElementById("asked"), function () { second.hidden = false; });
    ask(second, function () {
      var scaled = right / 2, passed = scaled >= data.masteryScore;
      end([[passed ? "passed" : "failed", { success: passed, duration: lasted(), score: { scaled: scaled, raw: right, min: 0, max: 2 } }]]);
    });
  }
  fetch(asked.get("fetch"), { method: "POST" }).then(function (answer) { return answer.json(); }).then(function (told) {
    token = told["auth-token"];
    return call("GET", "activities/state", { activityId: asked.get("activityId"), agent: asked.get("actor"), registration: asked.get("registration"), stateId: "LMS.LaunchData" });
  }).then(function (told) {
    data = told;
    return call("GET", "agents/profile", { agent: asked.get("actor"), profileId: "cmi5LearnerPreferences" });
  }).then(function () { return say("initialized"); }).then(ready).catch(failed);
})();
"""
FILES = {"cmi5.xml": LIST, "read.html": READ, "check.html": CHECK, "course.js": SCRIPT, "course.css": STYLE}
