"""The settings of the installation, with the bare views to compare with and a way to count."""

from kiekeboe.settings import *  # noqa: F403
from kiekeboe.settings import MIDDLEWARE

ROOT_URLCONF = "kiekeboe.bench.urls"
MIDDLEWARE = [*MIDDLEWARE, "kiekeboe.bench.counting.counted"]
