"""Rows of conversations, news and agreements that are allowed, and what breaks each of them."""

from datetime import time, timedelta
from uuid import uuid4

from kiekeboe.care.models import Reaction
from kiekeboe.chat.models import (
    Arrival,
    Attachment,
    ChatPolicy,
    Escalation,
    Message,
    MessageVersion,
    NewsChild,
    NewsItem,
    NewsRead,
    NoteTemplate,
    OutOfOffice,
    PleaseBring,
    Receipt,
    Seat,
    Thread,
)
from kiekeboe.testing import make

BEFORE = make.DAY - timedelta(days=1)


def thread(kind="group"):
    child = make.child()
    parent = make.guardian([child])
    return Thread.objects.create(
        organisation=child.organisation, kind=kind, household=parent.household,
        child=child if kind == "group" else None, opened_at=make.at(8), last=1, last_family=1,
    )  # fmt: skip


def in_thread(model, **fields):
    one = thread()
    return model.objects.create(organisation=one.organisation, thread=one, **fields)


def message(**fields):
    one = thread()
    told = {"sequence": 1, "changed": 1, "text": "Hoi", "sent_at": make.at(8)}
    told |= {"heard_at": make.at(8), "guardian": one.household.guardians.get()}
    return Message.objects.create(organisation=one.organisation, thread=one, **told | fields)


def of_message(model, **fields):
    one = message()
    return model.objects.create(organisation=one.organisation, message=one, **fields)


def escalation():
    return of_message(Escalation, at=make.at(12))


def escalation_of_note():
    child = make.child()
    note = make.home_note(child, make.guardian([child]))
    return Escalation.objects.create(organisation=child.organisation, note=note, at=make.at(12))


def arrival():
    child = make.child()
    return Arrival.objects.create(
        organisation=child.organisation, child=child, guardian=make.guardian([child]), kind="sick",
        subject=uuid4(), event=uuid4(), arrived_at=make.at(8),
    )  # fmt: skip


def escalation_of_arrival():
    one = arrival()
    return Escalation.objects.create(organisation=one.organisation, arrival=one, at=make.at(12))


def escalation_of_reply():
    child = make.child()
    one = Reaction.objects.create(
        organisation=child.organisation, child=child, guardian=make.guardian([child]),
        entry=make.entry(child), text="Dank je", at=make.at(8),
    )  # fmt: skip
    return Escalation.objects.create(organisation=child.organisation, reaction=one, at=make.at(12))


def receipt():
    return in_thread(Receipt, kind="read", side="staff", person=uuid4(), first=1, last=1,
                     at=make.at(9))  # fmt: skip


def seat():
    one = thread()
    colleague = make.caregiver(one.child.placements.get().group)
    return Seat.objects.create(
        organisation=one.organisation, thread=one, employee=colleague, given_by=colleague,
        given_at=make.at(9),
    )  # fmt: skip


def attachment():
    return in_thread(Attachment, kind="paper", name="brief.pdf", bytes=9, content_hash="",
                     path=uuid4().hex, person=uuid4(), kept_at=make.at(9))  # fmt: skip


def policy():
    place = make.location()
    return ChatPolicy.objects.create(
        organisation=place.organisation, location=place, since=make.DAY, mode="regular",
        opens_at=time(9), closes_at=time(17), written_at=make.at(8),
    )  # fmt: skip


def template():
    owner = make.organisation()
    return NoteTemplate.objects.create(
        organisation=owner, title="Luizen", text_nl="Kam vanavond even.", written_at=make.at(8)
    )


def away():
    colleague = make.employee()
    return OutOfOffice.objects.create(
        organisation=colleague.organisation, employee=colleague, first_day=make.DAY,
        last_day=make.DAY, written_at=make.at(8),
    )  # fmt: skip


def news(**fields):
    writer = make.employee()
    told = {"audience": "organisation", "title": "Zomerfeest", "body": "<p>Kom je ook?</p>"}
    return NewsItem.objects.create(
        organisation=writer.organisation, written_by=writer, written_at=make.at(8), **told | fields
    )


def published():
    return news(publish_at=make.at(9), published_at=make.at(9))


def chosen():
    one = make.child()
    item = news(audience="families")
    return NewsChild.objects.create(organisation=item.organisation, news=item, child=one)


def read():
    item = published()
    reader = make.guardian(organisation=item.organisation)
    return NewsRead.objects.create(
        organisation=item.organisation, news=item, guardian=reader, read_at=make.at(10)
    )


def bringing(**fields):
    child = make.child()
    told = {"thing": "else", "text": "Een lege doos", "asked_at": make.at(10)}
    return PleaseBring.objects.create(
        organisation=child.organisation, child=child, asked_by=make.employee(child.organisation),
        **told | fields,
    )  # fmt: skip


TWICE = {
    "one_conversation_per_child_and_household": thread,
    "one_conversation_with_the_office": lambda: thread("office"),
    "one_colleague_answers": seat,
    "the_manager_is_told_once": escalation,
    "the_manager_is_told_of_a_note_once": escalation_of_note,
    "the_manager_is_told_of_an_arrival_once": escalation_of_arrival,
    "the_manager_is_told_of_a_reply_once": escalation_of_reply,
    "what_arrives_is_listed_once": arrival,
    "one_message_per_place": message,
    "a_former_text_is_kept_once": lambda: of_message(
        MessageVersion, number=1, text="Hoi", until=make.at(9)
    ),
    "a_message_is_received_once": receipt,
    "one_chat_policy_per_day": policy,
    "a_family_is_chosen_once": chosen,
    "news_is_read_once": read,
    "a_thing_is_asked_once": bringing,
}
CHANGED = {
    # Another place in the conversation, and the number of a change that another message has.
    "messages_change_in_order": (
        lambda: later(message()),
        {"changed": 2},
    ),
    "a_conversation_with_a_group_is_about_a_child": (thread, {"kind": "office"}),
    "nothing_is_seen_before_it_is_said": (thread, {"seen_by_staff": 2}),
    "a_seat_ends_after_it_is_given": (seat, {"ended_at": make.at(8)}),
    "a_message_changes_after_it_is_sent": (message, {"sequence": 2}),
    "a_message_has_one_writer": (message, {"guardian": None}),
    "a_message_says_something": (message, {"text": ""}),
    "a_deleted_message_says_nothing": (
        message,
        {"deleted_at": make.at(9), "deleted_by": uuid4()},
    ),
    "nothing_is_heard_before_it_is_sent": (message, {"sent_at": make.at(9)}),
    "the_manager_is_told_of_one_thing": (escalation, {"message": None}),
    "a_seen_arrival_names_who_saw_it": (arrival, {"seen_at": make.at(9)}),
    "a_receipt_goes_forward": (receipt, {"first": 2}),
    "an_attachment_has_one_place": (attachment, {"thread": None}),
    "a_picture_has_a_size": (attachment, {"kind": "picture"}),
    "chat_hours_have_length": (policy, {"closes_at": time(8)}),
    "the_manager_hears_in_time": (policy, {"unseen_hours": 0}),
    "a_template_says_something": (template, {"title": ""}),
    "being_away_has_length": (away, {"last_day": BEFORE}),
    "nobody_stands_in_for_themselves": (away, lambda row: {"instead": row.employee}),
    "news_has_one_audience": (news, {"audience": "group"}),
    "news_has_a_title": (news, {"title": ""}),
    "news_is_published_when_it_is_time": (published, {"publish_at": make.at(10)}),
    "withdrawn_news_names_who_did_it": (news, {"withdrawn_at": make.at(10)}),
    "news_is_confirmed_after_reading": (read, {"confirmed_at": make.at(9)}),
    "something_else_has_a_name": (bringing, {"text": ""}),
    "a_ticked_thing_names_who_did_it": (bringing, {"done_at": make.at(11)}),
}


def later(first):
    """A second message whose last change has number 3; the change with number 2 is the first's."""
    Message.objects.filter(pk=first.pk).update(changed=2)
    return Message.objects.create(
        organisation=first.organisation, thread=first.thread, sequence=2, changed=3, text="Ja",
        guardian=first.guardian, sent_at=make.at(9), heard_at=make.at(9),
    )  # fmt: skip
