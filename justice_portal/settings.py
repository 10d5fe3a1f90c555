"""All settings, read from the environment. Safe by default: what matters is required, DEBUG is off."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from justice_portal.environment import beside, broker_from_url, database_from_url, env, env_bool, env_int, env_list

BASE_DIR = Path(__file__).resolve().parent.parent

# Core
DEBUG = env_bool("DEBUG", False)
DEMO = env_bool("DEMO", False)  # invented people and known passphrases: refused by `check --deploy`
SECRET_KEY = env("SECRET_KEY")
FIELD_KEYS = env_list("FIELD_KEYS", SECRET_KEY)  # newest first; secrets at rest (TOTP) are sealed with these
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "localhost,127.0.0.1")
SITE_URL = env("SITE_URL", "http://localhost:8000")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
PACKAGES_URL = env("PACKAGES_URL", beside(SITE_URL, "packages"))  # where packages are played, with none of our cookies
HTTPS = SITE_URL.startswith("https://")
# Zones: networks (10.20.0.0/16) and host names of tablets, of staff and of the administration. Empty: open to all.
TABLET_NETWORKS, TABLET_HOSTS = env_list("TABLET_NETWORKS"), env_list("TABLET_HOSTS")
ADMIN_NETWORKS, ADMIN_HOSTS = env_list("ADMIN_NETWORKS"), env_list("ADMIN_HOSTS")
STAFF_HOSTS = env_list("STAFF_HOSTS")
ROOT_URLCONF = "justice_portal.urls"
WSGI_APPLICATION = "justice_portal.wsgi.application"
APPEND_SLASH = False  # one address a page: /x and /x/ must not behave alike (T18)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FORM_RENDERER = "justice_portal.forms.GovukRenderer"

INSTALLED_APPS = [
    "justice_portal",
    "rehab",
    "mentoring",
    "learning",
    "reporting",
    "justice_portal.accounts.admin_config.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_otp",
    "rest_framework",
    "drf_spectacular",
    "django_filters",
    "django_htmx",
    "csp",
    "pgtrigger",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "justice_portal.packing.PackedPages",
    "justice_portal.middleware.request_id",
    "csp.middleware.CSPMiddleware",
    "justice_portal.middleware.known_methods",
    "justice_portal.middleware.database_answers",
    "learning.packages.content_host.second_host",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "justice_portal.visits.present.who_is_there",
    "justice_portal.middleware.reader_settings",
    "justice_portal.middleware.who_acts",
    "django.contrib.messages.middleware.MessageMiddleware",
    "justice_portal.accounts.sessions.session_limits",
    "justice_portal.visits.watch.tablet_visits",
    "allauth.account.middleware.AccountMiddleware",
    "justice_portal.accounts.zones.closed_doors",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "justice_portal.middleware.staff_second_factor",
    "justice_portal.middleware.barred_by_alert",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "justice_portal.middleware.private_by_default",
    "justice_portal.middleware.admin_reports_trusted_types",
    "justice_portal.audit.opened.leave_rows",
    "rehab.care.help.help_at_once",
    "justice_portal.middleware.domain_errors",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "justice_portal.context.reader",
                "justice_portal.visits.context.watch",
            ],
        },
    }
]

# Databases
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        **database_from_url(env("DATABASE_URL")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }
}
# Whoever may remove what retention no longer allows, history too: see docs/retention.md. Only the clock and workers need it.
if PURGE_DATABASE_URL := env("PURGE_DATABASE_URL", ""):
    PURGER = {**DATABASES["default"], **database_from_url(PURGE_DATABASE_URL)}
    DATABASES["purger"] = {**PURGER, "CONN_MAX_AGE": 0, "TEST": {"MIRROR": "default"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Caches. Nothing that must not be lost lives here: sessions and throttles are in the database.
REDIS_URL = env("REDIS_URL")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Sign-in
AUTH_USER_MODEL = "justice_portal.User"
AUTHENTICATION_BACKENDS = ["justice_portal.accounts.backends.PortalBackend"]
PASSWORD_HASHERS = ["justice_portal.accounts.hashers.PortalArgon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "justice_portal.accounts.passphrases.StretchedPasswordValidator"},
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "accounts:sign-in"
ACCOUNT_ADAPTER = "justice_portal.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True  # people on probation: justice_portal.phones
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_RATE_LIMITS = False  # one throttle for all doors, in the database: accounts.LoginAttempt
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PRESERVE_USERNAME_CASING = True
MFA_ADAPTER = "justice_portal.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Justice Portal"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
ACCOUNT_FORMS = {
    "login": "justice_portal.accounts.forms.StaffSignInForm",
    "reauthenticate": "justice_portal.accounts.forms.PassphraseAgainForm",
}
MFA_FORMS = {
    "authenticate": "justice_portal.accounts.forms.SecondFactorForm",
    "reauthenticate": "justice_portal.accounts.forms.SecondFactorAgainForm",
    "activate_totp": "justice_portal.accounts.forms.AddSecondFactorForm",
}
OTP_LOGIN_URL = "account_login"

# Sessions and cookies
SESSION_ENGINE = "justice_portal.accounts.session_store"
SESSION_COOKIE_AGE = int(timedelta(hours=10).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "justice_portal.errors.csrf_failed"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# The audit log. Keep the folder where whoever administers the database may not write.
BACKUP_RECIPIENT = env("BACKUP_RECIPIENT", "")  # who can open backups: see manage.py backup_key
AUDIT_ANCHOR_DIR = Path(env("AUDIT_ANCHOR_DIR", str(BASE_DIR / "var" / "anchors")))

# Security headers
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = False  # the gateway does this
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = env_bool("BEHIND_PROXY", False)  # our own nginx, which says where a request came from
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# How a tablet proves which one it is: by the certificate that our nginx checked; a cookie stands for it only in a demo.
DEVICE_PROOF = env("DEVICE_PROOF", "cookie" if DEMO else "certificate")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": [NONE],  # our scripts never turn text into markup: nobody may make a policy that does
    }
}

# Languages and time
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en", _("English")), ("cy", _("Welsh"))]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "justice_portal.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

# Files
STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", str(BASE_DIR / "var" / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(env("MEDIA_ROOT", str(BASE_DIR / "var" / "media")))
MEDIA_URL = ""  # files are served only through views that find the row first
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_MAX_AGE = 3600

# Email and text messages: through justice_portal.notify only
EMAIL_BACKEND = env("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = BASE_DIR / "var" / "outbox"
QUICK_EXIT_URL = env("QUICK_EXIT_URL", "https://www.bbc.co.uk/weather")  # where "Leave now" leads
TEXT_MESSAGE_BACKEND = env("TEXT_MESSAGE_BACKEND", "justice_portal.post.text_to_file")
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", "no-reply@portal.invalid")

# Background work: the truth is in the Job table, Redis only wakes a worker
CELERY_BROKER_URL = broker_from_url(REDIS_URL)
CELERY_TASK_SERIALIZER = CELERY_RESULT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = env_int("JOB_TIME_LIMIT", 3600)  # the last resort: each job keeps a limit of its own
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 2 * CELERY_TASK_TIME_LIMIT + 60,
    "socket_timeout": 1,
    "socket_connect_timeout": 1,
}

# API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_METADATA_CLASS": None,  # OPTIONS tells nobody what could be sent (T110)
    "EXCEPTION_HANDLER": "justice_portal.errors.api_error",
}
SPECTACULAR_SETTINGS: dict[str, object] = {"TITLE": "Justice Portal", "VERSION": "1", "OAS_VERSION": "3.1.0"}
SPECTACULAR_SETTINGS["POSTPROCESSING_HOOKS"] = ["justice_portal.serializers.say_each_refusal"]

# Logs: JSON lines, ids only, never names or what somebody typed
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "justice_portal.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "celery.app.trace": {"level": "WARNING"},  # two lines for each wake; the jobs say what they do
        "celery.worker.strategy": {"level": "WARNING"},
        **{name: {"level": "WARNING"} for name in ("fontTools", "fido2")},
        "weasyprint": {"level": "ERROR"},
    },
}
SILENCED_SYSTEM_CHECKS = ["security.W008"]  # whoever ends TLS in front of us also turns http into https
