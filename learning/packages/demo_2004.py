"""An invented course of SCORM 2004, 4th edition: a first test, lessons that are skipped when they are known, and a last test with three tries."""

MANIFEST = b"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="site" version="1" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3" xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
<metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
<organizations default="safe"><organization identifier="safe"><title>Safe on a building site</title>
<item identifier="first" identifierref="r" parameters="?part=first"><title>What do you know?</title>
<imsss:sequencing><imsss:rollupRules rollupObjectiveSatisfied="false" objectiveMeasureWeight="0"/>
<imsss:objectives><imsss:primaryObjective objectiveID="first"/>
<imsss:objective objectiveID="hands"><imsss:mapInfo targetObjectiveID="site.hands" writeSatisfiedStatus="true"/></imsss:objective>
<imsss:objective objectiveID="lifting"><imsss:mapInfo targetObjectiveID="site.lifting" writeSatisfiedStatus="true"/></imsss:objective></imsss:objectives>
<imsss:deliveryControls completionSetByContent="true"/></imsss:sequencing></item>
<item identifier="learn"><title>Learn</title>
<item identifier="hands" identifierref="r" parameters="?part=hands"><title>Gloves and hands</title>
<imsss:sequencing><imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions><imsss:ruleCondition referencedObjective="known" condition="satisfied"/></imsss:ruleConditions><imsss:ruleAction action="skip"/></imsss:preConditionRule></imsss:sequencingRules>
<imsss:rollupRules rollupObjectiveSatisfied="false" objectiveMeasureWeight="0"/>
<imsss:objectives><imsss:primaryObjective/><imsss:objective objectiveID="known"><imsss:mapInfo targetObjectiveID="site.hands"/></imsss:objective></imsss:objectives>
<adlseq:rollupConsiderations requiredForCompleted="ifNotSkipped"/></imsss:sequencing></item>
<item identifier="lifting" identifierref="r" parameters="?part=lifting"><title>Lift a box</title>
<imsss:sequencing><imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions><imsss:ruleCondition referencedObjective="known" condition="satisfied"/></imsss:ruleConditions><imsss:ruleAction action="skip"/></imsss:preConditionRule></imsss:sequencingRules>
<imsss:rollupRules rollupObjectiveSatisfied="false" objectiveMeasureWeight="0"/>
<imsss:objectives><imsss:primaryObjective/><imsss:objective objectiveID="known"><imsss:mapInfo targetObjectiveID="site.lifting"/></imsss:objective></imsss:objectives>
<adlseq:rollupConsiderations requiredForCompleted="ifNotSkipped"/></imsss:sequencing></item>
<imsss:sequencing><imsss:controlMode choice="true" flow="true"/><imsss:rollupRules rollupObjectiveSatisfied="false" objectiveMeasureWeight="0"/><adlseq:rollupConsiderations requiredForCompleted="ifAttempted"/></imsss:sequencing></item>
<item identifier="last" identifierref="r" parameters="?part=last"><title>Show what you know</title>
<imsss:sequencing><imsss:sequencingRules>
<imsss:postConditionRule><imsss:ruleConditions><imsss:ruleCondition condition="satisfied"/></imsss:ruleConditions><imsss:ruleAction action="exitAll"/></imsss:postConditionRule>
<imsss:postConditionRule><imsss:ruleConditions><imsss:ruleCondition operator="not" condition="satisfied"/><imsss:ruleCondition operator="not" condition="attemptLimitExceeded"/></imsss:ruleConditions><imsss:ruleAction action="retry"/></imsss:postConditionRule></imsss:sequencingRules>
<imsss:limitConditions attemptLimit="3"/>
<imsss:objectives><imsss:primaryObjective objectiveID="safe" satisfiedByMeasure="true"><imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives>
<imsss:deliveryControls completionSetByContent="true"/></imsss:sequencing></item>
<imsss:sequencing><imsss:controlMode choice="true" flow="true"/></imsss:sequencing></organization></organizations>
<resources><resource identifier="r" type="webcontent" adlcp:scormType="sco" href="index.html"><file href="index.html"/><file href="course.js"/><file href="course.css"/></resource></resources>
</manifest>
"""
PAGE = b"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Safe on a building site</title><link rel="stylesheet" href="course.css"><script src="course.js" defer></script></head>
<body><main><h1 id="title"></h1><div id="page" aria-live="polite"></div></main></body></html>
"""
SCRIPT = b"""(function () {
  var gloves = {goal: "hands", asks: "You move bricks. What do you wear on your hands?", right: "Thick gloves", wrong: ["Nothing", "Thin gloves"]};
  var back = {goal: "lifting", asks: "You lift a box from the ground. What do you bend?", right: "Your knees", wrong: ["Your back", "Your neck"]};
  var help = {goal: "lifting", asks: "The box is too heavy. What do you do?", right: "Ask for help", wrong: ["Lift faster", "Drag it by its tape"]};
  var parts = {
    first: {title: "What do you know?", asks: [gloves, back]},
    hands: {title: "Gloves and hands", says: ["Bricks and wood are rough. Wear thick gloves.", "Take wet gloves off. They slip."]},
    lifting: {title: "Lift a box", says: ["Stand close. Bend your knees. Keep your back straight.", "If it is too heavy, stop and ask for help."]},
    last: {title: "Show what you know", asks: [gloves, back, help]}
  };
  var win = window;
  while (!win.API_1484_11 && win.parent && win.parent !== win) win = win.parent;
  var api = win.API_1484_11, name = /part=(\\w+)/.exec(location.search)[1], part = parts[name];
  var box = document.getElementById("page"), at = 0, points = 0, failed = {};
  document.getElementById("title").textContent = part.title;
  function button(text, act) {
    var made = document.createElement("button");
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }
  function say(text) { var made = document.createElement("p"); made.textContent = text; return made; }
  function show() {
    box.replaceChildren();
    api.SetValue("cmi.location", String(at));
    api.SetValue("cmi.suspend_data", JSON.stringify({points: points, failed: failed}));
    if (part.says && at < part.says.length) {
      box.append(say(part.says[at]), button("Next", function () { at += 1; show(); }));
    } else if (part.asks && at < part.asks.length) {
      ask(part.asks[at]);
    } else {
      end();
    }
    api.Commit("");
  }
  function ask(one) {
    box.append(say(one.asks));
    [one.right].concat(one.wrong).sort().forEach(function (text) {
      box.append(button(text, function () {
        if (text === one.right) points += 1; else failed[one.goal] = true;
        at += 1;
        show();
      }));
    });
  }
  function end() {
    var scaled = part.asks ? points / part.asks.length : 1;
    api.SetValue("cmi.completion_status", "completed");
    if (part.asks) api.SetValue("cmi.score.scaled", scaled.toFixed(2));
    if (name === "first") goals();
    api.SetValue("cmi.exit", "normal");
    box.append(say(part.asks ? "You had " + points + " of " + part.asks.length + " right." : "That is all of this part."));
    box.append(button("Go on", function () { api.SetValue("adl.nav.request", "continue"); api.Terminate(""); }));
  }
  function goals() {
    var many = Number(api.GetValue("cmi.objectives._count"));
    for (var n = 0; n < many; n += 1) {
      var goal = api.GetValue("cmi.objectives." + n + ".id");
      if (goal !== "first") api.SetValue("cmi.objectives." + n + ".success_status", failed[goal] ? "failed" : "passed");
    }
    api.SetValue("cmi.success_status", points === part.asks.length ? "passed" : "failed");
  }
  api.Initialize("");
  if (api.GetValue("cmi.entry") === "resume") {
    at = Number(api.GetValue("cmi.location")) || 0;
    var left = JSON.parse(api.GetValue("cmi.suspend_data") || "{}");
    points = left.points || 0;
    failed = left.failed || {};
  }
  api.SetValue("cmi.exit", "suspend");
  show();
  addEventListener("pagehide", function () { api.Terminate(""); });
})();
"""
