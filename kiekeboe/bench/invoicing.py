"""B10: ten thousand invoices worked out, numbered and printed, against a raw batch of Typst.

The raw batch sets the same pages from the same values, two hundred in one document, and knows of
no family, number, cell or file of its own. Ours makes a tagged PDF for every family.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from datetime import time as clock
from pathlib import Path

from kiekeboe.bench.rows import Row
from kiekeboe.billing import drafting, issuing
from kiekeboe.billing.models import Contract, ContractVersion, Invoice, Price
from kiekeboe.billing.printing import TEMPLATE, papers_of, values_of
from kiekeboe.events import actors
from kiekeboe.lib import papers
from kiekeboe.organisation.models import Company, Group, Location, Organisation
from kiekeboe.people.models import Child, Guardian, Household
from kiekeboe.planning.models import Booking, ContractDay

MANY, IN_ONE = 10_000, 200
MONTH, SINCE, ISSUED_ON = date(2026, 11, 1), date(2026, 1, 1), date(2026, 12, 1)
AT = datetime(2026, 12, 1, 9, tzinfo=UTC)
RAW = """
import pathlib, sys, typst
fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[sys.argv[2]])
for folder in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    compiler = typst.Compiler(str(folder / "paper.typ"), root=str(folder), font_paths=fonts)
    made = compiler.compile(format="pdf", pdf_standards=["1.7", "ua-1"], timestamp=0)
    (folder / "paper.pdf").write_bytes(made)
"""  # noqa: E501


def measure(many: int = MANY) -> list[Row]:
    """The run of one month for an organisation of its own."""
    by = actors.system(town(many))
    draft, draft_wall = spent(lambda: drafting.draft(MONTH, by=by, at=AT))
    again, _ = spent(lambda: drafting.draft(MONTH, by=by, at=AT))
    issue, issue_wall = spent(lambda: issuing.issue_month(MONTH, on=ISSUED_ON, by=by, at=AT))
    paper, paper_wall = spent(lambda: printed(by.organisation, many))
    raw, raw_wall = raw_batch(by.organisation)
    ours, wall = draft + issue + paper, draft_wall + issue_wall + paper_wall
    return [
        Row("B10.ratio", f"{many} invoices against a raw batch of Typst", ours / raw, 2.5, "x"),
        Row("B10.cpu", "… CPU of all of it", ours, 17, "s"),
        Row("B10.wall", "… time of all of it", wall, 12, "s"),
        Row("B10.draft", "… CPU of the drafts", draft, None, "s"),
        Row("B10.again", "… CPU of drafts that are there already", again, None, "s"),
        Row("B10.issue", "… CPU of numbers and events", issue, None, "s"),
        Row("B10.paper", "… CPU of a tagged PDF for each family", paper, None, "s"),
        Row("B10.raw", "… CPU of the raw batch", raw, None, "s"),
        Row("B10.rawwall", "… time of the raw batch", raw_wall, None, "s"),
    ]


def spent(work: Callable) -> tuple[float, float]:
    """CPU seconds of this process and its children, and seconds on the clock."""

    def cpu() -> float:
        both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(one.ru_utime + one.ru_stime for one in both)

    before, began = cpu(), time.perf_counter()
    work()
    return cpu() - before, time.perf_counter() - began


def printed(organisation, many: int) -> None:
    found = sum(1 for _invoice, pdf in papers_of(issued(organisation)) if pdf)
    if found != many:
        raise RuntimeError(f"{found} papers of {many} invoices")


def issued(organisation):
    rows = Invoice.objects.issued().filter(organisation=organisation)
    return rows.order_by("number").iterator(chunk_size=2000)


def raw_batch(organisation) -> tuple[float, float]:
    """The same pages without us; the values stand ready, so only setting them is counted."""
    with tempfile.TemporaryDirectory(prefix="kiekeboe-raw-") as made:
        _lay_out(Path(made), organisation)
        words = [sys.executable, "-I", "-c", RAW, made, str(papers.TYPEFACES)]
        return spent(lambda: subprocess.run(words, check=True))


def _lay_out(folder: Path, organisation) -> None:
    template, values = raw_template(), ready(organisation)
    for number in range(0, len(values), IN_ONE):
        part = folder / f"{number:06}"
        part.mkdir()
        (part / "paper.typ").write_text(template)
        (part / "values.json").write_text(json.dumps(values[number : number + IN_ONE]))


def ready(organisation) -> list[dict]:
    return [
        values_of(one, list(one.lines.all()))
        for one in Invoice.objects.filter(organisation=organisation).prefetch_related("lines")
    ]


def raw_template() -> str:
    """Our template as one document of many invoices."""
    head, page = (TEMPLATE / "paper.typ").read_text().split("// The page.\n")
    reads = '#let it = json("values.json")'
    if reads not in head:
        raise RuntimeError("the template reads its values in another way")
    head = head.replace(reads, '#let several = json("values.json")\n#let it = several.first()')
    loop = "#for it in several [\n#let words = it.words\n"
    return f"{head}{loop}{page}#pagebreak(weak: true)\n]\n"


def town(many: int):
    """An organisation with so many families, two or three days each; every third had an extra."""
    house = Organisation.objects.create(name="Facturen", founded_at=AT)
    company = Company.objects.create(
        organisation=house, name="Facturen BV", iban="NL91ABNA0417164300"
    )
    location = Location.objects.create(
        organisation=house, company=company, name="Laan", care_type="daycare",
        lrk_number="123456789", address="Laan 1, Ede",
    )  # fmt: skip
    group = Group.objects.create(organisation=house, location=location, name="Alle", capacity=99)
    for kind, cents in (("contract", 1090), ("extra", 1150)):
        Price.objects.create(
            organisation=house, care_type="daycare", kind=kind, first_day=SINCE, cents=cents
        )
    _families(house, company, location, group, many)
    return house.pk


def _families(house, company, location, group, many: int) -> None:
    own = {"organisation": house}
    homes = [Household(**own, street=f"Straat {n}", town="Ede") for n in range(many)]
    payers = [
        Guardian(**own, household=home, first_name=f"Ouder {n}", last_name="de Wit")
        for n, home in enumerate(homes)
    ]
    children = [
        Child(**own, first_name=f"Kind {n}", last_name="de Wit", born_on=date(2025, 3, 1),
              started_on=SINCE) for n in range(many)
    ]  # fmt: skip
    contracts = [
        Contract(**own, child=child, location=location, company=company, care_type="daycare",
                 lrk_number=location.lrk_number, started_on=SINCE) for child in children
    ]  # fmt: skip
    versions = [
        ContractVersion(**own, contract=contract, first_day=SINCE, payer=payer)
        for contract, payer in zip(contracts, payers, strict=True)
    ]
    hours = {"starts_at": clock(7, 30), "ends_at": clock(18, 30)}
    days = [
        ContractDay(**own, child=child, group=group, weekday=weekday, first_day=SINCE, **hours)
        for n, child in enumerate(children)
        for weekday in ((1, 2), (1, 4), (2, 3, 5))[n % 3]
    ]
    extra = [
        Booking(**own, child=child, group=group, kind="extra", day=date(2026, 10, 9), made_at=AT,
                **hours) for child in children[::3]
    ]  # fmt: skip
    for rows in (homes, payers, children, contracts, versions, days, extra):
        type(rows[0]).objects.bulk_create(rows, batch_size=500)
