"""Parents talk while the house dies and lines are cut: nothing is lost, doubled or out of order."""

import http.client
import json
import random
import re
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pytest

from kiekeboe.chat import opening
from kiekeboe.chat.models import Message
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make
from kiekeboe.testing.house import House
from kiekeboe.testing.inside import inside
from kiekeboe.testing.mail import free_port
from kiekeboe.testing.tests.test_dying import database_of_its_own, kill
from kiekeboe.testing.weather import Weather

pytestmark = pytest.mark.database
CUTS = ("clear", "cut after", "cut amid", "twice", "late")
TOKEN = "a" * 32
LOST = (OSError, http.client.HTTPException)


@pytest.fixture
def house(tmp_path):
    house = House(tmp_path / "var", free_port(), variables=database_of_its_own())
    house.open("serve")
    yield house
    if house.process.poll() is None:
        house.close()


@dataclass
class Talker:
    """A parent on the train: says each thing again, under the same id, until it was answered."""

    port: int
    cookies: str
    page: str
    said: list = field(default_factory=list)
    answered: list = field(default_factory=list)  # when (clock of this test)
    tries: int = 0

    def ask(self, method, body=None, page=""):
        line = http.client.HTTPConnection("localhost", self.port, timeout=15)
        headers = {"Cookie": self.cookies, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            line.request(method, self.page + page, body, headers | {"X-Background": "1"})
            answer = line.getresponse()
            return answer.status, answer.read().decode()
        except LOST:
            return 0, ""
        finally:
            line.close()

    def say(self, text) -> None:
        id = str(uuid7())
        told = urlencode({"id": id, "text": text, "csrfmiddlewaretoken": TOKEN})
        status = 0
        until = time.monotonic() + 120
        while status != 200 and time.monotonic() < until:
            status, words = self.ask("POST", told)
            self.tries += 1
            assert status in (0, 200, 502, 503), (status, words[:200])
            if status != 200:
                time.sleep(random.uniform(0.05, 0.3))
        assert status == 200, "two minutes without an answer"
        self.answered.append(time.monotonic())
        self.said.append(id)

    def list(self) -> list[str]:
        """The messages this parent can scroll through, in their order."""
        found: list[str] = []
        page = "?"
        while page:
            status, words = self.ask("GET", page=page)
            assert status == 200, words[:200]
            found[:0] = re.findall(r'<li class="bubble" id="m([0-9a-f-]{36})"', words)
            older = re.search(r'href="(\?before=\d+)', words)
            page = older[1] if older else ""
        return found


SIGN_IN = """
import json, sys
from django.conf import settings
from django.test import Client
from kiekeboe.accounts.models import User
keys = {}
for account in sys.argv[1:]:
    client = Client()
    client.force_login(User.objects.get(pk=account))
    keys[account] = client.cookies[settings.SESSION_COOKIE_NAME].value
print(json.dumps([settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, keys]))
"""


def talkers(house, port, blocker, families: int) -> list[list[Talker]]:
    """The parents of each home, signed in, with the conversation about their child."""
    homes = []
    with inside(house, blocker):
        group = make.group()
        make.caregiver(group)
        for _ in range(families):
            child = make.child(group)
            mother = make.guardian([child])
            father = make.guardian([child], household=mother.household)
            thread = opening.with_group(
                child, mother.household_id, by=mother.actor(), at=make.at(6)
            )  # fmt: skip
            homes.append((thread.pk, (str(mother.account_id), str(father.account_id))))
    everybody = [account for _, accounts in homes for account in accounts]
    session, csrf, keys = json.loads(house.script(SIGN_IN, *everybody).splitlines()[-1])
    return [
        [
            Talker(port, f"{session}={keys[one]}; {csrf}={TOKEN}", f"/parent/messages/{thread}/")
            for one in accounts
        ]
        for thread, accounts in homes
    ]


@dataclass
class Storm:
    """So many homes with two parents who each say so much, while the house dies now and then."""

    homes: int
    each: int
    deaths: int  # at most
    every: tuple[float, float]  # seconds between two deaths, from and to
    pause: float = 0.0  # seconds that a parent thinks at most before the next message


SMALL = Storm(homes=3, each=12, deaths=3, every=(0.2, 0.6))
WHOLE = Storm(homes=100, each=100, deaths=100, every=(20, 20), pause=10)


@pytest.mark.parametrize(
    "storm", [SMALL, pytest.param(WHOLE, marks=pytest.mark.deep)], ids=["small", "whole"]
)
def test_every_parent_ends_with_the_same_list_however_often_the_house_dies(
    house, django_db_blocker, storm
):
    """R11 Small: six parents and three deaths; whole: 200 parents, 20,000 messages, a death every
    20 seconds. The line cuts, doubles and delays; nothing is lost, doubled or out of order."""
    dice, problems, back = random.Random(11), [], []
    weather = Weather(house.port, seed=11).begins()

    def work(one):
        try:
            for number in range(storm.each):
                time.sleep(random.uniform(0, storm.pause))
                one.say(f"Bericht {number}")
        except BaseException as problem:
            problems.append(problem)
            raise

    try:
        homes = talkers(house, weather.port, django_db_blocker, storm.homes)
        everybody = [one for home in homes for one in home]
        threads = [threading.Thread(target=work, args=(one,)) for one in everybody]
        for thread in threads:
            thread.start()
        while not problems and len(back) < storm.deaths:
            weather.turns(dice.choice(CUTS))
            time.sleep(dice.uniform(*storm.every))
            if not any(thread.is_alive() for thread in threads):
                break
            kill(house)
            house.lines.clear()
            house.open("serve")
            back.append(time.monotonic())
        weather.turns("clear")
        for thread in threads:
            thread.join(120)
        assert not problems, problems[0]
        assert len(back) >= 3
        assert sum(one.tries for one in everybody) > len(everybody) * storm.each  # it did storm
        print(f"{len(back)} deaths; answered again after", waits(everybody, back))
        nothing_lost(house, homes, django_db_blocker)
    finally:
        weather.ends()


def waits(everybody, back) -> str:
    """How long after each return of the house the parents had their next answer."""
    late = sorted(
        next(when - moment for when in one.answered if when > moment)
        for one in everybody
        for moment in back
        if one.answered[-1] > moment
    )
    shown = [(share, late[int(share * (len(late) - 1))]) for share in (0.5, 0.99) if late]
    return ", ".join(f"p{share * 100:.0f} {seconds:.2f} s" for share, seconds in shown)


def nothing_lost(house, homes, blocker) -> None:
    with inside(house, blocker):
        for home in homes:
            thread_id = home[0].page.split("/")[3]
            rows = Message.objects.filter(thread=thread_id).order_by("sequence")
            kept = [str(one) for one in rows.values_list("pk", flat=True)]
            assert sorted(kept) == sorted(id for one in home for id in one.said)
            assert [one.list() for one in home] == [kept, kept]
            for one in home:  # and each in the order in which it was said
                assert [id for id in kept if id in one.said] == one.said
