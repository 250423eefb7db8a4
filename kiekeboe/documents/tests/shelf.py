"""A house with two locations and several families, and papers for them."""

from io import BytesIO

from PIL import Image

from kiekeboe.documents import filing
from kiekeboe.documents.filing import Draft, Upload
from kiekeboe.lib.ids import uuid7
from kiekeboe.people.members import OfficeMember
from kiekeboe.testing import make

PAPER = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF\n"

ONE_PAGE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def picture() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (640, 480), "teal").save(buffer, "JPEG")
    return buffer.getvalue()


class Shelf:
    """Noor of the frogs, whose parents live apart: the father has no authority and signs nothing.
    Sem is of another group, Daan of another location."""

    def __init__(self):
        self.organisation = make.organisation()
        self.here, self.there = (make.location(self.organisation) for _ in range(2))
        self.frogs, self.ducks = make.group(self.here), make.group(self.here)
        self.noor, self.sem = make.child(self.frogs), make.child(self.ducks)
        self.daan = make.child(make.group(self.there))
        self.mother = make.guardian([self.noor])
        self.mother.guardianships.update(is_contract_parent=True)
        self.father = make.guardian([self.noor])
        self.father.guardianships.update(has_authority=False)
        self.sems, self.daans = make.guardian([self.sem]), make.guardian([self.daan])
        self.owner = make.office_member(self.organisation)
        self.by = self.member(self.owner).actor()

    def desk(self, role, location=None):
        return self.member(make.office_member(self.organisation, role, location=location))

    def member(self, employee):
        return OfficeMember.of(employee.account, make.DAY, origin="here")

    def add(self, title="Huisregels", *, content=PAPER, at=None, id=None, **fields):
        where = {name for name in ("location", "group", "child") if name in fields}
        fields = {name: getattr(one, "pk", one) for name, one in fields.items()}
        fields.setdefault("place", where.pop() if where else "organisation")
        fields.setdefault("audience", "parents")
        draft = Draft(id or uuid7(), title, "rules", **fields)
        upload = Upload(uuid7(), "huisregels.pdf", content)
        return filing.add(draft, upload, by=self.by, at=at or make.at(8))

    def renew(self, document, *, at=None, content=PAPER, id=None):
        upload = Upload(id or uuid7(), "nieuw.pdf", content)
        return filing.renew(document, upload, by=self.by, at=at or make.at(10))
