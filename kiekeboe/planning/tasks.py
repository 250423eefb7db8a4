"""What the clock decides: offers that nobody took, and questions about days gone by."""

from datetime import timedelta

from django.utils import timezone

from kiekeboe.events.actors import system
from kiekeboe.lib.jobs import every
from kiekeboe.planning import asking, clocking, sickness, signing_up
from kiekeboe.planning.models import Absence, Request, SignUp, Stint

AFTERNOON = 15  # o'clock: before it is time to plan the next day


@every(minutes=5)
def expire_requests():
    """Run late or twice, it ends the same: what is over by now is over."""
    undecided = Request.objects.undecided().order_by().values_list("organisation", flat=True)
    for organisation in set(undecided):
        asking.expire(organisation=organisation, by=system(organisation), at=timezone.now())


@every(minutes=15)
def remind_of_occasions():
    """Who comes tomorrow hears of it once, however often this runs and however late."""
    ahead = SignUp.objects.filter(
        cancelled_at=None, reminded_at=None, occasion__ends_at__gt=timezone.now()
    )
    for organisation in set(ahead.order_by().values_list("organisation", flat=True)):
        signing_up.remind(organisation=organisation, by=system(organisation), at=timezone.now())


@every(minutes=30)
def ask_about_sick_children():
    """In the afternoon, families of children who are sick for two days hear a question (E3)."""
    now = timezone.now()
    sick = Absence.objects.filter(kind="sick", last_day=None, withdrawn_at=None)
    for organisation in set(sick.order_by().values_list("organisation", flat=True)):
        day = timezone.localdate(now)
        if timezone.localtime(now).hour < AFTERNOON:
            day -= timedelta(days=1)  # what was due yesterday, when the clock was away
        sickness.ask_how_it_goes(
            organisation=organisation, day=day, by=system(organisation), at=now
        )


@every(minutes=5)
def clock_out_forgotten():
    """Nobody stays clocked in overnight: the house does it at closing time, and marks it (H2)."""
    going = Stint.objects.filter(ended_at=None, withdrawn_at=None).order_by()
    for organisation in set(going.values_list("organisation", flat=True)):
        clocking.close_forgotten(
            organisation=organisation, by=system(organisation), at=timezone.now()
        )
