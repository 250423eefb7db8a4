"""The settings of the tests: the same ones, only quicker and in a folder of their own."""

import os
import tempfile

# Each test process gets a folder of its own, so that several runs can stand side by side.
os.environ["KIEKEBOE_DATA"] = tempfile.mkdtemp(prefix="kiekeboe-test-")
os.environ["KIEKEBOE_MODE"] = "demo"
for name in ("KIEKEBOE_ORIGIN", "KIEKEBOE_HOSTS", "KIEKEBOE_SECRET_KEY", "PORT"):
    os.environ.pop(name, None)

from kiekeboe.lib import translations  # noqa: E402

# Before Django starts: it reads each catalogue once, also when a fresh clone has none yet.
translations.compile_all()

from kiekeboe.settings import *  # noqa: E402, F403
from kiekeboe.settings import DATA, DATABASES, MIDDLEWARE, STORAGES  # noqa: E402

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["kiekeboe.testing.hashing.CheapArgon2id"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
MIDDLEWARE = [each for each in MIDDLEWARE if "whitenoise" not in each]

if "sqlite" in DATABASES["default"]["ENGINE"]:
    # A file rather than memory: tests with threads see the real locks of SQLite.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    )
elif template := os.environ.get("TEST_TEMPLATE"):
    DATABASES["default"]["TEST"] = {"TEMPLATE": template}
