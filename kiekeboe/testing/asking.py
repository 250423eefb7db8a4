"""Running pytest, and asking once more, alone, what failed beside other tests.

Real servers, browsers and clocks share two cores here. A test that fails only then is named, and
does not stop the rest; what fails twice fails. See docs/decisions/0025-asked-once-more.md.
"""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

FAILED = 1  # what pytest answers when tests ran and some failed
MOST = 3  # more than these is no accident
ALONE = ("-n", "0")


def ask(pytest: list[str], environment: Mapping[str, str], folder: str = ".") -> int:
    """What this pytest answers; 0 also when at most three tests failed and then passed alone."""
    with TemporaryDirectory(prefix="kiekeboe-test-") as memory:
        remembering = ["-o", f"cache_dir={memory}"]
        code = subprocess.call([*pytest, *remembering], env=environment, cwd=folder)
        failed = _failed(Path(memory))
    if code != FAILED or not 0 < len(failed) <= MOST:
        return code
    print("── once more, alone ──", *failed, sep="\n", flush=True)
    code = subprocess.call([*pytest, *ALONE, *failed], env=environment, cwd=folder)
    if code == 0:
        print("── failed beside others, passed alone ──", *failed, sep="\n", flush=True)
    return code


def _failed(memory: Path) -> list[str]:
    told = memory / "v/cache/lastfailed"
    return sorted(json.loads(told.read_text())) if told.exists() else []
