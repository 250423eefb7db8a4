"""The open pages and everyone's own account, on one screen."""

from django.urls import path

from kiekeboe.welcome.views import (
    account,
    apps,
    home,
    invitations,
    links,
    pages,
    passkeys,
    passwords,
    ratio,
    signing_in,
)

app_name = "welcome"

urlpatterns = [
    path("", home.index, name="home"),
    path("ratio/", ratio.show, name="ratio"),
    path("sign-in/", signing_in.index, name="sign-in"),
    path("sign-in/password/", signing_in.password, name="sign-in-password"),
    path("sign-in/passkey/question/", passkeys.question, name="passkey-question"),
    path("sign-in/passkey/", passkeys.sign_in, name="passkey-sign-in"),
    path("sign-in/second/", signing_in.second, name="second"),
    path("sign-in/sent/", links.sent, name="sent"),
    path("sign-in/link/<str:key>/", links.show, name="link"),
    path("sign-in/forgotten/", links.forgotten, name="forgotten"),
    path("sign-out/", signing_in.leave, name="sign-out"),
    path("welcome/<str:key>/", invitations.show, name="invitation"),
    path("welcome/<str:key>/account/", invitations.account, name="invitation-account"),
    path("welcome/<str:key>/passkey/question/", invitations.question, name="invitation-question"),
    path("welcome/<str:key>/passkey/", invitations.passkey, name="invitation-passkey"),
    path("welcome/<str:key>/join/", invitations.attach, name="invitation-attach"),
    path("account/", account.index, name="security"),
    path("account/confirm/", account.confirm, name="confirm"),
    path("account/preferences/", account.prefer, name="preferences"),
    path("account/keep-alive/", account.keep_alive, name="keep-alive"),
    path("account/sessions/others/", account.end_others, name="end-others"),
    path("account/sessions/<uuid:number>/", account.end, name="end"),
    path("account/password/", passwords.edit, name="password"),
    path("account/email/", account.email, name="email"),
    path("account/second-factor/", apps.set_up, name="set-up"),
    path("account/passkeys/", passkeys.new, name="passkey-new"),
    path("account/passkeys/question/", passkeys.new_question, name="passkey-new-question"),
    path("account/passkeys/add/", passkeys.add, name="passkey-add"),
    path("account/factors/<int:pk>/remove/", apps.remove, name="factor-remove"),
    path("account/app/", apps.app, name="app"),
    path("account/recovery-codes/", apps.codes, name="codes"),
    path("language/", pages.language, name="language"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("robots.txt", pages.robots, name="robots"),
    path(".well-known/security.txt", pages.security_txt, name="security-txt"),
    path(".well-known/change-password", pages.change_password, name="change-password"),
]
