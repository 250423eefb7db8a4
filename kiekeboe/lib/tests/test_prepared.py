from datetime import date, timedelta

import pytest
from django.db import models
from django.db.models import Count

from kiekeboe.lib.prepared import CannotPrepare, Prepared
from kiekeboe.people.models import Child, Guardianship
from kiekeboe.serving.prepare import know_everything
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


def test_a_prepared_question_answers_what_the_queryset_answers():
    children = [make.child(first_name=name) for name in ("Noor", "Luuk", "Saar")]
    ask = Prepared(
        lambda ids: Child.objects.filter(pk__in=ids).values_list("first_name", "born_on"),
        ids=models.UUIDField(),
    )

    for one in children:
        assert ask(ids=(one.pk,)) == [(one.first_name, one.born_on)]
    assert sorted(ask(ids=tuple(one.pk for one in children))) == sorted(
        (one.first_name, one.born_on) for one in children
    )


def test_it_makes_instances_with_what_they_are_related_to(django_assert_num_queries):
    noor, luuk = make.child(first_name="Noor"), make.child(first_name="Luuk")
    make.guardian([noor])
    marit = make.guardian([luuk], first_name="Marit")
    ask = Prepared(
        lambda guardian, day: (
            Guardianship.objects.in_force(day)
            .filter(guardian=guardian)
            .select_related("child", "guardian")
            .annotate(many=Count("child__allergies"))
        ),
        guardian=models.UUIDField(),
        day=models.DateField(),
    )
    ask(guardian=noor.pk, day=make.DAY)

    with django_assert_num_queries(1):
        [relation] = ask(guardian=marit.pk, day=make.DAY)

        assert (relation.child, relation.guardian.first_name, relation.many) == (luuk, "Marit", 0)


def test_a_question_that_computes_with_its_parameters_is_refused():
    ask = Prepared(
        lambda day: Child.objects.filter(born_on__gt=day - timedelta(days=1)).values_list("pk"),
        day=models.DateField(),
    )

    with pytest.raises(CannotPrepare):
        ask(day=date(2026, 1, 1))


def test_a_question_can_be_written_before_anybody_asks():
    """R22"""
    born = Prepared(
        lambda children, day: Child.objects.filter(pk__in=children, born_on__gt=day).values_list(
            "pk"
        ),
        children=models.UUIDField(),
        day=models.DateField(),
    )
    born.write_ahead()
    known = dict(born.written)
    assert len(known) == 2, "for one child and for two"
    noor, luuk = make.child(), make.child()
    assert {row[0] for row in born(children=(noor.pk, luuk.pk), day=date(1990, 1, 1))} == {
        noor.pk, luuk.pk,
    }  # fmt: skip
    assert born.written == known


@pytest.mark.django_db(transaction=True)
def test_every_question_of_the_house_is_known_before_the_first_visitor():
    """R22 Also those that lock a row, in the first process, which has no transaction open."""
    know_everything()
    ours = [each for each in Prepared.everything if each.build.__module__ != __name__]
    assert [each.build.__module__ for each in ours if not each.written] == []
