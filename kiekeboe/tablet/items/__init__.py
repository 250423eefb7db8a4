"""What a tablet wrote down, one item at a time: kept on the device, signed, sent later.

A kind of item is one function. Any module in this folder may hold some; nothing else needs to know:

    from kiekeboe.tablet.items.registry import Refused, kind

    @kind("muster_end", right=None, without_pass=True)
    def end(item, writer):
        muster = ...                                    # raise NotHere when it is out of reach
        muster.end(name=item.text("name"), by=writer.actor(), at=item.moment("at"))
        return {"revision": 1}                          # what the answer tells more; may be None

- `item.what` is the dict of the kind, with every moment in it already set right: where the clock
  of the tablet was wrong, `at`, `started_at`, `ended_at`, `arrived_at`, `left_at` and `until` were
  moved. `item.at` is the true moment of writing, `item.now` when the server heard.
- Read with `item.id_of("note")`, `item.ids_of("children")`, `item.text("name", 80)` and
  `item.moment("at")`, which is `item.at` when nothing is said. The ids of things are those that
  the device chose.
- `writer` is a Caregiver on the day of writing: `writer.device`, `writer.employee` (None without a
  pass), `writer.day`, `writer.group_ids`, `writer.roles`, `writer.may(right)`.
  `writer.actor()` has device and person, and hears now.
- `right` is asked for before the function is called; `without_pass` lets the tablet itself write.
- Raise `Refused(sentence)` for 422, `Conflicting(sentence, standing=..., confirm=...)` for 409.
- Each item has a savepoint of its own and comes at most once: the same item again is answered from
  what was kept (care.Received). An exception that nobody expected becomes 503, try later.
"""

from importlib import import_module
from pkgutil import iter_modules


def load():
    """Bring in every kind of item."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
