"""Proving that one reads an address: a page to ask for a code, a page to type it."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from citizens import codes, sessions
from citizens.forms import AddressForm, CodeForm
from core.limits import TooMany, client_address


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def identify(request: HttpRequest) -> HttpResponse:
    """Ask for an address and send a code there."""
    form = AddressForm(request.POST or None)
    if request.method != "POST":
        return _page(request, "identify", form)
    if not form.is_valid():
        return _page(request, "identify", form, status=422)
    try:
        code = codes.request_code(form.cleaned_data["email"], client_address(request))
    except TooMany as refusal:
        response = _page(
            request, "identify", form, refusal=codes.wait_message(refusal), status=429
        )
        response["Retry-After"] = str(refusal.retry_after)
        return response
    request.session[sessions.PENDING_CODE] = [str(code.pk), code.email]
    return _see_other(f"{reverse('citizens:confirm')}?{_onward(request)}")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask for the code; only the session that asked for it can use it."""
    pending = request.session.get(sessions.PENDING_CODE)
    if pending is None:
        return redirect(f"{reverse('citizens:identify')}?{_onward(request)}")
    code_id, address = pending
    form = CodeForm(request.POST or None)
    if request.method != "POST":
        return _page(request, "confirm", form, address=address)
    if not form.is_valid():
        return _page(request, "confirm", form, address=address, status=422)
    email = codes.check(UUID(code_id), form.cleaned_data["code"])
    if email is None:
        form.add_error(
            "code",
            _(
                "Ce code n’est pas le bon, ou il n’est plus valable. Il sert une fois, "
                "dix minutes, et s’éteint après cinq essais : demandez-en un autre."
            ),
        )
        return _page(request, "confirm", form, address=address, status=422)
    sessions.remember(request, email)
    if request.GET.get("compte") == "1":
        sessions.sign_in(request, email)
        sessions.remember(request, email)
    return _see_other(_destination(request))


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End the session, on a shared computer for example."""
    sessions.forget(request)
    return _see_other("/")


def _page(
    request: HttpRequest,
    name: str,
    form: AddressForm | CodeForm,
    *,
    status: int = 200,
    **context: str,
) -> HttpResponse:
    again = f"{reverse('citizens:identify')}?{_onward(request)}"
    return render(
        request,
        f"citizens/{name}.html",
        {"form": form, "again": again, **context},
        status=status,
    )


def _destination(request: HttpRequest) -> str:
    """Return where the person was going, on this site only."""
    wanted = request.GET.get("suite", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else "/"


def _onward(request: HttpRequest) -> str:
    account = "1" if request.GET.get("compte") == "1" else "0"
    return urlencode({"suite": _destination(request), "compte": account})


def _see_other(url: str) -> HttpResponse:
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response
