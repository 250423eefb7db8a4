"""The four films that every parent can use (N1), as a parent of the demo walks through them."""

from pathlib import Path

from kiekeboe.testing import stills
from kiekeboe.testing.recording import record

SHIPPED = Path(__file__).parents[1] / "help" / "static" / "help"
FILMS, PICTURES = SHIPPED / "films", SHIPPED / "pictures"
PARENT = "Sanne"


def install_app(film, cast) -> None:
    film.go("/parent/")
    film.say("Kiekeboe is een website. Je zet hem zo op je telefoon.",
             "Kiekeboe is a website. This is how you put it on your phone.")  # fmt: skip
    film.tap('nav.mainnav a[href="/parent/more/"]')
    film.say("Bij Meer staat hoe het moet.", "More tells you how.")
    film.say("iPhone: open Safari en tik op het vierkant met de pijl.",
             "iPhone: open Safari and tap the square with the arrow.")  # fmt: skip
    film.say("Kies Zet op beginscherm, en dan Voeg toe.",
             "Choose Add to Home Screen, and then Add.")  # fmt: skip
    film.say("Android: open Chrome en tik op de drie puntjes.",
             "Android: open Chrome and tap the three dots.")  # fmt: skip
    film.say("Kies App installeren, of Toevoegen aan startscherm.",
             "Choose Install app, or Add to home screen.")  # fmt: skip
    film.tap('a[href="preferences/"], a[href="/parent/more/preferences/"]')
    film.say("Kies daarna welke meldingen je wilt krijgen.",
             "Then choose which notifications you want.")  # fmt: skip


def tour(film, cast) -> None:
    film.go("/parent/")
    film.say("Op Vandaag zie je hoe de dag van je kind gaat.",
             "Today shows how the day of your child goes.")  # fmt: skip
    film.page.mouse.wheel(0, 600)
    film.page.wait_for_timeout(400)
    film.say("Slapen, eten en spelen: nieuwe regels komen vanzelf.",
             "Sleep, food and play: new lines come by themselves.")  # fmt: skip
    film.tap('nav.mainnav a[href^="/parent/photos/"]')
    film.say("Bij Foto's staan de foto's die jij mag zien.",
             "Photos holds the photos that you may see.")  # fmt: skip
    film.tap('nav.mainnav a[href^="/parent/planning/"]')
    film.say("In Planning staan de dagen, en meld je je kind ziek.",
             "Planning has the days, and there you report sick.")  # fmt: skip
    film.tap('nav.mainnav a[href="/parent/messages/"]')
    film.say("In Berichten praat je met de groep en het kantoor.",
             "In Messages you talk with the group and the office.")  # fmt: skip
    film.tap('nav.mainnav a[href="/parent/more/"]')
    film.say("Alles wat je minder vaak nodig hebt, staat bij Meer.",
             "What you need less often is at More.")  # fmt: skip


def sick(film, cast) -> None:
    film.go("/parent/")
    film.say("Is je kind ziek? Open Planning.", "Is your child ill? Open Planning.")
    film.tap('nav.mainnav a[href^="/parent/planning/"]')
    film.show('a[href$="/sick/"]')
    film.say("Kies Ziek melden.", "Choose Report sick.")
    film.tap('a[href$="/sick/"]')
    film.say("Kies de dag. Vertellen wat er is, mag en hoeft niet.",
             "Choose the day. You may tell what is wrong, you need not.")  # fmt: skip
    film.tap("form button[data-size=lead]")
    film.say("Klaar. De groep ziet het meteen.", "Done. The group sees it at once.")
    film.show('a[href$="/better/"]')
    film.say("Is je kind weer beter? Kies dat op dezelfde plek.",
             "Is your child better? Choose that in the same place.")  # fmt: skip
    film.tap('a[href$="/better/"]')
    film.say("Kies de dag waarop je kind weer komt.",
             "Choose the day on which your child comes again.")  # fmt: skip
    film.tap("form button[data-size=lead]")
    film.say("Nu weet de groep dat je kind weer komt.",
             "Now the group knows that your child comes again.")  # fmt: skip


def requests(film, cast) -> None:
    film.go("/parent/planning/")
    film.say("Alles over dagen begint bij Planning.", "Everything about days begins at Planning.")
    film.show('a[href$="/extra/"]')
    film.say("Je kunt vrij nemen, een extra dag vragen, of ruilen.",
             "You can take a day off, ask for an extra day, or swap.")  # fmt: skip
    film.tap('a[href$="/extra/"]')
    film.say("Kies een dag. Je ziet waar plek is.",
             "Choose a day. You see where there is room.")  # fmt: skip
    film.tap('.daypick a[href*="day="]')
    film.show("#answer")
    film.say("Het antwoord staat er al voordat je verstuurt.",
             "The answer is there before you send.")  # fmt: skip
    film.tap("#answer form button")
    film.say("Hier zie je hoe je aanvraag ervoor staat.",
             "Here you see how your request stands.")  # fmt: skip


EVERY = {"install-app": install_app, "tour": tour, "sick": sick, "requests": requests}

if __name__ == "__main__":
    for path in [*record(EVERY, FILMS, PARENT), *stills.take(PICTURES)]:
        print(f"{path.name}  {path.stat().st_size // 1000} kB")
