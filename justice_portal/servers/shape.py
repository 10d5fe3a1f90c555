"""The shape of the product in production: its processes, their commands and their variables, said once.

`make demo` and `make stack` start these; a test compares them with docker-compose.yml.
"""

from dataclasses import dataclass
from pathlib import Path

HEALTH_PATH = "/health/"


@dataclass(frozen=True)
class Process:
    """One long-running process of the product."""

    name: str
    meaning: str
    command: tuple[str, ...]
    stop_seconds: int  # how long work in hand may take when the process is asked to end
    scalable: bool = False
    removes: bool = False  # runs the nightly purge, so it is told the purger's way to the database; web never is
    opens_letters: bool = False  # shows legal threads to those who write in them, so it is told their key; no other is

    @property
    def health(self) -> tuple[str, ...]:
        """The command that answers 0 when the process does its work."""
        return ("python", "-m", "justice_portal.servers", "probe", self.name)


WEB = Process(
    "web",
    "answers pages and the API",
    (
        "gunicorn",
        "justice_portal.wsgi",
        "--worker-class=gthread",
        "--workers=2",
        "--threads=4",
        "--preload",  # the workers share the memory of what was loaded before they were made
        "--timeout=60",
        "--graceful-timeout=30",
        "--keep-alive=20",  # longer than nginx keeps its side open, so that it never meets a closing connection
        "--max-requests=5000",
        "--max-requests-jitter=500",
    ),
    stop_seconds=35,
    scalable=True,
    opens_letters=True,
)

WORKER = Process(
    "worker",
    "does background work as soon as it is asked for",
    (
        "celery",
        "--app=justice_portal",
        "worker",
        "--concurrency=2",
        "--prefetch-multiplier=1",
        "--loglevel=INFO",
        "--without-gossip",
        "--without-mingle",
    ),
    stop_seconds=60,
    scalable=True,
    removes=True,
)

CLOCK = Process(
    "clock",
    "starts what is due, and any work that nobody took",
    ("python", "manage.py", "clock"),
    stop_seconds=30,
    removes=True,
)

PROCESSES = (WEB, WORKER, CLOCK)

PREPARE = (
    ("python", "manage.py", "migrate", "--no-input"),
    ("python", "manage.py", "collectstatic", "--no-input", "--verbosity=0"),
)

VARIABLES = {
    "SECRET_KEY": "signs cookies and seals secrets: 50 random characters, the same for every process",
    "DATABASE_URL": "postgres://user:password@host:5432/name, as the application; as the owner to migrate",
    "REDIS_URL": "redis://host:6379/0",
    "ALLOWED_HOSTS": "the names under which the site is reached, apart by commas",
    "SITE_URL": "the address that people type, https:// in production",
    "BEHIND_PROXY": "1: nginx says whether the visitor came by https",
    "MEDIA_ROOT": "where reports and uploads are kept; web and worker share it",
    "AUDIT_ANCHOR_DIR": "where the clock writes, each hour, what the audit log must still say later; not beside the database",
    "STATIC_ROOT": "where collectstatic puts style sheets and scripts",
}
#: Besides those, for processes that remove what may be kept no longer.
PURGE_VARIABLE = "PURGE_DATABASE_URL"
#: And for web alone: the keys under which the keys of legal threads are sealed, newest first (justice_portal/web_keys.py).
WEB_VARIABLE = "PRIVILEGED_KEYS"

# A full broker must refuse: any policy that evicts would lose queued work without a word.
REDIS_OPTIONS = {"maxmemory-policy": "noeviction", "appendonly": "yes", "save": ""}

# Who signs in at the database. The owner migrates; the processes are the application, which may not rewrite the audit
# log or the history; the purger deletes what retention no longer allows. See justice_portal/history/guard.py.
OWNER, APPLICATION, PURGER = "justice_portal", "justice_portal_app", "justice_portal_purger"

# What was answered with success survives a crash.
POSTGRES_OPTIONS = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}

BIGGEST_UPLOAD = "6m"  # a little over Django's own limit, so that Django's plain message is the one that people see
BIGGEST_PACKAGE = "51m"  # a packed course of another program: learning/packages/forms.py
SLOW_CLIENT = "5s"  # nginx waits so long for the next bytes, so that slow clients cost no worker


def bind_argument(address: str) -> dict[str, str]:
    """The variable that tells gunicorn where to listen: the one thing that differs between machines."""
    return {"GUNICORN_CMD_ARGS": f"--bind={address}"}


# A clock says every two seconds that it is there, a worker with each heart-beat: see justice_portal/jobs/signs.py.
SIGN_OF_LIFE = "SELECT now() - at < interval '30 seconds' FROM justice_portal_signoflife WHERE name = '{name}'"


#: The header in which nginx tells which certificate a tablet showed. It is written anew for every request, so what a
#: visitor sends under this name never arrives (justice_portal/devices/proof.py reads it).
CERTIFICATE_HEADER = "X-Device-Certificate"
#: Only a certificate that nginx checked against the authority of the devices counts.
CHECKED = """\
map $ssl_client_verify $device_certificate {
    SUCCESS $ssl_client_escaped_cert;
    default "";
}
"""


def nginx_site(*, listen: str, upstream: str) -> str:
    """nginx in front of web on one machine: whoever comes here comes straight from the visitor, and shows no certificate."""
    return _site(listen, f"proxy_pass http://{upstream};", visitor="$remote_addr", scheme="$scheme", certificate='""')


def nginx_tablet_site(*, listen: str, upstream: str, certificates: Path) -> str:
    """The same with TLS, for tablets: it asks for a certificate, checks it and passes it on. Who has none may be staff."""
    tls = (
        f"ssl_certificate {certificates}/site.pem;",
        f"ssl_certificate_key {certificates}/site.key;",
        "ssl_protocols TLSv1.2 TLSv1.3;",
        f"ssl_client_certificate {certificates}/devices.pem;",
        "ssl_verify_client optional;",
    )
    proxy = f"proxy_pass http://{upstream};"
    passed_on = {"visitor": "$remote_addr", "scheme": "$scheme", "certificate": "$device_certificate"}
    return CHECKED + _site(f"{listen} ssl", proxy, **passed_on, also="\n    ".join(("", *tls)))


def nginx_site_of_compose() -> str:
    """nginx among containers: web is looked up anew, so that it can be scaled, and a gateway with TLS stands in front.

    The gateway checks the certificates of tablets, and must write both headers anew as nginx does on one machine.
    """
    proxy = "resolver 127.0.0.11 valid=5s;\n        set $web web:8000;\n        proxy_pass http://$web;"
    gateway = {"scheme": "$http_x_forwarded_proto", "certificate": "$http_x_device_certificate"}
    return _site("8080", proxy, visitor="$proxy_add_x_forwarded_for", **gateway)


def _site(listen: str, proxy: str, *, visitor: str, scheme: str, certificate: str, also: str = "") -> str:
    passed = f"""\
        {proxy}
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-For {visitor};
        proxy_set_header X-Forwarded-Proto {scheme};
        proxy_set_header {CERTIFICATE_HEADER} {certificate};
        proxy_connect_timeout 3s;
        proxy_read_timeout 65s;"""
    return f"""\
server {{
    listen {listen};
    server_tokens off;{also}

    client_header_timeout {SLOW_CLIENT};
    client_body_timeout {SLOW_CLIENT};
    send_timeout {SLOW_CLIENT};
    keepalive_timeout 15s;
    client_max_body_size {BIGGEST_UPLOAD};

    location / {{
{passed}
    }}

    location = /learn/packages/send/ {{
        client_max_body_size {BIGGEST_PACKAGE};
{passed}
    }}
}}
"""
