"""In which state the invitation of a parent is."""


def state_of(guardian, at):
    """(state, newest invitation or None): open, expired, revoked, none or no_email."""
    sent = sorted(guardian.invitations.all(), key=lambda one: one.sent_at, reverse=True)
    if not sent:
        return ("none" if guardian.email else "no_email"), None
    newest = sent[0]
    if newest.revoked_at:
        return "revoked", newest
    return ("expired" if newest.expires_at <= at or newest.tries >= 5 else "open"), newest
