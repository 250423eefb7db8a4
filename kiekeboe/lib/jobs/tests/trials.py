"""Jobs for the tests of jobs: they write down what they did."""

from kiekeboe.lib.jobs import job

done: list[str] = []


@job
def note(word):
    done.append(word)


@job(waits=(10, 60))
def stumble(word):
    done.append(word)
    raise ConnectionError("the mail server knows a.secret@address.test")
