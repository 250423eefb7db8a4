"""An invoice run that is killed at some step, and eight that run at once."""

import json
import random
import subprocess
import sys
from datetime import date

import pytest

from kiekeboe.billing.models import BilledCare, Invoice
from kiekeboe.billing.tests.nursery import Nursery
from kiekeboe.events import chain
from kiekeboe.testing import make
from kiekeboe.testing.house import ROOT, House
from kiekeboe.testing.inside import inside
from kiekeboe.testing.mail import free_port
from kiekeboe.testing.tests.test_dying import database_of_its_own

pytestmark = pytest.mark.database
FAMILIES, KILLS, AT_ONCE = 10, 6, 8
KILLED = -9
# Drafts and issues November in handfuls of three; killed before the step that is asked for.
RUN = """
import os, signal, sys
from datetime import date
from uuid import UUID
import django
django.setup()
from django.db import connection
from kiekeboe.billing import drafting, issuing
from kiekeboe.events import actors
from kiekeboe.testing import make
issuing.AT_ONCE = 3
last, steps = int(sys.argv[2]), 0
def count(execute, *rest):
    global steps
    steps += 1
    if steps == last:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(*rest)
by, month = actors.system(UUID(sys.argv[1])), date(2026, 11, 1)
with connection.execute_wrapper(count):
    drafting.draft(month, by=by, at=make.at(9))
    issuing.issue_month(month, on=date(2026, 12, 1), by=by, at=make.at(9))
print(steps)
"""


@pytest.fixture
def house(tmp_path):
    house = House(tmp_path / "var", free_port(), variables=database_of_its_own())
    house.data.mkdir()
    house.run("migrate")
    return house


def start(house, organisation, last=0) -> subprocess.Popen:
    words = [sys.executable, "-c", RUN, str(organisation), str(last)]
    environment = house.environment | {"DJANGO_SETTINGS_MODULE": "kiekeboe.settings"}
    return subprocess.Popen(
        words, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def steps_of(run) -> int:
    told, mistake = run.communicate(timeout=120)
    assert run.returncode == 0, mistake[-2000:]
    return int(told)


def families(nursery) -> list:
    made = [nursery.family() for _ in range(FAMILIES)]
    for child, *_ in made:
        make.booking(child, day=date(2026, 10, 6))
    return made


def check(nursery, *, whole: bool) -> None:
    """Numbers without a hole, no payer and no booking twice, and the chain of events unbroken."""
    issued = Invoice.objects.issued().filter(organisation=nursery.organisation)
    found = list(issued.order_by("number").values_list("number", "payer"))
    assert [number for number, _ in found] == list(range(1, len(found) + 1))
    assert len({payer for _, payer in found}) == len(found)
    assert BilledCare.objects.filter(invoice__in=issued).count() == len(found)
    assert all(one.lines.count() == 2 for one in issued)
    assert chain.verify(nursery.organisation.pk) is None
    assert not whole or len(found) == FAMILIES


def test_a_run_that_is_killed_goes_on_where_it_was(house, django_db_blocker):
    """R14"""
    dice = random.Random(14)
    with inside(house, django_db_blocker):
        trial, nursery = Nursery(), Nursery()
        families(trial)
        families(nursery)
        steps = steps_of(start(house, trial.organisation.pk))
        killed = 0
        for _ in range(KILLS):
            run = start(house, nursery.organisation.pk, dice.randrange(2, steps // 2))
            run.communicate(timeout=120)
            killed += run.returncode == KILLED
            check(nursery, whole=False)
        assert killed >= KILLS // 2
        steps_of(start(house, nursery.organisation.pk))
        check(nursery, whole=True)
        told = set_of(nursery), set_of(trial)
        assert told[0] == told[1]


def set_of(nursery) -> str:
    """What was billed, whoever it was."""
    issued = Invoice.objects.issued().filter(organisation=nursery.organisation)
    lines = issued.values_list("lines__kind", "lines__month", "lines__amount", "total")
    return json.dumps(sorted(map(str, lines)))


def test_eight_runs_at_once_make_one_set(house, django_db_blocker):
    """R14"""
    with inside(house, django_db_blocker):
        nursery = Nursery()
        families(nursery)
        for run in [start(house, nursery.organisation.pk) for _ in range(AT_ONCE)]:
            steps_of(run)
        check(nursery, whole=True)
        assert not Invoice.objects.drafts().exists()
