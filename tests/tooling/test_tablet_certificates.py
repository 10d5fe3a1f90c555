"""T27: nginx itself says which certificate a tablet showed. Here it stands before a page that shows what arrives."""

import http.client
import http.server
import ssl
import threading
import time
from urllib.parse import unquote

import pytest
from django.test import RequestFactory

from justice_portal.devices import proof
from justice_portal.servers import certificates, places, shape
from justice_portal.servers.processes import spawn
from justice_portal.servers.programs import free_port
from justice_portal.servers.stack import NGINX, nginx_program

FORGED = {shape.CERTIFICATE_HEADER: "forged", "x-device-certificate": "forged too", "X_Device_Certificate": "and so"}


class Shown(http.server.BaseHTTPRequestHandler):
    """Answers with the headers whose name looks like that of the certificate, as a program behind nginx would read them."""

    def do_GET(self):
        arrived = [value for name, value in self.headers.items() if "DEVICE" in name.upper().replace("_", "-")]
        self.send_response(200)
        self.end_headers()
        self.wfile.write("\n".join(arrived).encode())

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture(scope="module")
def nginx(tmp_path_factory):
    """Both sites of the stack: (port without TLS, port with TLS, folder of certificates)."""
    account = places.server_account(tmp_path_factory.getbasetemp() / "nothing")
    folder = places.own(places.elsewhere(tmp_path_factory.mktemp("nginx")), account)
    own = places.own(folder / "certificates", account)
    certificates.make(own, account)
    upstream = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Shown)
    threading.Thread(target=upstream.serve_forever, daemon=True).start()
    behind, plain, tls = f"127.0.0.1:{upstream.server_port}", free_port(), free_port()
    site = shape.nginx_site(listen=f"127.0.0.1:{plain}", upstream=behind)
    site += shape.nginx_tablet_site(listen=f"127.0.0.1:{tls}", upstream=behind, certificates=own)
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, site=site))
    (folder / "nginx.conf").chmod(0o644)
    command = [nginx_program(), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    process = spawn(command, log=folder / "log", account=account)
    try:
        wait_until_it_answers(plain)
        yield plain, tls, own
    finally:
        process.stop(patience=10)
        upstream.shutdown()
        upstream.server_close()
        places.remove(folder)


def wait_until_it_answers(port):
    until = time.monotonic() + 20
    while True:
        try:
            return ask(http.client.HTTPConnection("127.0.0.1", port, timeout=5))
        except OSError:
            assert time.monotonic() < until, "nginx did not start"
            threading.Event().wait(0.1)


def ask(line, **headers):
    try:
        line.request("GET", "/", headers=headers)
        answer = line.getresponse()
        return answer.status, answer.read().decode()
    finally:
        line.close()


def tablet(nginx, name=None, **headers):
    """What arrives behind nginx when someone with this certificate asks."""
    _plain, port, folder = nginx
    context = ssl.create_default_context(cafile=folder / "site.pem")
    if name:
        context.load_cert_chain(folder / f"{name}.pem", folder / f"{name}.key")
    return ask(http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=10), **headers)


def test_t27_a_certificate_that_nginx_checked_arrives_and_what_the_visitor_wrote_does_not(nginx):
    written = (nginx[2] / "tablet.pem").read_text()
    for headers in ({}, FORGED):
        status, arrived = tablet(nginx, "tablet", **headers)
        assert (status, unquote(arrived)) == (200, written)


def test_t27_without_a_certificate_nothing_arrives_however_it_is_forged(nginx):
    for headers in ({}, FORGED):
        assert tablet(nginx, **headers) == (200, "")
        assert ask(http.client.HTTPConnection("127.0.0.1", nginx[0], timeout=10), **headers) == (200, "")


def test_t27_a_certificate_of_somebody_else_is_refused_by_nginx_itself(nginx):
    status, arrived = tablet(nginx, "stranger")
    assert status == 400
    assert "CERTIFICATE-----" not in arrived


def test_t27_the_product_reads_the_header_that_nginx_writes(settings):
    settings.DEVICE_PROOF, settings.BEHIND_PROXY = "certificate", True
    assert proof.HEADER == shape.CERTIFICATE_HEADER
    request = RequestFactory().get("/", headers={shape.CERTIFICATE_HEADER: "-----BEGIN%20X-----%0Aabc%0A"})
    assert proof.proof_of(request) == "-----BEGIN X-----\nabc\n"
