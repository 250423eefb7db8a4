"""What an older version of the app left in its queue is sent by the app of now."""

import hashlib
import hmac
import json
import time
from datetime import UTC, datetime, timedelta

import pytest

from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import queues
from kiekeboe.testing.journeys.walls import entries
from kiekeboe.testing.queues.freezing import write_one_of_each

pytestmark = pytest.mark.journey
PUT_BACK = """async (rows) => {
  const base = await new Promise((done) => {
    const request = indexedDB.open("group")
    request.onsuccess = () => done(request.result)
  })
  const turn = base.transaction("items", "readwrite")
  for (const row of rows) turn.objectStore("items").add(row)
  await new Promise((done) => { turn.oncomplete = done })
  base.close()
}"""
TOKEN = """
import sys
from kiekeboe.accounts import passes
from kiekeboe.accounts.models import Pass
found = Pass.objects.get(employee=sys.argv[1], revoked_at=None, device=sys.argv[2])
print(found.pk, passes.token_of(found.pk))
"""


def renewed(rows, person, pass_id, token) -> list[dict]:
    """The frozen rows as if written minutes ago by this person, with ids that are not taken.

    Their form stays as it was frozen, letter by letter; only moments, ids and signatures are new.
    """
    ids = {id: str(uuid7()) for row in rows for id in own_ids(row)}
    first = min(moment(row["body"]["at"]) for row in rows)
    shift = datetime.now(UTC) - timedelta(minutes=10) - first
    found = []
    for row in rows:
        text = json.dumps(moved(row, shift), ensure_ascii=False)
        for old, new in ids.items():
            text = text.replace(old, new)
        row = json.loads(text)
        row["body"]["by"] = person["id"]
        body = json.dumps(row["body"], ensure_ascii=False, separators=(",", ":"))
        mac = hmac.new(bytes.fromhex(token), body.encode(), hashlib.sha256).hexdigest()
        signed = {"body": body, "mac": mac, "pass": pass_id, "by": person["id"]}
        found.append({name: signed.get(name, value) for name, value in row.items()})
    return found


def own_ids(row) -> list[str]:
    """The ids that the tablet chose in this row."""
    what = row["body"]["what"]
    inner = [what, *what.get("visits", []), *what.get("looks", [])]
    chosen = [one[name] for one in inner for name in ("visit", "look") if name in one]
    chosen += [what["entry"]] if row["kind"] == "log" else []
    return [row["id"], *chosen]


def moved(value, shift):
    if isinstance(value, dict):
        return {name: moved(one, shift) for name, one in value.items()}
    if isinstance(value, list):
        return [moved(one, shift) for one in value]
    try:
        found = moment(value)
    except (TypeError, ValueError):
        return value
    return (found + shift).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment(text) -> datetime:
    if not isinstance(text, str) or len(text) < 20 or text[4] != "-" or text[10] != "T":
        raise ValueError
    return datetime.fromisoformat(text)


def test_the_queue_is_written_as_the_newest_frozen_one(wall, house_in_weather):
    """R10 Whoever writes the queue in another way freezes a new version beside the old ones."""
    tablet = wall().open_for_the_first_time().unlock()
    house_in_weather.weather.turns("dead")
    time.sleep(0.1)
    rows = write_one_of_each(tablet)

    newest = queues.versions()[-1]
    assert queues.shape(rows) == queues.shape(queues.frozen(newest)), (
        f"the queue is not written as in {newest}.json any more: "
        "python -m kiekeboe.testing.queues.freezing with the next version"
    )


@pytest.mark.parametrize("version", queues.versions())
def test_a_queue_of_every_older_version_is_sent(wall, house_in_weather, version):
    """R10 Put into the browser as that version wrote it; the app of now sends all of it, once."""
    house = house_in_weather
    tablet = wall().open_for_the_first_time().unlock()
    person = tablet.somebody()
    told = house.script(TOKEN, person["id"], tablet.device["id"]).split()
    rows = renewed(queues.frozen(version), person, *told)
    house.weather.turns("dead")

    tablet.page.evaluate(PUT_BACK, [{k: v for k, v in one.items() if k != "seq"} for one in rows])
    tablet.page.reload()
    tablet.page.locator(".tile").first.wait_for()
    assert len(tablet.waiting()) == len(rows)
    house.weather.clears()
    tablet.page.evaluate("dispatchEvent(new Event('online'))")
    tablet.wait_until_sent(30)

    logged = [json.loads(one["body"])["what"] for one in rows if one["kind"] == "log"]
    arrived = {one["id"]: one for one in entries(house)}
    assert len(logged) > 5
    for one in logged:
        assert arrived[one["entry"]]["note"] == one["note"]
