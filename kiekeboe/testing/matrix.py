"""Who may come where: every route, every kind of visitor. The one table of access (S01).

Written out by hand and on purpose not derived from the code: it says what must be true. A route
that is not here, or a line without a route, breaks the build.
"""

EVERYONE = frozenset(
    {"anonymous", "parent", "parent_of_finn", "parent_elsewhere", "parent_abroad"}
    | {"ended", "blocked", "without_authority", "without_updates", "nobody", "committee"}
    | {"relative", "relative_of_ended"}
    | {"owner", "manager", "manager_elsewhere", "office", "finance", "inspector", "owner_abroad"}
    | {"owner_without_factor", "tablet", "revoked_tablet", "trainee"}
    | {"caregiver", "caregiver_other_group", "caregiver_elsewhere", "caregiver_abroad"}
)
PARENTS = {"parent", "parent_of_finn", "parent_elsewhere", "parent_abroad", "without_authority"}
AT_A_DESK = {"owner", "owner_abroad", "manager", "manager_elsewhere", "office"}
MANAGERS = {"owner", "owner_abroad", "manager", "manager_elsewhere"}
CAREGIVERS = {"caregiver", "caregiver_other_group", "caregiver_elsewhere", "caregiver_abroad"}
AT_A_TABLET = CAREGIVERS | {"tablet", "trainee"}
SIGNED_IN = EVERYONE - AT_A_TABLET - {"anonymous", "revoked_tablet"}

# Who comes in behind which door; everybody else finds nothing there, or is asked to sign in.
DOORS = {
    "open": EVERYONE,
    "account": SIGNED_IN,
    "parents": PARENTS,
    "signers": PARENTS - {"without_authority"},  # who may change the contract
    "family": PARENTS | {"relative"},
    "tablet": AT_A_TABLET,
    "group": CAREGIVERS | {"trainee"},
    "desk": AT_A_DESK | {"finance", "inspector"},
    "desk: children": AT_A_DESK | {"finance", "inspector"},
    "desk: change children": AT_A_DESK,
    "desk: family": AT_A_DESK | {"finance"},
    "desk: medical": AT_A_DESK,
    "desk: log": MANAGERS | {"inspector"},
    "desk: manage": MANAGERS,
    "desk: places": {"owner", "owner_abroad", "office"},
    "desk: colleagues": MANAGERS,
    "own": frozenset({"nobody in this town"}),  # only what is one's own: tested beside the matrix
}

# Which children, and all that hangs off them, each visitor can reach at all.
REACH = {
    "parent": {"noor"},
    "without_authority": {"noor"},
    "relative": {"noor"},
    "parent_of_finn": {"finn"},
    "parent_elsewhere": {"daan"},
    "parent_abroad": {"luna"},
    "tablet": {"noor", "finn"},
    "trainee": {"noor", "finn"},
    "caregiver": {"noor", "finn"},
    "caregiver_other_group": {"sem"},
    "caregiver_elsewhere": {"daan"},
    "caregiver_abroad": {"luna"},
    "manager": {"noor", "finn", "sem"},
    "manager_elsewhere": {"daan"},
    "owner": {"noor", "finn", "sem", "daan"},
    "office": {"noor", "finn", "sem", "daan"},
    "finance": {"noor", "finn", "sem", "daan"},
    "inspector": {"noor", "finn", "sem", "daan"},
    "owner_abroad": {"luna"},
}

MATRIX = {
    # the open pages and everyone's own account
    "csp-report": "open",
    "face": "open",
    "welcome:home": "open",
    "welcome:sign-in": "open",
    "welcome:sign-in-password": "open",
    "welcome:passkey-question": "open",
    "welcome:passkey-sign-in": "open",
    "welcome:second": "open",
    "welcome:sent": "open",
    "welcome:link": "open",
    "welcome:forgotten": "open",
    "welcome:sign-out": "open",
    "welcome:invitation": "open",
    "welcome:invitation-account": "open",
    "welcome:invitation-question": "open",
    "welcome:invitation-passkey": "open",
    "welcome:invitation-attach": "open",
    "welcome:language": "open",
    "welcome:help": "open",
    "welcome:ratio": "open",
    "welcome:privacy": "open",
    "welcome:accessibility": "open",
    "welcome:robots": "open",
    "welcome:security-txt": "open",
    "welcome:change-password": "open",
    "welcome:security": "account",
    "welcome:confirm": "account",
    "welcome:preferences": "account",
    "welcome:keep-alive": "account",
    "welcome:end-others": "account",
    "welcome:end": "own",
    "welcome:password": "account",
    "welcome:email": "account",
    "welcome:set-up": "account",
    "welcome:passkey-new": "account",
    "welcome:passkey-new-question": "account",
    "welcome:passkey-add": "account",
    "welcome:factor-remove": "own",
    "welcome:app": "account",
    "welcome:codes": "account",
    # the parents
    "portal:service-worker": "open",
    "portal:manifest": "open",
    "portal:index": "family",
    "portal:today": "family",
    "portal:day": "family",
    "portal:day-live": "family",
    "portal:from-home": "parents",
    "portal:diary": "family",
    "portal:entry-reactions": "family",
    "portal:photo-reactions": "family",
    "portal:family": "parents",
    "portal:relative": "parents",
    "portal:consent": "parents",
    "portal:readers": "parents",
    "portal:details": "parents",
    "portal:photos": "family",
    "portal:books": "family",
    "portal:book-file": "family",
    "portal:book-cover": "family",
    "portal:photo-terms": "family",
    "portal:photo": "family",
    "portal:photos-download": "family",
    "portal:photo-download": "family",
    "portal:photo-favourite": "family",
    "portal:photo-report": "family",
    "portal:picture": "family",
    "portal:film": "family",
    "portal:standing": "family",
    "calendar-feed": "open",  # its key is the door: an app has no session
    "signed-photo": "own",  # only with an address that was made for one's own session
    "portal:planning": "parents",
    "portal:feed": "parents",
    "portal:feed-closing": "parents",
    "portal:year": "parents",
    "portal:plan-day": "parents",
    "portal:sick": "parents",
    "portal:better": "parents",
    "portal:illness": "parents",
    "portal:leave": "parents",
    "portal:extra": "parents",
    "portal:swap": "parents",
    "portal:contract": "parents",
    "portal:contract-days": "signers",
    "portal:contract-end": "signers",
    "portal:contract-withdrawal": "signers",
    "portal:occasions": "parents",
    "portal:occasion": "parents",
    "portal:coming": "parents",
    "portal:talk": "own",  # names its child in the form
    "portal:request": "own",
    "portal:request-act": "own",
    "portal:messages": "parents",
    "portal:more": "family",
    "portal:notices": "family",
    "portal:preferences": "family",
    "portal:push": "family",
    "portal:privacy": "family",
    "portal:install-hint": "family",
    "portal:help": "family",
    "portal:photo-rules": "family",
    # the tablet in the group
    "tablet:service-worker": "open",
    "tablet:manifest": "open",
    "tablet:faces": "open",
    "tablet:pair": "open",
    "tablet:pair-waiting": "open",
    "tablet:board": "tablet",
    "tablet:snapshot": "tablet",
    "tablet:turn": "tablet",
    "tablet:turn-resume": "tablet",
    "tablet:turn-end": "tablet",
    "tablet:items": "tablet",  # each item names its person by a pass
    "tablet:settings": "group",
    "tablet:child": "group",
    "tablet:photos": "group",
    "tablet:photo": "tablet",  # names its person by a pass too
    "tablet:photo-content": "group",
    "tablet:film-content": "group",
    "tablet:corrections": "group",
    # the office
    "office:today": "desk",
    "office:rights": "desk",
    "office:children": "desk: children",
    "office:child": "desk: children",
    "office:planning": "desk: children",
    "office:balance": "desk: children",
    "office:balance-line": "desk: change children",
    "office:family": "desk: family",
    "office:consent": "desk: family",
    "office:health": "desk: medical",
    "office:log": "desk: log",
    "office:consents": "desk: change children",
    "office:child-new": "desk: change children",
    "office:child-edit": "desk: change children",
    "office:placement": "desk: change children",
    "office:week": "desk: change children",
    "office:visit-new": "desk: change children",
    "office:visit-ending": "own",
    "office:lending": "desk: change children",
    "office:lending-ending": "own",
    "office:schooling": "desk: change children",
    "office:schools": "desk: change children",
    "office:school-new": "desk: change children",
    "office:school": "own",
    "office:school-edit": "own",
    "office:health-edit": "desk: change children",
    "office:allergy-new": "desk: change children",
    "office:allergy-ending": "desk: change children",
    "office:answer": "desk: change children",
    "office:requests": "desk: children",
    "office:illness": "desk: medical",
    "office:illness-new": "desk: change children",
    "office:illness-withdrawal": "own",
    "office:thresholds": "desk: change children",
    "office:house-rules": "desk: change children",
    "office:rules": "desk: change children",
    "office:rules-bench": "desk: change children",
    "office:rules-drop": "desk: change children",
    "office:ratio": "desk",
    "office:roster": "desk: children",
    "office:shift-new": "desk: change children",
    "office:shift": "desk: change children",
    "office:shift-removal": "desk: change children",
    "office:roster-copy": "desk: change children",
    "office:leave": "desk: change children",
    "office:leave-new": "desk: change children",
    "office:leave-answer": "desk: change children",
    "office:request": "own",
    "office:plan": "desk: children",
    "office:plan-day": "desk: children",
    "office:faces": "desk: change children",
    "office:face-ending": "desk: change children",
    "office:mentor": "desk: manage",
    "office:request-undo": "own",
    "office:request-propose": "own",
    "office:intake": "desk: change children",
    "office:paper": "desk: change children",
    "office:papers": "desk: change children",
    "office:reminder": "desk: change children",
    "office:photo-rules": "desk",
    "office:photo-reports": "desk: change children",
    "office:photo-report": "desk: change children",
    "office:photo-bytes": "desk: change children",
    "office:guardian-new": "desk: change children",
    "office:guardian-known": "desk: change children",
    "office:guardian-edit": "desk: change children",
    "office:guardian-address": "desk: change children",
    "office:guardian-household": "desk: change children",
    "office:guardian-ending": "desk: change children",
    "office:relative-ending": "desk: change children",
    "office:guardian-block": "desk: manage",
    "office:guardian-unblock": "desk: manage",
    "office:invitations": "desk: change children",
    "office:invitation-send": "desk: change children",
    "office:invitation-revoke": "desk: change children",
    "office:attendance": "desk: change children",
    "office:untapped-day": "own",  # only a day on which nobody tapped
    "office:visit": "desk: change children",
    "office:policy-child": "desk: manage",
    "office:policies": "desk: manage",
    "office:policy": "desk: manage",
    "office:policy-group": "desk: manage",
    "office:sleep-checks": "desk: manage",
    "office:tablets": "desk: manage",
    "office:tablet-new": "desk: manage",
    "office:pairing": "desk: manage",
    "office:tablet-revoke": "desk: manage",
    "office:colleagues": "desk: colleagues",
    "office:colleague-new": "desk: colleagues",
    "office:colleague": "desk: colleagues",
    "office:colleague-edit": "desk: colleagues",
    "office:colleague-pin": "desk: colleagues",
    "office:colleague-invite": "desk: colleagues",
    "office:role-new": "desk: colleagues",
    "office:role-ending": "desk: colleagues",
    "office:places": "desk",
    "office:closed-days": "desk: change children",
    "office:closed-check": "desk: change children",
    "office:closed-opening": "desk: change children",
    "office:occupancy": "desk: children",
    "office:contracts": "desk: children",
    "office:contract": "desk: children",
    "office:contract-answer": "desk: change children",
    "office:occasions": "desk: change children",
    "office:occasion-new": "desk: change children",
    "office:occasion": "desk: change children",
    "office:occasion-edit": "desk: change children",
    "office:occasion-publication": "desk: change children",
    "office:occasion-cancellation": "desk: change children",
    "office:talks": "desk: change children",
    "office:talk-removal": "own",
    "office:sign-up-removal": "own",
    "office:musters": "desk: log",
    "office:muster": "desk: log",
    "office:location-new": "desk: places",
    "office:location-edit": "desk: places",
    "office:group-new": "desk: places",
    "office:group-edit": "desk: places",
    "office:qualification-new": "desk: colleagues",
    "office:qualification-ending": "desk: colleagues",
    "office:group-ending": "desk: places",
    "office:company-new": "desk: places",
    "office:company-edit": "desk: places",
}

# Things of a location: whoever reaches one child there reaches them.
OF_THE_LOCATION = {"office:location-edit", "office:group-new", "office:policy"}
OF_THE_LOCATION |= {"portal:occasion", "portal:coming"}
OF_THE_LOCATION |= {"office:occasion", "office:occasion-edit", "office:occasion-publication"}
OF_THE_LOCATION |= {"office:occasion-cancellation", "office:talks"}
OF_THE_LOCATION |= {"office:sleep-checks", "office:today", "office:musters"}
OF_THE_LOCATION |= {"office:muster", "office:photo-rules", "office:roster", "office:shift"}
OF_THE_LOCATION |= {"office:shift-removal", "office:roster-copy", "office:leave-answer"}
OF_THE_LOCATION |= {"office:rules", "office:rules-bench", "office:rules-drop"}
OF_THE_LOCATION |= {"office:plan", "office:plan-day"}
OF_THE_LOCATION |= {"office:thresholds"}
OF_THE_LOCATION |= {"office:closed-days", "office:closed-check", "office:closed-opening"}
OF_THE_LOCATION |= {"office:occupancy"}
NORTH = {"noor", "finn", "sem"}
SAME_LOCATION = {"noor": NORTH, "finn": NORTH, "sem": NORTH}
# The id that a tablet chooses for something new: nothing stands there before.
NEW_ID = {("tablet:photo", "PUT")}
# The key in the address is the right itself; who has it may look.
KEYS = {
    "welcome:link",
    "welcome:invitation",
    "welcome:invitation-account",
    "welcome:invitation-question",
    "welcome:invitation-passkey",
    "welcome:invitation-attach",
}
# Not found for who may come in, until something is there: and why.
NOT_YET = {
    "calendar-feed": "a guardian makes the address first",
    "office:rules-drop": "asks in the form from which day the rules are",
    "portal:book-file": "a book is made first",
    "portal:book-cover": "a book is made first",
    "welcome:codes": "there are codes only after a second factor",
    "welcome:second": "comes after a password",
    "tablet:turn": "asks who it is in the form",
    "welcome:language": "asks which language in the form",
}


def comes_in(visitor: str, route: str) -> bool:
    return visitor in DOORS[MATRIX[route]]


def reaches(visitor: str, child: str) -> bool:
    return child in REACH.get(visitor, ())


def at_the_door(visitor: str, route: str, method: str) -> str:
    """What an outsider is told: where to come in, or that nothing is there."""
    if route.startswith("tablet:"):
        is_paired = visitor in AT_A_TABLET
        by_script = method != "GET" or route == "tablet:snapshot"
        return "not found" if is_paired or by_script else "door"
    return "not found" if visitor in SIGNED_IN and not asks_factor(visitor, route) else "door"


def asks_factor(visitor: str, route: str) -> bool:
    return visitor == "owner_without_factor" and route.startswith("office:")
