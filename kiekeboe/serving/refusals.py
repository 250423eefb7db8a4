"""Why this installation may not start in production, in sentences an operator can act on."""

import sys
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

SHORTEST_KEY = 40
FEWEST_CHARACTERS = 16
KNOWN_WORDS = ("insecure", "changeme", "change-me", "secret", "example", "kiekeboe", "password")
A_KEY = 'python3 -c "import secrets; print(secrets.token_urlsafe(48))"'


def of(settings: ModuleType) -> list[str]:
    """All reasons at once, so that an operator mends them in one go; empty means: start."""
    if settings.MODE != "production":
        return []
    return [
        *weak_keys(settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS),
        *open_doors(settings),
        *wrong_origin(settings.ORIGIN),
        *demo_data(settings.DATA),
    ]


def weak_keys(key: str, old_keys: list[str]) -> list[str]:
    if not key:
        return [
            "KIEKEBOE_SECRET_KEY is not set. Make a key once with\n"
            f"    {A_KEY}\n"
            "  and give it as KIEKEBOE_SECRET_KEY, or name its file in KIEKEBOE_SECRET_KEY_FILE"
        ]
    named = [("KIEKEBOE_SECRET_KEY", key), *(("KIEKEBOE_OLD_SECRET_KEYS", old) for old in old_keys)]
    return [f"{name} {reason}" for name, each in named if (reason := weakness(each))]


def weakness(key: str) -> str:
    """What is wrong with a key, or nothing."""
    if len(key) < SHORTEST_KEY:
        return f"is shorter than {SHORTEST_KEY} characters"
    if len(set(key)) < FEWEST_CHARACTERS:
        return "repeats itself too much to be random"
    if any(word in key.lower() for word in KNOWN_WORDS):
        return "looks like a default or a word, not like a random key"
    return ""


def open_doors(settings: ModuleType) -> list[str]:
    reasons = []
    if settings.DEBUG:
        reasons.append("KIEKEBOE_DEBUG is on: error pages would show the code and its values")
    if not settings.HOSTS:
        reasons.append("KIEKEBOE_HOSTS is empty: name the hosts this installation answers to")
    for host in settings.HOSTS:
        if "*" in host or host.startswith("."):
            reasons.append(f"KIEKEBOE_HOSTS holds {host}: name each host in full, no wildcards")
    return reasons


def wrong_origin(origin: str) -> list[str]:
    parts = urlsplit(origin)
    if parts.scheme != "https":
        return ["KIEKEBOE_ORIGIN is not https: parents' pages and sign-ins may not travel openly"]
    if not parts.hostname or parts.path or parts.query or parts.username:
        return ["KIEKEBOE_ORIGIN must be only https:// and a host, such as https://app.example.org"]
    return []


def demo_data(data: Path) -> list[str]:
    if (data / "demo").exists():
        return [f"KIEKEBOE_DATA ({data}) holds the demo, whose passwords everyone can read"]
    return []


def tell(reasons: list[str]) -> int:
    """Print the reasons; the answer is the exit code (78: configuration error in sysexits)."""
    print("Kiekeboe does not start in production:", file=sys.stderr)
    for reason in reasons:
        print(f"- {reason}.", file=sys.stderr)
    return 78
