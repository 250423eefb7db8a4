from datetime import date, timedelta

import pytest
from django.db import models
from django.db.models import Count

from kiekeboe.lib.prepared import CannotPrepare, Prepared
from kiekeboe.people.models import Child, Guardianship
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
