"""What waits on a tablet goes out in order, all of it, and a refusal is never thrown away."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kiekeboe.testing.v8 import device

NOW = 1_000_000


def queue():
    names = ("next", "settle", "pause", "shown")
    return device(**dict.fromkeys(names, "js/group/queue"))


def item(number, state="waiting", about=None, **more):
    what = {"entry": about or f"entry-{number}"}
    return {"id": f"item-{number}", "seq": number, "kind": "log", "what": what, "state": state} | (
        {"blob": False} | more
    )


def photo(number):
    return item(number, blob=True) | {"kind": "photo", "what": {"photo": f"photo-{number}"}}


def ids(items):
    return [one["id"] for one in items]


@st.composite
def queues(draw):
    """Some things about a few entries, some of them photos, refused, sent or pausing."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        state = draw(st.sampled_from(["waiting", "waiting", "waiting", "sent", "refused"]))
        later = draw(st.sampled_from([0, 0, 0, NOW + 5_000]))
        one = photo(number) if draw(st.integers(0, 5)) == 0 else item(
            number, about=draw(st.sampled_from("abcdefgh"))
        )  # fmt: skip
        found.append(one | {"state": state, "not_before": later})
    return found


@settings(max_examples=200, deadline=None)
@given(queues())
def test_what_goes_next_keeps_the_order_of_writing(items):
    """R02 Only what waits goes, in its order; of one thing nothing overtakes what came before."""
    told = queue()("next", items, NOW)
    sent = ids(told["text"])
    assert sent == [one["id"] for one in items if one["id"] in set(sent)]
    for place, one in enumerate(items):
        if one["id"] not in sent:
            continue
        earlier = [was for was in items[:place] if was["state"] == "waiting"]
        ahead = [was for was in earlier if was["what"] == one["what"]]
        assert one["state"] == "waiting"
        assert all(was["id"] in sent for was in ahead)


@settings(max_examples=200, deadline=None)
@given(queues(), st.data())
def test_nothing_is_lost_however_the_server_answers(items, data):
    """R02, R08 Answered, refused, not answered, out of order: each is somewhere, and once."""
    statuses = st.sampled_from([200, 201, 403, 409, 422, 500, 503, None])
    ask = queue()
    answered: list[str] = []
    for _round in range(60):
        told = ask("next", items, NOW)
        batch = told["text"] or [one for one in [told["photo"]] if one]
        if not batch:
            if told["after"] is None:
                break
            items = [one | {"not_before": 0} for one in items]
            continue
        given = {one["id"]: data.draw(statuses) for one in batch} if _round < 8 else {}
        answers = [{"id": id, "status": given.get(id, 200)} for id in map(str, ids(batch))
                   if given.get(id, 200)]  # fmt: skip
        patches = ask("settle", batch, answers, 7, NOW)
        assert ids(patches) == ids(batch)
        answered += [one["id"] for one in patches if one["state"] == "sent"]
        became = {one["id"]: one for one in patches}
        items = [one | became.get(one["id"], {}) for one in items]
    assert {one["state"] for one in items} <= {"sent", "refused"}
    assert len(answered) == len(set(answered))


def test_a_refused_note_holds_up_nothing():
    """R08 It waits for a person; the others go."""
    items = [item(1, "refused", about="a"), item(2, about="a"), item(3)]
    assert ids(queue()("next", items, NOW)["text"]) == ["item-2", "item-3"]


def test_a_photo_holds_up_no_words():
    """R02 Words go beside it; only what takes this photo back waits for it."""
    back = item(3) | {"kind": "photo_withdraw", "what": {"photo": "photo-1"}}
    told = queue()("next", [photo(1), item(2), back, photo(4)], NOW)
    assert ids(told["text"]) == ["item-2"]
    assert told["photo"]["id"] == "item-1"


def test_at_most_a_hundred_go_at_once_and_the_rest_after_them():
    """R02"""
    items = [item(number) for number in range(230)]
    told = queue()("next", items, NOW)
    assert ids(told["text"]) == [f"item-{number}" for number in range(100)]


def test_what_the_server_could_not_do_is_tried_later_with_what_builds_on_it():
    """R02 A 503 for the nap: the waking up after it was refused only because of that."""
    nap, wake, other = item(1, about="nap"), item(2, about="nap"), item(3)
    answers = [
        {"id": "item-1", "status": 503},
        {"id": "item-2", "status": 422, "sentence": "We cannot find this. Log it again."},
        {"id": "item-3", "status": 201},
    ]
    told = queue()("settle", [nap, wake, other], answers, 9, NOW)
    assert [one["state"] for one in told] == ["waiting", "waiting", "sent"]
    assert told[0]["not_before"] > NOW
    after = queue()("next", [nap | told[0], wake | told[1], other | told[2]], NOW)
    assert ids(after["text"]) == []
    assert after["after"] == told[0]["not_before"]


def test_a_refusal_keeps_its_sentence_until_a_person_chooses():
    """R08"""
    answer = {"id": "item-1", "status": 409, "sentence": "Al weg.", "standing": {"line": "x"}}
    [told] = queue()("settle", [item(1)], [answer], 9, NOW)
    assert (told["state"], told["answer"]["sentence"]) == ("refused", "Al weg.")
    assert told["answer"]["standing"] == {"line": "x"}


def test_what_was_accepted_stays_until_the_board_tells_it():
    """R06 Nothing flickers: also the closed part must be as new."""
    sent = item(1, "sent", head=12)
    assert queue()("shown", [sent], {"open": 11, "closed": 12}) == []
    assert queue()("shown", [sent], {"open": 12, "closed": 11}) == []
    assert ids(queue()("shown", [sent], {"open": 12, "closed": 12})) == ["item-1"]
    assert queue()("shown", [item(2, "refused", head=1)], {"open": 12, "closed": 12}) == []


def test_pauses_grow_to_a_minute_and_never_fall_together():
    """R06"""
    ask = queue()
    waits = [ask("pause", failures, 0.5) for failures in range(1, 12)]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (1_000, 60_000)
    assert ask("pause", 1, 0) < ask("pause", 1, 0.9)


def test_what_nobody_can_read_asks_for_a_person_and_not_for_ever_for_the_server():
    """R08 The answer has no id then; it stands in its place."""
    answers = [{"id": None, "status": 422, "sentence": "Vreemd."}, {"id": "item-2", "status": 201}]
    told = queue()("settle", [item(1), item(2)], answers, 9, NOW)
    assert [one["state"] for one in told] == ["refused", "sent"]
    assert told[0]["answer"]["sentence"] == "Vreemd."
