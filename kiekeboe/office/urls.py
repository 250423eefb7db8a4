"""The office: every address of it, behind one door."""

from django.urls import path

from kiekeboe.office.access import for_office
from kiekeboe.office.views import (
    attendance,
    care_plan,
    child_file,
    children,
    colleagues,
    family,
    invitations,
    musters,
    places,
    policy,
    requests,
    relatives,
    tablets,
    today,
)

app_name = "office"
CHILD = "children/<uuid:child_id>/"
RELATION = CHILD + "guardians/<uuid:relation_id>/"
COLLEAGUE = "colleagues/<uuid:employee_id>/"

urlpatterns = for_office(
    [
        path("", today.show, name="today"),
        path("consents/", today.consents, name="consents"),
        path("children/", children.index, name="children"),
        path("children/new/", children.new, name="child-new"),
        path(CHILD, child_file.overview, name="child"),
        path(CHILD + "edit/", children.edit, name="child-edit"),
        path(CHILD + "family/", child_file.family, name="family"),
        path(CHILD + "planning/", child_file.planning, name="planning"),
        path(CHILD + "consent/", child_file.consent, name="consent"),
        path(CHILD + "health/", child_file.health, name="health"),
        path(CHILD + "log/", child_file.log, name="log"),
        path(CHILD + "placement/", care_plan.place, name="placement"),
        path(CHILD + "week/", care_plan.week, name="week"),
        path(CHILD + "health/edit/", care_plan.health, name="health-edit"),
        path(CHILD + "allergies/new/", care_plan.allergy, name="allergy-new"),
        path(
            CHILD + "allergies/<uuid:allergy_id>/ending/",
            care_plan.end_allergy,
            name="allergy-ending",
        ),
        path(CHILD + "consent/<uuid:guardian_id>/<slug:purpose>/", care_plan.answer, name="answer"),
        path(CHILD + "policy/", policy.child, name="policy-child"),
        path(CHILD + "guardians/new/", family.new, name="guardian-new"),
        path(CHILD + "guardians/known/", family.known, name="guardian-known"),
        path(RELATION + "edit/", family.edit, name="guardian-edit"),
        path(RELATION + "address/", family.address, name="guardian-address"),
        path(RELATION + "household/", family.household, name="guardian-household"),
        path(RELATION + "block/", family.block, name="guardian-block"),
        path(RELATION + "unblocking/", family.unblock, name="guardian-unblock"),
        path(RELATION + "ending/", family.end, name="guardian-ending"),
        path(
            CHILD + "relatives/<uuid:relative_id>/ending/",
            relatives.end,
            name="relative-ending",
        ),
        path("guardians/<uuid:guardian_id>/invitation/", invitations.send, name="invitation-send"),
        path("invitations/", invitations.index, name="invitations"),
        path(
            "invitations/<uuid:invitation_id>/revocation/",
            invitations.revoke,
            name="invitation-revoke",
        ),
        path("places/", places.index, name="places"),
        path("places/new/", places.new_location, name="location-new"),
        path("places/<uuid:location_id>/edit/", places.edit_location, name="location-edit"),
        path("places/<uuid:location_id>/groups/new/", places.new_group, name="group-new"),
        path("places/<uuid:location_id>/musters/", musters.index, name="musters"),
        path("places/musters/<uuid:muster_id>/", musters.show, name="muster"),
        path("groups/<uuid:group_id>/edit/", places.edit_group, name="group-edit"),
        path("groups/<uuid:group_id>/ending/", places.end, name="group-ending"),
        path("companies/new/", places.new_company, name="company-new"),
        path("companies/<uuid:company_id>/edit/", places.edit_company, name="company-edit"),
        path("colleagues/", colleagues.index, name="colleagues"),
        path("colleagues/new/", colleagues.new, name="colleague-new"),
        path(COLLEAGUE, colleagues.show, name="colleague"),
        path(COLLEAGUE + "edit/", colleagues.edit, name="colleague-edit"),
        path(COLLEAGUE + "pin/", colleagues.pin, name="colleague-pin"),
        path(COLLEAGUE + "invitation/", colleagues.invite, name="colleague-invite"),
        path(COLLEAGUE + "roles/new/", colleagues.give_role, name="role-new"),
        path(COLLEAGUE + "roles/<uuid:role_id>/ending/", colleagues.end_role, name="role-ending"),
        path("rights/", colleagues.rights, name="rights"),
        path("tablets/", tablets.index, name="tablets"),
        path("tablets/new/", tablets.new, name="tablet-new"),
        path("pairings/<uuid:pairing_id>/", tablets.confirm_code, name="pairing"),
        path("tablets/<uuid:device_id>/revocation/", tablets.revoke, name="tablet-revoke"),
        path("policy/", policy.index, name="policies"),
        path("policy/<uuid:location_id>/", policy.location, name="policy"),
        path("policy/groups/<uuid:group_id>/", policy.group, name="policy-group"),
        path("policy/<uuid:location_id>/sleep/", policy.sleep_checks, name="sleep-checks"),
        path("requests/", requests.index, name="requests"),
        path("requests/<uuid:request_id>/", requests.show, name="request"),
        path("attendance/", attendance.index, name="attendance"),
        path("attendance/<uuid:visit_id>/", attendance.correct, name="visit"),
    ]
)
