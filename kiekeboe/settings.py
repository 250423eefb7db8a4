"""Settings of Kiekeboe. Each variable is read once here and explained in docs/operations/settings.md."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from kiekeboe.lib import env, keys

BASE = Path(__file__).resolve().parent
DATA = env.path("KIEKEBOE_DATA", "var")
PORT = env.number("PORT", 8000)
ORIGIN = env.text("KIEKEBOE_ORIGIN", f"http://localhost:{PORT}").rstrip("/")
MODE = env.text("KIEKEBOE_MODE", "demo")
DEBUG = env.flag("KIEKEBOE_DEBUG")
SECURE = ORIGIN.startswith("https://")

SECRET_KEY = env.text("KIEKEBOE_SECRET_KEY") or keys.kept_in(DATA / "keys" / "secret")
SECRET_KEY_FALLBACKS = env.words("KIEKEBOE_OLD_SECRET_KEYS")
ALLOWED_HOSTS = env.words("KIEKEBOE_HOSTS", urlsplit(ORIGIN).hostname or "localhost") + (
    [] if SECURE else ["127.0.0.1"]
)
CSRF_TRUSTED_ORIGINS = [ORIGIN]

INSTALLED_APPS = [
    "kiekeboe.lib",
    "kiekeboe.events",
    "kiekeboe.accounts",
    "kiekeboe.organisation",
    "kiekeboe.people",
    "kiekeboe.planning",
    "kiekeboe.care",
    "kiekeboe.photos",
    "kiekeboe.notifications",
    "kiekeboe.portal",
    "kiekeboe.tablet",
    "kiekeboe.office",
    "kiekeboe.welcome",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
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
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
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
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"


def database(url: str) -> dict:
    """A Django database from DATABASE_URL; without one, SQLite in the data folder."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "db.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or "",
        "OPTIONS": {"pool": True},
    }


DATABASES = {"default": database(env.text("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["kiekeboe.accounts.hashing.Argon2id"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BASE / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SESSION_COOKIE_AGE = int(timedelta(days=90).total_seconds())

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [BASE / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "files", "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

EMAIL_HOST = env.text("KIEKEBOE_SMTP_HOST", "localhost")
EMAIL_PORT = env.number("KIEKEBOE_SMTP_PORT", 25)
EMAIL_HOST_USER = env.text("KIEKEBOE_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("KIEKEBOE_SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("KIEKEBOE_SMTP_STARTTLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("KIEKEBOE_MAIL_FROM", "Kiekeboe <kiekeboe@localhost>")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
