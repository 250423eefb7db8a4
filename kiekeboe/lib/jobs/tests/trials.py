"""Jobs for the tests of jobs: they write down what they did."""

from kiekeboe.lib.jobs import SLOW, job

done: list[str] = []


@job
def note(word):
    done.append(word)


@job(waits=(10, 60))
def stumble(word):
    done.append(word)
    raise ConnectionError("the mail server knows a.secret@address.test")


@job(lane=SLOW)
def take_long(word):
    done.append(word)
