"""The programs the tests need beside Python, from Debian's packages."""

import os
import shutil
import subprocess
from glob import glob

# Debian's package → whether the program it brings is here.
NEEDED = {
    "chromium": lambda: bool(shutil.which("chromium") or shutil.which("google-chrome")),
    "postgresql": lambda: bool(glob("/usr/lib/postgresql/*/bin/initdb")),
    "libimage-exiftool-perl": lambda: bool(shutil.which("exiftool")),
    "libvips-tools": lambda: bool(shutil.which("vips")),
    "ffmpeg": lambda: bool(shutil.which("ffmpeg") and shutil.which("ffprobe")),
    "gettext": lambda: bool(shutil.which("msgfmt")),
}


def install_missing() -> str:
    """Install what is missing where we may; the answer names what we may not, in one sentence."""
    missing = [package for package, is_here in NEEDED.items() if not is_here()]
    if not missing:
        return ""
    words = f"Debian's package{'s' if len(missing) > 1 else ''} {', '.join(missing)}"
    if (right := right_to_install()) is None:
        return f"{words} (apt-get install {' '.join(missing)})"
    print(f"Installing {words} …", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    # policy-rc.d is left alone: the server of the package may start, we use one of our own.
    for step in (["update", "-qq"], ["install", "-qq", "--no-install-recommends", "-y", *missing]):
        subprocess.call([*right, "apt-get", *step], env=quiet, stdout=subprocess.DEVNULL)
    still = [package for package, is_here in NEEDED.items() if not is_here()]
    return f"Debian's packages {', '.join(still)}, which apt-get did not give" if still else ""


def right_to_install() -> list[str] | None:
    """The words before apt-get, or None when this person may not install."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.call(["sudo", "-n", "true"], stderr=-3) == 0:
        return ["sudo", "-n"]
    return None
