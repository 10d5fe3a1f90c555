"""Packages as other programs make them, made here: tiny, invented, and some of them hostile."""

import io
import zipfile

from justice_portal.jobs.running import run_job
from justice_portal.keys import uuid7
from learning.packages import actions
from learning.packages.models import Package

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
SPACE_12 = (
    'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"'
)
PAGE = (
    b"<!doctype html><html><head><title>Bikes</title><script src='page.js'></script></head><body><h1>Bikes</h1>"
    b"<p><a href='https://evil.example/a'>More</a> <img src=//evil.example/p.gif><img src='img/bike.png' alt=''></p>"
    b"<button id='done'>I have read it</button></body></html>"
)
SCRIPT = b"""
function find(win) { while (!win.API && win.parent && win.parent !== win) win = win.parent; return win.API; }
var api = find(window), home = "https://evil.example/home";
addEventListener("load", function () {
  api.LMSInitialize("");
  document.title = api.LMSGetValue("cmi.core.entry") + "/" + api.LMSGetValue("cmi.suspend_data");
  api.LMSSetValue("cmi.core.lesson_location", "page-1");
  api.LMSSetValue("cmi.suspend_data", "seen");
  api.LMSCommit("");
  document.getElementById("done").addEventListener("click", function () {
    api.LMSSetValue("cmi.core.score.raw", "90");
    api.LMSSetValue("cmi.core.lesson_status", "completed");
    api.LMSFinish("");
  });
});
"""


def png(size=(20, 20)):
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, "PNG")
    return out.getvalue()


def item(key, resource, title="Bikes", more="", parameters=""):
    at = f' parameters="{parameters}"' if parameters else ""
    ref = f' identifierref="{resource}"' if resource else ""
    return f'<item identifier="{key}"{ref}{at}><title>{title}</title>{more}</item>'


def resource(key, href, kind="sco"):
    return f'<resource identifier="{key}" type="webcontent" adlcp:scormtype="{kind}" href="{href}"><file href="{href}"/></resource>'


MASTERY = "<adlcp:masteryscore>80</adlcp:masteryscore><adlcp:datafromlms>lights=on</adlcp:datafromlms>"


def manifest(items, resources, *, version="1.2", title="Mend a bike", space=SPACE_12):
    metadata = f"<metadata><schema>ADL SCORM</schema><schemaversion>{version}</schemaversion></metadata>"
    return (
        f'{HEAD}<manifest identifier="m" version="1.1" {space}>{metadata}<organizations default="o"><organization identifier="o">'
        f"<title>{title}</title>{items}</organization></organizations><resources>{resources}</resources></manifest>"
    )


ONE_ITEM = item("part-1", "r1", more=MASTERY, parameters="?from=lms")
ONE = manifest(ONE_ITEM, resource("r1", "index.html"))
FILES = {"index.html": PAGE, "page.js": SCRIPT, "img/bike.png": png()}


def packed(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in files.items():
            pack.writestr(name, content)
    return out.getvalue()


def scorm_12(listed=ONE, **more):
    return packed({"imsmanifest.xml": listed, **FILES, **more})


def sent(content, by, name="bikes.zip"):
    """A package as a worker left it."""
    package = actions.send_package(Package, key=uuid7(), name=name, content=content, by=by)
    assert run_job(package.job_id) == "done"
    package.refresh_from_db()
    return package


def offered(content, by):
    return actions.offer_package(sent(content, by), by=by)
