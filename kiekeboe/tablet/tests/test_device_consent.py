"""The rule of the photos on the tablet is the rule of the server, so it holds without network."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kiekeboe.photos import consent
from kiekeboe.photos.consent import Allowed
from kiekeboe.testing.v8 import device

CHILDREN = ["noor", "mees", "sem", "liv"]
children = st.sampled_from(CHILDREN)
tags = st.lists(children, max_size=5)
answers = st.dictionaries(children, st.builds(Allowed, st.booleans(), st.booleans()))


def tablet():
    return device(
        verdict="js/group/consent", receivers="js/group/consent", untaggable="js/group/consent"
    )


def as_json(consents):
    return {child: {"own": one.own, "together": one.together} for child, one in consents.items()}


@settings(max_examples=300, deadline=None)
@given(children, tags, answers, st.booleans())
def test_the_tablet_shows_a_photo_to_whom_the_server_shows_it(child, tagged, consents, withdrawn):
    """S37, S34 The same answer, the same reason, because of the same children."""
    here = tablet()("verdict", child, tagged, as_json(consents), withdrawn)
    there = consent.verdict(child, tagged, consents, withdrawn=withdrawn)
    assert (here["shown"], here["why"]) == (there.shown, there.why)
    assert tuple(here["because_of"]) == there.because_of


@settings(max_examples=200, deadline=None)
@given(tags, answers)
def test_the_same_families_receive_it_and_the_same_children_stay_out(tagged, consents):
    """S37 Also when a child stands there twice."""
    told = as_json(consents)
    assert set(tablet()("receivers", tagged, told)) == consent.receivers(tagged, consents)
    assert set(tablet()("untaggable", tagged, told)) == consent.untaggable(tagged, consents)


def test_of_whom_nothing_is_known_no_photo_is_shared():
    """S37 No answer is no."""
    assert tablet()("receivers", ["noor"], {}) == []
    assert tablet()("untaggable", ["noor"], {}) == ["noor"]
