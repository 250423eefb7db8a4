"""The promises of the house and the tests that show them: python -m kiekeboe.testing.promises.

A test names the promises it shows in the first words of its docstring or of its module's: "S17".
This writes docs/promises.md anew from those words; what no test names stands under "Not shown yet",
with the reason that is kept here.
"""

import ast
import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "promises.md"
NUMBER = re.compile(r"(?<![A-Z])[RSUOB]\d{1,2}\b")

PROMISES = {
    "S01": "Every route is in one table of access; an unlisted one breaks the build",
    "S02": "The house obeys that table for every kind of visitor",
    "S03": "No id of another organisation gives anything",
    "S04": "No id of another family gives anything",
    "S09": "What is made for one person is kept by no shared cache",
    "S10": "A right that ends, ends at once: page, open stream and photo",
    "S11": "Medical data, addresses and notes only for the roles that may read them",
    "S12": "Who must be kept away hears nothing, in no list, mail, push or export",
    "S13": "A form changes only what it asks",
    "S15": "The office asks a second factor, and nothing turns that off",
    "S16": "Passkeys with user verification; replay and a wrong origin are refused",
    "S17": "Long passwords of any signs; common ones and one's own words are refused",
    "S18": "Argon2id with 19 MiB and two passes, in a bounded pool",
    "S19": "Guessing is slowed per account, per network and in all; the owner still gets in",
    "S20": "Nobody learns whether an address has an account",
    "S21": "Cookies are safe, and get a new key at sign-in, PIN and step-up",
    "S22": "Sign-ins end when they should, to the second",
    "S23": "Leaving, a new password or a lost role ends the other sign-ins",
    "S24": "Pairing needs a code on both sides: ten minutes, five tries, once",
    "S25": "A tablet without a PIN shows the board of today and no more",
    "S26": "PINs are hashed, not trivial, and lock after five wrong tries",
    "S27": "Every write names person, device, and both clocks",
    "S28": "Another person takes over the tablet with one tap and a PIN",
    "S29": "Invitations: once, fourteen days, with a second fact, looking does not use them up",
    "S30": "A new guardian is added by staff and announced to the others",
    "S31": "Recovery never goes around the second factor",
    "S32": "People are told of a new device and of changes to how they sign in",
    "S34": "A tablet keeps one group for 36 hours, never papers, and forgets when it must",
    "S35": "No stored file is readable without a session",
    "S36": "A signed address of a photo holds ten minutes, for one session and one size",
    "S37": "A known id is not enough: out of reach is not there",
    "S38": "Photo consent is asked at every view; withdrawing hides at once",
    "S39": "Kept photos hold no metadata",
    "S40": "The kind of a file is read from its content, against a list of what is allowed",
    "S41": "Photos are made anew: nothing of the file that came in survives",
    "S42": "Bombs are refused from their header, quickly and in little memory",
    "S43": "Photos are decoded in a process without network and with limits",
    "S44": "Files are served with a fixed type and no way to run",
    "S45": "Files have limits: each, per person and day, in all; part of the disk stays free",
    "S46": "A table to download holds no formula that somebody typed",
    "S47": "A strict content policy on every page",
    "S49": "Safe headers on every answer",
    "S50": "Nothing that people write becomes code in a page or mail",
    "S51": "Nothing is written that did not come from our own page",
    "S53": "The house calls nobody but the mail server and push services",
    "S54": "Only our own host is answered; nobody is sent out of the house",
    "S57": "Nonsense breaks nothing, and errors tell nothing of the inside",
    "S58": "An open page hears what concerns its own people, and nothing else",
    "S59": "A push names nobody: a word of ours and an opaque number",
    "S60": "No page or mail asks anything of a third party",
    "S61": "Every look in a file by staff is recorded, once",
    "S62": "A changed, missing or added event is found",
    "S64": "Parents see who opened their child's file",
    "S65": "Logs hold no personal data and no secrets",
    "S72": "Examples are made up; no photo of a person is in the project",
    "S73": "A weak key, DEBUG, any host or plain http: production does not start",
    "S74": "There is no default account; the first link lives an hour",
    "S75": "The secret key rotates without signing anyone out",
    "S76": "Packages are pinned by hash, few, and listed in a bill of materials",
    "S82": "No admin pages, nothing for search engines",
    "S83": "Django's deployment check, bandit and detect-secrets find nothing",
    "R01": "What was acknowledged is kept, whenever the server dies",
    "R02": "Sent twice or never answered: done once",
    "R03": "A full disk says so, keeps what is there, and takes up again by itself",
    "R04": "When a file cannot be written, what came in is there wholly or not at all",
    "R05": "Wrong clocks lose nothing and turn nothing around",
    "R06": "Devices that were apart come to one truth",
    "R07": "A whole day of bad internet: everything arrives once",
    "R08": "Two tablets, one nap: both versions are kept and shown",
    "R09": "A full tablet drops no word, and warns before photos wait",
    "R10": "What an older version wrote is sent by the newer one",
    "R11": "Messages are neither lost nor doubled nor out of order, however often the house dies",
    "R12": "A page that was away hears everything that it missed, once",
    "R13": "A notification leaves at least once, and twice almost never, wherever the worker dies",
    "R14": "A run of invoices, killed or done eight times at once, gives one set without gaps",
    "R15": "Lines add up, a split month adds up to the cent, a credit note takes all back",
    "R17": "Of many families who ask for the last place one gets it",
    "R18": "The legal ratio is counted as the law says, for every group",
    "R22": "Starting anew turns nobody away, and open pages are back within seconds",
    "R27": "Without a database for a while: tablets work on, and it comes back by itself",
    "R30": "Work by the clock ends the same, late or twice",
    "U01": "axe finds nothing on any page of the journeys, light and dark",
    "U04": "The main tasks work with the keyboard alone",
    "U05": "Focus is always visible",
    "U08": "What happened is also said to a screen reader",
    "U09": "Targets are large enough for a thumb",
    "U10": "Nothing needs dragging, a long press or two fingers",
    "U11": "Contrast is enough in both themes",
    "U12": "Colour never says it alone",
    "U13": "320 px and 200 % text: nothing is lost, nothing scrolls sideways",
    "U14": "Portrait and landscape, phone to desktop",
    "U15": "Who asks for less motion gets none",
    "U16": "Dark follows the device and can be chosen; no white flash",
    "U18": "Signing in works with a password manager, by pasting, with a passkey",
    "U19": "Nobody is asked what the house knows already",
    "U20": "Help is at the same place on every page",
    "U21": "An error names the field, says what to do, keeps what was typed",
    "U22": "The end of a sign-in is told two minutes before and loses nothing",
    "U23": "Dutch that is read without effort: fifteen words in a sentence at most",
    "U26": "Dates and times as people say them here",
    "U27": "Photos say in words who is on them, of those the reader may know",
    "U28": "Every paper is a tagged PDF with a title and a language",
    "U29": "No internet is said calmly, with what waits and when it went",
    "U30": "Back, reload and rotate lose nothing",
    "U31": "What was logged can be undone for ten seconds",
    "U32": "The wrong child is hard to choose: face, name and colour when confirming",
    "U34": "Three calm pushes a day at most, none at night",
    "U35": "Parents who live apart see what their rights give, and no sign of the other",
    "U36": "A tap is answered at once, also by a slow tablet with much to send",
    "U37": "The group app opens within a second without internet",
    "U38": "The hint to install is shown once and never in the way",
    "U39": "Only what browsers of five years ago know",
    "U40": "A day costs little data, and an idle page next to none",
    "U41": "Empty, loading, error and no-permission states are made for every list",
    "U42": "One word for one thing, in the words of the sector",
    "U43": "Without a PIN nobody leaves the board of the group",
    "O05": "Safe defaults: cookies, no account, no telemetry",
    "O08": "/healthz and /readyz answer quickly and tell no secrets",
    "O09": "New code is taken up without dropping a request",
    "O22": "doctor finds what is wrong",
    "O24": "Demo data in one command, made up",
    "O27": "Logs are lines of JSON with a request number",
    "O33": "SECURITY.md and security.txt say how to report",
    "O36": "Every command is explained with an example that works, and each role has its articles",
    "B1": "A parent's day costs little: measured by bin/bench",
    "B2": "A parent's day beside a bare view of the same bytes",
    "B3": "The board of sixteen children: time and questions",
    "B4": "Weight of the parent's page on a cold start",
    "B5": "Logging for four children at once",
    "B6": "Sending a queue of 500, beside the same rows in bare SQL",
    "B16": "Memory of all processes together",
    "B18": "From tap to paint on a slow tablet, with and without internet",
}
FIGURES = {"bench", "serving", "testing"}  # where figures are measured
# Why a promise has no test that shows it: in words a stranger understands.
NOT_SHOWN: dict[str, str] = dict.fromkeys(
    ("B1", "B2", "B3", "B5", "B18"),
    "a figure: measured by `bin/bench` on a quiet machine, never by a test",
)


def shown() -> dict[str, list[str]]:
    """Promise → the tests that name it, as pytest calls them."""
    found = defaultdict(set)
    for path in sorted((ROOT / "kiekeboe").rglob("test_*.py")):
        where = path.relative_to(ROOT)
        tree = ast.parse(path.read_text())
        of_file = numbers(ast.get_docstring(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for number in numbers(ast.get_docstring(node)) | of_file | in_name(node.name):
                    # Rows of features.md are called B1 … as well; figures are shown by these.
                    if number[0] == "B" and where.parts[1] not in FIGURES:
                        continue
                    found[number].add(f"{where}::{node.name}")
    return {number: sorted(tests) for number, tests in found.items() if number in PROMISES}


def numbers(docstring: str | None) -> set[str]:
    """The promises that a docstring begins with."""
    first = (docstring or "").splitlines()[:1]
    words = re.match(r"(?:[RSUOB]\d{1,2}\b[\s,·:.]*)+", first[0]) if first else None
    return {each.replace("B0", "B") for each in NUMBER.findall(words[0])} if words else set()


def in_name(name: str) -> set[str]:
    return {word.upper() for word in name.split("_") if re.fullmatch(r"[rsuob]\d{1,2}", word)}


def written() -> str:
    """docs/promises.md, from the tests as they are."""
    tests = shown()
    lines = [
        "# Promises",
        "",
        "What the house promises, and the tests that show it. Made from the docstrings of the",
        "tests by `python -m kiekeboe.testing.promises`; a test checks that this page is true.",
        "",
        "| | Promise | Shown by |",
        "|---|---|---|",
    ]
    for number, words in PROMISES.items():
        if number in tests:
            lines.append(f"| {number} | {words} | {listed(tests[number])} |")
    missing = [number for number in PROMISES if number not in tests]
    if missing:
        lines += ["", "## Not shown yet", "", "| | Promise | Why |", "|---|---|---|"]
        lines += [
            f"| {number} | {PROMISES[number]} | {NOT_SHOWN.get(number, 'no test yet')} |"
            for number in missing
        ]
    return "\n".join(lines) + "\n"


def listed(tests: list[str]) -> str:
    """At most four tests by name, and how many more there are in which files."""
    names = [f"`{test.removeprefix('kiekeboe/')}`" for test in tests[:4]]
    if len(tests) > 4:
        names.append(f"and {len(tests) - 4} more")
    return "<br>".join(names)


if __name__ == "__main__":
    TABLE.write_text(written())
    print(f"{TABLE.relative_to(ROOT)}: {len(shown())} of {len(PROMISES)} shown")
