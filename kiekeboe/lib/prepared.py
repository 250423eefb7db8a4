"""Questions that Django writes once and the database answers often.

Writing the SQL of a large queryset takes several times longer than answering it. A `Prepared`
builds its queryset once with stand-ins, remembers the SQL and where each stand-in went, and from
then on only fills in the values. Same rows, same conversions, any database.

    day = Prepared(lambda child, start: Entry.objects.filter(...).values_list(...),
                   child=UUIDField(), start=DateTimeField())
    rows = day(child=child_id, start=moment)

A list to compare with is given as a tuple. It is filled up to 1, 2, 4, 8 … values by repeating
the last, so that few questions are written however many children there are. What is computed
from a value (a day later) must be a value of its own: the question is written twice, with other
stand-ins, and refused when anything but the stand-ins themselves differs.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, partial
from itertools import product
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import FieldError, ValidationError
from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction
from django.db.models.query import ModelIterable, get_related_populators

# Values that no real question holds.
STAND_INS: dict[type, Callable[[int], Any]] = {
    models.BigIntegerField: lambda n: 770_000_000_000 + n,
    models.CharField: lambda n: f"?fade-{n}?",
    models.UUIDField: lambda n: UUID(int=0xFADE_0000_0000_4000_8000_0000_0000_0000 + n),
    models.DateField: lambda n: date(1801, 1, 1) + timedelta(days=n),
    models.DateTimeField: lambda n: datetime(1802, 1, 1, 1, 1, 1, tzinfo=UTC) + timedelta(days=n),
}


class CannotPrepare(Exception):
    """The question computes with its values, so its SQL cannot be used again."""


class Prepared:
    """One question. `kinds` names its values and the field that each is compared with."""

    everything: ClassVar[list["Prepared"]] = []

    def __init__(self, build: Callable[..., models.QuerySet], **kinds: models.Field):
        self.build, self.kinds = build, kinds
        self.written: dict[tuple, tuple] = {}
        self.everything.append(self)

    def __call__(self, **values: Any) -> list:
        """The answer: tuples for values_list, model instances otherwise."""
        values = {name: _filled_up(one) for name, one in values.items()}
        lengths = tuple(len(one) for one in values.values() if isinstance(one, tuple))
        database = connections[DEFAULT_DB_ALIAS]
        key = (database.vendor, *lengths)
        if key not in self.written:
            self.written[key] = self.write(values)
        sql, places, converters, read = self.written[key]
        ready = {
            (name, number): self.kinds[name].get_db_prep_value(one, database)
            for name, given in values.items()
            for number, one in enumerate(given if isinstance(given, tuple) else (given,))
        }
        fixed_or_ready = [ready[place] if named else place for named, place in places]
        with database.cursor() as cursor:
            cursor.execute(sql, fixed_or_ready)
            rows = cursor.fetchall()
        return read([_converted(row, converters) for row in rows])

    def write_ahead(self) -> None:
        """Write it before anybody asks, for lists of one and of two values.

        In a transaction: PostgreSQL has no SQL for a lock outside one.
        """
        for listed in product((False, True), repeat=len(self.kinds)):
            try:
                for length in (1, 2) if any(listed) else (1,):
                    values = {
                        name: (_stand_in(kind, 1),) * length if many else _stand_in(kind, 1)
                        for (name, kind), many in zip(self.kinds.items(), listed, strict=True)
                    }
                    key = (connections[DEFAULT_DB_ALIAS].vendor, *[length] * sum(listed))
                    with transaction.atomic():
                        self.written.setdefault(key, self.write(values))
                return
            except (CannotPrepare, TypeError, ValueError, ValidationError, FieldError):
                continue  # a value where it takes a list, or a list where it takes a value

    def write(self, values: dict[str, Any]) -> tuple:
        """The SQL, what stands at each place of it, how to convert columns, how to read rows."""
        _, _, _, before = self._compiled(values, 1)
        queryset, compiler, sql, places = self._compiled(values, 10_000)
        if places != before:
            raise CannotPrepare("the question computes with one of its values")
        columns = [column for column, _sql, _alias in compiler.select[: compiler.col_count]]
        converters = [
            (place, [_conversion(convert, expression) for convert in converts])
            for place, (converts, expression) in compiler.get_converters(columns).items()
        ]
        return sql, places, converters, _reader(queryset, compiler)

    def _compiled(self, values: dict[str, Any], count: int) -> tuple:
        stand_ins: dict[str, Any] = {}
        known: dict[Any, tuple[str, int]] = {}
        for name, given in values.items():
            made = []
            for number in range(len(given) if isinstance(given, tuple) else 1):
                made.append(_stand_in(self.kinds[name], count + len(known)))
                known[self.kinds[name].get_db_prep_value(made[-1], connection)] = (name, number)
            stand_ins[name] = tuple(made) if isinstance(given, tuple) else made[0]
        queryset = self.build(**stand_ins)
        compiler = queryset.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        return queryset, compiler, sql, [(one in known, known.get(one, one)) for one in params]


def _stand_in(kind: models.Field, number: int) -> Any:
    return STAND_INS[type(kind)](number)


def _filled_up(given):
    if not isinstance(given, tuple) or not given:
        return given
    wanted = 1 << (len(given) - 1).bit_length()
    return given + given[-1:] * (wanted - len(given))


def _conversion(convert, expression) -> Callable[[Any], Any]:
    """How one column becomes what Django gives. SQLite keeps ids and moments as text; the same
    ones are read all day, so each is made once."""
    name = getattr(convert, "__name__", "")
    if name == "convert_uuidfield_value":
        return _id
    if name == "convert_datetimefield_value" and connection.timezone is UTC:
        return _moment
    return lambda value: convert(value, expression, connection)


@lru_cache(maxsize=8192)
def _id(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)


@lru_cache(maxsize=8192)
def _moment(kept: str | datetime | None) -> datetime | None:
    """A column comes as a moment without a zone, a computed one (the newest of all) as text."""
    moment = datetime.fromisoformat(kept) if isinstance(kept, str) else kept
    return moment and moment.replace(tzinfo=UTC)


def _converted(row, converters):
    if not converters:
        return tuple(row)
    row = list(row)
    for place, converts in converters:
        value = row[place]
        for convert in converts:
            value = convert(value)
        row[place] = value
    return tuple(row)


def _reader(queryset, compiler) -> Callable[[list], list]:
    """How rows become what the queryset gives."""
    if queryset._iterable_class is not ModelIterable:
        return lambda rows: rows
    select, info = compiler.select, compiler.klass_info
    fields = info["select_fields"]
    return partial(
        _instances,
        model=info["model"],
        names=[select[place][0].target.attname for place in fields],
        first=fields[0],
        last=fields[-1] + 1,
        related=get_related_populators(info, select, queryset.db),  # type: ignore[call-arg]
        annotations=list(compiler.annotation_col_map.items()),
    )


def _instances(rows, *, model, names, first, last, related, annotations) -> list:
    made = []
    for row in rows:
        one = model.from_db(connection.alias, names, row[first:last])
        for populator in related:
            populator.populate(row, one)
        for name, place in annotations:
            setattr(one, name, row[place])
        made.append(one)
    return made
