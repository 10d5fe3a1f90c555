"""Courses from elsewhere in the demo: invented packages that can be played, of SCORM 1.2 (with one way out to find) and of 2004."""

import io
import zipfile
from random import Random

from justice_portal import clock
from justice_portal.access import Role
from justice_portal.accounts.models import User
from justice_portal.files import store
from justice_portal.seeding import SeedEstate, seeder
from learning.packages import demo_2004
from learning.packages.actions import offer_package
from learning.packages.jobs import keep_package
from learning.packages.models import Package
from learning.packages.reading import read_package
from learning.packages.taking_in import TakenIn

MANIFEST = b"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="bus" version="1.0" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Read a bus timetable</title>
<item identifier="timetable" identifierref="r"><title>Read a bus timetable</title><adlcp:masteryscore>60</adlcp:masteryscore></item></organization></organizations>
<resources><resource identifier="r" type="webcontent" adlcp:scormtype="sco" href="index.html"><file href="index.html"/><file href="course.js"/><file href="course.css"/></resource></resources>
</manifest>
"""
STYLE = b"""body{margin:0;padding:1.5rem;font:1.25rem/1.5 Arial,sans-serif;color:#17212b;background:#fff}main{max-width:40rem;margin:auto}
table{border-collapse:collapse;margin:1rem 0}th,td{padding:.4rem .9rem;border:1px solid #8a949e;text-align:left}
button{min-height:2.75rem;margin:.25rem .5rem .25rem 0;padding:0 1.2rem;font:inherit;color:#fff;background:#0f5257;border:0;border-radius:6px}
button:focus{outline:4px solid #ffbf47}.right{font-weight:bold}
"""
PAGE = b"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Read a bus timetable</title><link rel="stylesheet" href="course.css"><script src="course.js" defer></script></head>
<body><main><h1>Read a bus timetable</h1><div id="page" aria-live="polite"></div><p><button id="next">Next</button></p>
<p><a href="https://buses.example.org/times">See the real times</a></p></main></body></html>
"""
SCRIPT = b"""(function () {
  var table = "<table><tr><th>Stop</th><th>Bus 1</th><th>Bus 2</th></tr><tr><td>Mill Lane</td><td>08:10</td><td>08:40</td></tr><tr><td>Job centre</td><td>08:35</td><td>09:05</td></tr></table>";
  var pages = [
    "<p>Each line is a stop. Each column is a bus. The time says when the bus leaves the stop.</p>" + table,
    "<p>You must be at the job centre at 9 o'clock. Which bus do you take from Mill Lane?</p>" + table + "<p><button data-points='50'>08:10</button><button data-points='0'>08:40</button></p>",
    "<p>How long is the ride from Mill Lane to the job centre?</p>" + table + "<p><button data-points='0'>10 minutes</button><button data-points='50'>25 minutes</button></p>",
    "<p class='right'>That is all. Well done.</p>"
  ];
  var win = window, at = 0, points = 0;
  while (!win.API && win.parent && win.parent !== win) win = win.parent;
  var api = win.API;
  var box = document.getElementById("page"), next = document.getElementById("next");
  function keep() {
    api.LMSSetValue("cmi.core.lesson_location", String(at));
    api.LMSSetValue("cmi.suspend_data", String(points));
    api.LMSCommit("");
  }
  function show() {
    box.innerHTML = pages[at];
    var asks = box.querySelector("[data-points]");
    next.hidden = Boolean(asks) || at === pages.length - 1;
    if (at === pages.length - 1) {
      api.LMSSetValue("cmi.core.score.raw", String(points));
      api.LMSSetValue("cmi.core.lesson_status", "completed");
      api.LMSCommit("");
    }
  }
  function go() { at += 1; show(); keep(); }
  box.addEventListener("click", function (event) {
    if (!event.target.dataset.points) return;
    points += Number(event.target.dataset.points);
    go();
  });
  next.addEventListener("click", go);
  api.LMSInitialize("");
  at = Number(api.LMSGetValue("cmi.core.lesson_location")) || 0;
  points = Number(api.LMSGetValue("cmi.suspend_data")) || 0;
  if (at >= pages.length - 1) { at = 0; points = 0; }
  if (api.LMSGetValue("cmi.core.lesson_status") === "not attempted") api.LMSSetValue("cmi.core.lesson_status", "incomplete");
  api.LMSSetValue("cmi.core.exit", "suspend");
  show();
  addEventListener("pagehide", function () { api.LMSFinish(""); });
})();
"""
FILES = {"imsmanifest.xml": MANIFEST, "index.html": PAGE, "course.js": SCRIPT, "course.css": STYLE}


FILES_2004 = {
    "imsmanifest.xml": demo_2004.MANIFEST,
    "index.html": demo_2004.PAGE,
    "course.js": demo_2004.SCRIPT,
    "course.css": STYLE,
}


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in files.items():
            pack.writestr(name, content)
    return out.getvalue()


def demo_package() -> bytes:
    return packed(FILES)


def demo_package_2004() -> bytes:
    return packed(FILES_2004)


@seeder(order=123)
def packages(estate: SeedEstate, rng: Random) -> None:
    """Packages on offer, sent by the first tutor of a prison."""
    tutor = next((one for one in estate.staff_of(Role.TUTOR) if one.establishment), None)
    if tutor is None:
        return
    by, at = User.objects.get(pk=tutor.id), estate.days_ago(3)
    for name, files in (("bus-timetable.zip", FILES), ("site-safety.zip", FILES_2004)):
        pack, structure = read_package(packed(files))
        taken = TakenIn(pack, tell=lambda _done, _of: None)
        kept = store(taken.content(), suffix=".bin", kept_in="learning.Package.content_path")
        made = {"pk": estate.key(rng, at), "name": name, "added_at": min(at, clock.now()), "added_by": by}
        package = Package.objects.create(**made)
        keep_package(package, structure, taken, kept, by)
        offer_package(package, by=by)
