import os

from django.core.mail import EmailMultiAlternatives, get_connection

from kiekeboe.story import mailbox

FILES = "django.core.mail.backends.filebased.EmailBackend"


def test_the_letters_of_the_demo_are_read_back_newest_first(tmp_path):
    """O24"""
    known: set = set()
    # All kept until the end: the name of a file holds the number of its connection in memory, and
    # two under one number in one second would write in one file.
    posts = [get_connection(FILES, file_path=tmp_path) for _ in range(3)]
    for number, post in enumerate(posts):
        letter = EmailMultiAlternatives(
            f"Uitnodiging {number}", f"Welkom é {number}", to=["x@example.test"], connection=post
        )
        letter.attach_alternative("<p>Welkom</p>", "text/html")
        letter.send()
        # A second apart: the clock of the files does not tell quicker ones apart.
        (written,) = {*tmp_path.iterdir()} - known
        os.utime(written, (number, number))
        known.add(written)

    found = mailbox.newest(2, tmp_path)

    assert [one.subject for one in found] == ["Uitnodiging 2", "Uitnodiging 1"]
    assert found[0].text.strip() == "Welkom é 2"


def test_a_demo_that_wrote_nothing_has_no_letters(tmp_path):
    assert mailbox.newest(5, tmp_path / "none") == []
