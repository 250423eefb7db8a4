"""A child who may be in photos, somebody who takes them, and disks that give trouble."""

import os
import shutil
import subprocess

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import OperationalError, connection

from kiekeboe.events.actors import Actor, Kind
from kiekeboe.testing import make

MIB = 1024 * 1024


@pytest.fixture
def saar():
    made = make.child()
    make.consent(made, own=True, together=True)
    return made


@pytest.fixture
def eva(saar):
    return person_in_the_group_of(saar)


def person_in_the_group_of(child):
    group = child.placements.get().group
    person = make.caregiver(group)
    return Actor(group.organisation_id, Kind.CAREGIVER, person.pk, heard_at=make.at(10))


@pytest.fixture
def small_disk(tmp_path, settings):
    """A file system of 64 MiB with the stored files on it, and a way to fill it."""
    image, there = tmp_path / "disk", tmp_path / "mounted"
    there.mkdir()
    with image.open("wb") as file:
        file.truncate(64 * MIB)
    made = shutil.which("mkfs.ext4") and os.geteuid() == 0
    if made:
        subprocess.run(["mkfs.ext4", "-q", "-m", "0", image], check=True)
        made = subprocess.run(["mount", "-o", "loop", image, there], capture_output=True)
        made = made.returncode == 0
    if not made:
        words = ["mount", "-t", "tmpfs", "-o", "size=64m", "none", str(there)]
        if subprocess.run(words, capture_output=True).returncode:
            pytest.skip("only root may mount a small disk, and this is not root")
    storage = settings.STORAGES["default"]
    options = {"location": there / "files", "base_url": None}
    settings.STORAGES = settings.STORAGES | {"default": storage | {"OPTIONS": options}}
    yield there
    subprocess.run(["umount", "-l", there], check=True)


class PowerCut(BaseException):
    """From here on nothing is done any more, also no tidying up."""


class TroubledStorage(FileSystemStorage):
    """Does `left` more things to files and then fails in the middle of the next."""

    left, power = None, True

    def _count(self):
        if not self.power:
            raise PowerCut
        if self.left is not None:
            self.left -= 1
            return self.left < 0
        return False

    def _save(self, name, content):
        if not self._count():
            return super()._save(name, content)
        super()._save(name, ContentFile(content.read(1000)))
        raise self.trouble

    def delete(self, name):
        if self._count() and isinstance(self.trouble, PowerCut):
            raise self.trouble
        super().delete(name)

    @property
    def trouble(self):
        if self.failing:
            return OSError(5, "Input/output error")
        self.power = False
        return PowerCut()

    failing = False

    def fail_after(self, count):
        """The disk says no, once; the program goes on."""
        self.left, self.power, self.failing = count, True, True

    def cut_after(self, count):
        """The power goes; `restore` brings it back."""
        self.left, self.power, self.failing = count, True, False

    def restore(self):
        self.left, self.power = None, True


@pytest.fixture
def troubled_storage(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": f"{__name__}.TroubledStorage",
            "OPTIONS": {"location": tmp_path / "files", "base_url": None},
        }
    }
    default_storage.exists("nothing")  # so that it is made
    return default_storage._wrapped


class Troubled:
    """A database whose n-th change fails."""

    def __init__(self, left):
        self.left = left

    def __call__(self, execute, sql, params, many, context):
        if sql.split(" ", 1)[0] in ("INSERT", "UPDATE", "DELETE"):
            self.left -= 1
            if self.left < 0:
                raise OperationalError("disk I/O error")
        return execute(sql, params, many, context)


@pytest.fixture
def troubled_database():
    """A function that answers a context in which the n-th change fails."""
    return lambda left: connection.execute_wrapper(Troubled(left))
