import pytest

from kiekeboe.development.tests.ward import Ward


@pytest.fixture
def ward(db):
    return Ward()
