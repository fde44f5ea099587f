"""Supporting an idea, and taking one's support back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from consultations.ideas import actions, voters
from consultations.ideas.calls import Call, public_idea
from consultations.models import Idea
from participation.guard import Guard
from participation.submission import Refused
from participation.views import refuse_cross_site


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def support(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then count or take back one person's support for one idea."""
    refuse_cross_site(request)
    idea, call = public_idea(request, pk)
    if not call.asked.support or not call.is_open:
        return redirect(idea)
    if (way := voters.identity_needed(request, call.asked)) is not None:
        return way
    if request.method == "POST":
        return _change(request, idea, call)
    return _ask(request, idea, call)


def _ask(
    request: HttpRequest, idea: Idea, call: Call, status: int = 200, **more: Any
) -> HttpResponse:
    voter = voters.known_voter(request, call.module, call.asked)
    context = {
        "idea": idea,
        "call": call,
        "guard": Guard.issue(call.module),
        "crumbs": call.crumbs(
            request,
            {"title": call.asked.title, "url": call.list_url},
            {"title": Truncator(idea.title).chars(60), "url": idea.get_absolute_url()},
        ),
        "supported": voter is not None and idea.is_supported_by(voter),
        "done": request.GET.get("fait", ""),
        **more,
    }
    return render(request, "consultations/ideas/support.html", context, status=status)


def _change(request: HttpRequest, idea: Idea, call: Call) -> HttpResponse:
    withdraws = request.POST.get("geste") == "retirer"
    voter = voters.known_voter(request, call.module, call.asked)
    browser = ""
    try:
        guard = Guard.from_post(request, call.module)
        if voter is None:
            # The form names the browser: sent fifty times, it is one person.
            browser = guard.token.hex
            voter = voters.browser_key(call.module, browser)
        voters.limit(request, call.asked)
        change = actions.withdraw_support if withdraws else actions.support
        change(idea, voter, guard.token)
    except Refused as refusal:
        return _ask(request, idea, call, refusal.status, refusal=refusal.message)
    here = reverse("ideas:support", args=[idea.pk])
    done = "retrait" if withdraws else "soutien"
    response = HttpResponse(status=303, headers={"Location": f"{here}?fait={done}"})
    if browser and not withdraws:
        voters.mark(response, browser)
    return response
