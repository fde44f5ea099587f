"""Giving an idea, and what one receives in return."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from consultations.ideas import actions
from consultations.ideas.calls import Call, call_of
from consultations.ideas.definition import IdeaCall
from consultations.ideas.forms import IdeaForm
from consultations.ideas.territories import TerritoryTree
from consultations.models import Idea
from core.models import Territory
from core.typography import moment
from participation.guard import Guard
from participation.identity import identity_needed
from participation.models import Module
from participation.submission import Refused, closed_message
from participation.views import private

# The order of the form, hence of the summary of errors.
ANCHORS = {
    "title": "titre",
    "body": "texte",
    "category": "categorie",
    "territory": "territoire",
    "place": "lieu",
    "image": "image",
    "image_alt": "description",
    "author_name": "nom",
    "author_kind": "auteur",
}


def deposit(request: HttpRequest, module: Module) -> HttpResponse:
    """Show the form that gives an idea; take what it sends."""
    call = call_of(module)
    call.check_reader(request)
    if request.method == "POST":
        return _receive(request, call)
    if not call.is_open:
        message = closed_message(module, module.phase(timezone.now()))
        return _closed(request, call, message)
    if (way := identity_needed(request, module)) is not None:
        return way
    form = IdeaForm(call.asked, TerritoryTree())
    return _form(request, call, form, Guard.issue(module))


def _receive(request: HttpRequest, call: Call) -> HttpResponse:
    if (way := identity_needed(request, call.module)) is not None:
        return way
    tree = TerritoryTree()
    # Mistakes are told together, before the proof is asked for; but no picture is
    # opened for a sender who has proven nothing.
    proven = bool(request.FILES)
    try:
        guard = Guard.from_post(request, call.module, final=proven)
    except Refused as refusal:
        form = IdeaForm(call.asked, tree, request.POST, request.FILES)
        fresh = Guard.issue(call.module)
        return _form(request, call, form, fresh, refusal=refusal)
    # What the person saw is what is asked of them, even if it changed since.
    asked = IdeaCall.from_json(guard.version.definition)
    form = IdeaForm(asked, tree, request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, call, form, guard, status=422)
    try:
        if not proven:
            Guard.from_post(request, call.module)
        idea = actions.submit(call.module, guard.token, **form.cleaned_data)
    except Refused as refusal:
        return _form(request, call, form, guard, refusal=refusal)
    receipt = reverse("ideas:receipt", args=[idea.token])
    return HttpResponse(status=303, headers={"Location": receipt})


def _form(
    request: HttpRequest,
    call: Call,
    form: IdeaForm,
    guard: Guard,
    status: int = 200,
    refusal: Refused | None = None,
) -> HttpResponse:
    form.tells_errors = refusal is None
    errors = _errors(form) if status == 422 else []
    context = {
        "call": call,
        "form": form,
        "guard": guard,
        "crumbs": call.crumbs(
            request, {"title": call.asked.title, "url": call.list_url}
        ),
        "errors": errors,
        "summary": _summary(len(errors)),
        "refusal": refusal.message if refusal else "",
        "territories": form.tree.grouped(_offered(call, form.tree)),
    }
    response = render(
        request,
        "consultations/ideas/deposit.html",
        context,
        status=refusal.status if refusal else status,
    )
    if retry_after := getattr(refusal, "retry_after", None):
        response.headers["Retry-After"] = str(retry_after)
    return response


def _errors(form: IdeaForm) -> list[dict[str, str]]:
    return [
        {"anchor": ANCHORS[name], "message": form.shown[name]}
        for name in ANCHORS
        if name in form.shown
    ]


def _summary(count: int) -> str:
    numbers = ("", "Une réponse", "Deux réponses", "Trois réponses", "Quatre réponses")
    words = numbers[count] if count < len(numbers) else f"{count} réponses"
    return f"{words} à revoir"


def _offered(call: Call, tree: TerritoryTree) -> Iterable[Territory]:
    """Return the territories of the page and all inside; every one if it has none."""
    chosen = list(call.page.territories.all())
    if not chosen or any(item.kind == Territory.Kind.AUTHORITY for item in chosen):
        return tree.by_id.values()
    pks = {pk for item in chosen for pk in tree.within(item)}
    return [item for item in tree.by_id.values() if item.pk in pks]


def _closed(request: HttpRequest, call: Call, message: str) -> HttpResponse:
    context = {
        "call": call,
        "message": message,
        "crumbs": call.crumbs(
            request, {"title": call.asked.title, "url": call.list_url}
        ),
    }
    return render(request, "consultations/ideas/closed.html", context)


@never_cache
@require_safe
def receipt(request: HttpRequest, token: UUID) -> HttpResponse:
    """Say what became of an idea, to whoever holds the token of its form."""
    ideas = Idea.objects.select_related(
        "territory", "module__current_version", "module__page__consultationpage"
    )
    idea = get_object_or_404(ideas, token=token)
    call = call_of(idea.module)
    context: dict[str, Any] = {
        "idea": idea,
        "call": call,
        "crumbs": call.crumbs(
            request, {"title": call.asked.title, "url": call.list_url}
        ),
        "rows": [
            {"label": "Idée", "answer": idea.title},
            {"label": "Démarche", "answer": call.page.title},
            {"label": "Reçue le", "answer": moment(idea.created_at)},
        ],
    }
    return private(render(request, "consultations/ideas/receipt.html", context))
