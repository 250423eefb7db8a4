"""Parents run their weeks from the couch: sick, a swap at once, a place that comes free."""

import json

import pytest

from kiekeboe.story import cast as story
from kiekeboe.testing.journeys.auditing import violations

pytestmark = pytest.mark.journey
# A small location with one place more than it has children, and a colleague on every working day.
# Tijn comes on the first two of the days ahead, Bo on the third; the third has one place left.
SMALL = """
import json, sys
from datetime import date, time, timedelta
from allauth.account.models import EmailAddress
from django.utils import timezone
from kiekeboe.organisation.models import Organisation
from kiekeboe.people.models import Role
from kiekeboe.planning.models import RequestRules, RosterShift
from kiekeboe.testing import make
today = timezone.localdate()
days = [day for n in range(8, 40) if (day := today + timedelta(days=n)).weekday() < 5][:15]
owner = Organisation.objects.order_by("founded_at").first()
location = make.location(owner, name="De Kleine Beer " + sys.argv[1])
RequestRules.objects.create(organisation=owner, location=location, since=today, preset="ruim",
                            written_at=timezone.now())
group = make.group(location, name="Beren", capacity=int(sys.argv[2]))
eva = make.caregiver(group, first_name="Bep")
for day in days:
    RosterShift.objects.create(organisation=owner, employee=eva, group=group, day=day,
                               starts_at=time(7, 30), ends_at=time(18, 30))
def family(name, parent, weekdays):
    child = make.child(group, first_name=name, born_on=date(today.year - 2, 1, 1))
    for weekday in weekdays:
        make.contract_day(child, weekday=weekday)
    email = f"{parent}-{sys.argv[1]}@demo.kiekeboe.test".lower()
    account = make.user(email, password=sys.argv[3])
    EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
    make.guardian([child], account=account, first_name=parent)
    return {"id": str(child.pk), "email": email}
weekdays = [day.isoweekday() for day in days[:5]]
print(json.dumps({
    "days": [day.isoformat() for day in days[:5]],
    "tijn": family("Tijn", "Tessa", weekdays[:1]),
    "bo": family("Bo", "Bas", weekdays[1:2]),
}))
"""
ABSENT = """
from kiekeboe.planning.models import Absence
import sys
print(Absence.objects.filter(child=sys.argv[1], kind="sick", last_day=None).count())
"""


class Phone:
    """A parent's phone that counts the taps."""

    def __init__(self, nursery, person):
        self.page, self.taps = nursery.look(), 0
        nursery.sign_in(self.page, person)
        self.page.wait_for_url("**/parent/**")

    def tap(self, place, *, to=None):
        self.page.locator(place).first.click()
        self.taps += 1
        if to:
            self.page.wait_for_url(to)
        return self

    def go(self, address):
        self.page.goto(address)
        return self

    @property
    def state(self):
        return self.page.locator(".page-head .chip").inner_text().strip()


@pytest.fixture
def beren(nursery, request):
    """The small location: two families, and as many places as the test says."""

    def built(places):
        words = (request.node.name[-12:], str(places), story.PASSWORD)
        return json.loads(nursery.house.script(SMALL, *words))

    return built


def test_reported_sick_from_the_couch_in_three_taps(nursery, beren):
    """From Today: planning, report sick, done; what is wrong may be told and need not."""
    here = beren(2)
    phone = Phone(nursery, here["tijn"])
    phone.tap('nav.mainnav a[href^="/parent/planning/"]', to="**/parent/planning/**")
    phone.tap(f'a[href="/parent/children/{here["tijn"]["id"]}/sick/"]', to="**/sick/")
    phone.tap("form button[data-size=lead]", to="**/parent/planning/**")

    assert phone.taps <= 3
    assert "Tijn" in phone.page.locator(".page-head [role=status]").inner_text()
    assert nursery.house.script(ABSENT, here["tijn"]["id"]).strip() == "1"
    assert violations(phone.page) == []


def test_a_day_is_swapped_and_granted_at_once_in_five_taps(nursery, beren):
    """The answer stands there before it is sent, and the old day goes only with the new one."""
    here = beren(2)
    child, (first, *_, wanted) = here["tijn"]["id"], here["days"]
    phone = Phone(nursery, here["tijn"])
    phone.tap('nav.mainnav a[href^="/parent/planning/"]', to="**/parent/planning/**")
    phone.tap(f'a[href="/parent/children/{child}/swap/"]', to="**/swap/")
    phone.tap(f'.actions a[href^="?old={first}"]', to="**old=*")
    phone.tap(f'.daypick a[href*="day={wanted}"]', to="**day=*")
    assert phone.page.locator('#answer .banner[data-tone="ok"]').count() == 1
    assert violations(phone.page) == []
    phone.tap("#answer form button", to="**/parent/requests/**")

    assert phone.taps <= 5
    assert phone.state == "Akkoord"
    for day, cared_for in ((first, 0), (wanted, 1)):
        phone.go(f"/parent/planning/?child={child}&month={day[:7]}")
        marks = phone.page.locator(f'.cal-day[href$="/{day}/"][data-day]')
        assert marks.count() == cared_for, day


def test_on_the_waiting_list_offered_and_accepted(nursery, beren):
    """One place: Bo's. Tijn waits for it, Bo's father takes the day off, and it is Tijn's."""
    here = beren(1)
    child, day = here["tijn"]["id"], here["days"][1]
    waits = Phone(nursery, here["tijn"])
    waits.go(f"/parent/children/{child}/extra/")
    waits.tap(f'.daypick a[href*="day={day}"]', to="**day=*")
    waits.tap("#answer form button", to="**/parent/requests/**")
    assert waits.state == "Op de wachtlijst"

    gives = Phone(nursery, here["bo"])
    gives.go(f"/parent/children/{here['bo']['id']}/leave/")
    gives.page.locator("[name=first_day]").fill(day)
    gives.page.locator("[name=last_day]").fill(day)
    gives.tap("main form button[data-size=lead]", to="**/parent/planning/**")

    waits.page.reload()
    assert waits.state == "Aangeboden"
    assert violations(waits.page) == []
    waits.tap('button[value="accept"]')
    waits.page.wait_for_function(
        "document.querySelector('.page-head .chip').innerText.includes('Akkoord')"
    )
