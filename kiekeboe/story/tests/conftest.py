"""One telling for all tests that only read it: a Tuesday, twenty past one."""

from datetime import UTC, datetime

import pytest

from kiekeboe.story import telling

NOON = datetime(2026, 9, 15, 11, 20, tzinfo=UTC)


@pytest.fixture(scope="session")
def pictures_drawn_once():
    from kiekeboe.story import snapshots

    return snapshots.drawn()


@pytest.fixture
def tell(pictures_drawn_once, monkeypatch, db):
    """Tell the story at a moment; the pictures are the real ones, drawn once for all tests."""
    from kiekeboe.story import snapshots

    monkeypatch.setattr(snapshots, "drawn", lambda: pictures_drawn_once)
    return telling.tell


@pytest.fixture
def story(tell):
    tell(NOON)
    return NOON
