"""One's own password."""

from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kiekeboe.accounts import entering
from kiekeboe.welcome import doors
from kiekeboe.welcome.forms import NewPasswordForm


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@doors.sure
def edit(request):
    form = NewPasswordForm(request.POST or None, account=request.user)
    if request.method == "POST" and form.is_valid():
        entering.choose_password(request.user, form.cleaned_data["password"], request=request)
        return redirect("welcome:security")
    return doors.show(request, "account/password", status=422 if form.errors else 200, form=form)
