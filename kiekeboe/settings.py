"""Settings of Kiekeboe: each variable is read once, and told in docs/operations/settings.md."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from kiekeboe.lib import env, keys, logs

BASE = Path(__file__).resolve().parent
DATA = env.path("KIEKEBOE_DATA", "var")
PORT = env.number("PORT", 8000)
BIND = env.text("KIEKEBOE_BIND", "127.0.0.1")
ORIGIN = env.text("KIEKEBOE_ORIGIN", f"http://localhost:{PORT}").rstrip("/")
MODE = env.choice("KIEKEBOE_MODE", "demo", {"demo", "production"})
DEBUG = env.flag("KIEKEBOE_DEBUG")
SECURE = ORIGIN.startswith("https://")

# Copies of the heads of the record of events, kept apart from the database.
ANCHORS = DATA / "anchors"

# How the one command divides itself.
WEB_PROCESSES = env.number("KIEKEBOE_WEB_PROCESSES", 1)
THREADS = env.number("KIEKEBOE_THREADS", 6)
LIVE_STREAMS = env.number("KIEKEBOE_LIVE_STREAMS", 5000)
PROXIES = env.number("KIEKEBOE_PROXIES", 0)
LARGEST_BODY = env.number("KIEKEBOE_LARGEST_UPLOAD", 112) * 1024 * 1024
PHOTOS_PER_DAY = env.number("KIEKEBOE_PHOTOS_PER_DAY", 300)
PHOTO_ROOM = env.number("KIEKEBOE_PHOTO_ROOM", 200) * 1_000_000_000
DISK_KEPT_FREE = env.number("KIEKEBOE_DISK_KEPT_FREE", 5)

# Outside production an installation makes its own key; in production it must be given one.
SECRET_KEY = env.text("KIEKEBOE_SECRET_KEY") or (
    "" if MODE == "production" else keys.kept_in(DATA / "keys" / "secret")
)
# Pushes to browsers: our key is made on first use; only these services are ever called.
PUSH_KEY = DATA / "keys" / "push"
PUSH_SERVICES = env.words(
    "KIEKEBOE_PUSH_SERVICES",
    "fcm.googleapis.com,push.services.mozilla.com,push.apple.com,notify.windows.com",
)
PUSH_TO_THIS_MACHINE = False
PUSH_AUTHORITIES = None  # those of the machine
SECRET_KEY_FALLBACKS = env.words("KIEKEBOE_OLD_SECRET_KEYS")
HOSTS = env.words("KIEKEBOE_HOSTS", urlsplit(ORIGIN).hostname or "")
ALLOWED_HOSTS = HOSTS + ([] if SECURE else ["127.0.0.1"])
CSRF_TRUSTED_ORIGINS = [ORIGIN]

INSTALLED_APPS = [
    "kiekeboe.lib",
    "kiekeboe.lib.jobs",
    "kiekeboe.events",
    "kiekeboe.accounts",
    "kiekeboe.organisation",
    "kiekeboe.people",
    "kiekeboe.planning",
    "kiekeboe.care",
    "kiekeboe.photos",
    "kiekeboe.chat",
    "kiekeboe.billing",
    "kiekeboe.documents",
    "kiekeboe.development",
    "kiekeboe.notifications",
    "kiekeboe.live",
    "kiekeboe.serving",
    "kiekeboe.portal",
    "kiekeboe.tablet",
    "kiekeboe.office",
    "kiekeboe.welcome",
    "kiekeboe.help",
    "kiekeboe.story",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "kiekeboe.lib.headers.headers",
    "kiekeboe.lib.logs.told",
    "kiekeboe.lib.health.health",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kiekeboe.lib.compression.compression",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "kiekeboe.accounts.middleware.AccountOfSession",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "kiekeboe.urls"
WSGI_APPLICATION = "kiekeboe.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "kiekeboe.lib.folding.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"


def database(url: str) -> dict:
    """A Django database from DATABASE_URL; without one, SQLite in the data folder.

    Connections are kept: each thread that serves pages has one, so the number of threads is the
    size of the pool.
    """
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "db.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # Takes the write lock at BEGIN; the default loses writes with many writers.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    f"PRAGMA journal_mode=WAL; PRAGMA synchronous={SQLITE_SYNCHRONOUS};"
                    "PRAGMA cache_size=-8000; PRAGMA mmap_size=134217728;"
                ),
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A socket folder does not fit in the host of an address: postgres:///name?host=/run/pg
        "HOST": unquote(parts.hostname or dict(parse_qsl(parts.query)).get("host", "")),
        "PORT": parts.port or dict(parse_qsl(parts.query)).get("port", ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


SQLITE_SYNCHRONOUS = env.choice("KIEKEBOE_SQLITE_SYNCHRONOUS", "NORMAL", {"NORMAL", "FULL"})
DATABASES = {"default": database(env.text("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["kiekeboe.accounts.hashing.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "kiekeboe.accounts.passwords.Length"},
    {"NAME": "kiekeboe.accounts.passwords.Common"},
    {"NAME": "kiekeboe.accounts.passwords.Context"},
]
MFA_ADAPTER = "kiekeboe.accounts.mfa.Adapter"
MFA_TOTP_ISSUER = "Kiekeboe"
LOGIN_URL = "welcome:sign-in"
LOGIN_REDIRECT_URL = "/"

SECURITY_CONTACT = env.text("KIEKEBOE_SECURITY_CONTACT", "security@kiekeboe.test")
# Who keeps this Kiekeboe running: a mail address for questions that the help centre leaves open.
HELP_CONTACT = env.text("KIEKEBOE_HELP_CONTACT").strip()

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BASE / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_NAME = "language"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
# The cookie may stay a year; when a sign-in ends is decided in kiekeboe.accounts.lifetimes.
SESSION_COOKIE_AGE = int(timedelta(days=365).total_seconds())
SESSION_ENGINE = "kiekeboe.accounts.sessions"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [BASE / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "files", "base_url": None},
    },
    "staticfiles": {"BACKEND": "kiekeboe.lib.bundles.BundledStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

# The place under which nginx serves DATA/files itself, after the application said yes.
ACCEL_REDIRECT = env.text("KIEKEBOE_ACCEL_REDIRECT").rstrip("/")

SMTP_HOST = env.text("KIEKEBOE_SMTP_HOST")
EMAIL_HOST = SMTP_HOST or "localhost"
# A demo without a mail server keeps its letters in a folder; /demo/letters/ shows them.
LETTERS_STAY_HERE = MODE == "demo" and not SMTP_HOST
EMAIL_BACKEND = (
    f"django.core.mail.backends.{'filebased' if LETTERS_STAY_HERE else 'smtp'}.EmailBackend"
)
EMAIL_FILE_PATH = DATA / "letters"
EMAIL_PORT = env.number("KIEKEBOE_SMTP_PORT", 25)
EMAIL_HOST_USER = env.text("KIEKEBOE_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("KIEKEBOE_SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("KIEKEBOE_SMTP_STARTTLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("KIEKEBOE_MAIL_FROM", "Kiekeboe <kiekeboe@localhost>")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "slow"]}}

LOGGING = logs.configuration(env.text("KIEKEBOE_LOG_LEVEL", "INFO"), readable=False)
SILENCED_SYSTEM_CHECKS = [
    # kiekeboe.lib.headers does what SecurityMiddleware and XFrameOptionsMiddleware would;
    # plain http is refused by `kiekeboe serve`, so nothing needs a redirect.
    "security.W001",
    "security.W002",
    "security.W003",
    "security.W008",
]
