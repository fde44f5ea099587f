"""What everybody reads: the list of ideas, and one idea."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from consultations.ideas.calls import Call, public_call, public_idea
from consultations.ideas.listing import Wanted, new_seed, orders
from consultations.ideas.territories import TerritoryTree
from consultations.models import Idea
from core.models import Territory

PER_PAGE = 12


@require_safe
def ideas(request: HttpRequest, module_id: UUID) -> HttpResponse:
    """List the published ideas of a call.

    The random order is drawn once, then written in the address: no cookie, the
    same order on every page, and pages that read the same for everybody.
    """
    call = public_call(request, module_id)
    wanted = Wanted.from_query(request.GET, call.asked)
    if wanted.needs_seed:
        response = redirect(f"{request.path}?{wanted.query(graine=new_seed())}")
        response.headers["Cache-Control"] = "no-store"
        return response
    tree = TerritoryTree()
    page = _page(request, call, wanted, tree)
    context = {
        "call": call,
        "page": call.page,
        "crumbs": call.crumbs(request),
        "results": call.results,
        "wanted": wanted,
        "page_obj": page,
        "page_range": page.paginator.get_elided_page_range(
            page.number, on_each_side=1, on_ends=1
        ),
        "rows": _rows(page, call, tree),
        "query": f"{wanted.query()}&",
        "everything": Wanted(order=wanted.order, seed=wanted.seed).query(),
        **_choices(call, wanted, tree),
    }
    return call.kept(render(request, "consultations/ideas/list.html", context))


def _page(
    request: HttpRequest, call: Call, wanted: Wanted, tree: TerritoryTree
) -> Page:
    found = wanted.narrow(Idea.objects.in_call(call.module).published(), tree)
    paginator = Paginator(wanted.sort(found), PER_PAGE)
    if not wanted.is_filtered:
        # Already counted, with everything else.
        paginator.count = call.results.total  # type: ignore[misc]
    return paginator.get_page(request.GET.get("page"))


def _rows(page: Page, call: Call, tree: TerritoryTree) -> list[dict[str, Any]]:
    labels = {category.id: category.label for category in call.results.categories}
    return [
        {
            "idea": idea,
            "category": labels[idea.category] if idea.category else "",
            "territory": tree.by_id[idea.territory_id] if idea.territory_id else "",
        }
        for idea in page
    ]


def _choices(call: Call, wanted: Wanted, tree: TerritoryTree) -> dict[str, Any]:
    rolled = tree.rolled_up(call.results.territories)
    known = (
        [item for item in tree.by_id.values() if item.pk in rolled] if rolled else []
    )
    return {
        "categories": [item for item in call.results.categories if item.id],
        "territories": [
            (kind, [(code, name, rolled[tree.by_code[code].pk]) for code, name in rows])
            for kind, rows in tree.grouped(known)
        ],
        "orders": orders(call.asked).items(),
        "places": [
            {
                "name": item.name,
                "count": rolled[item.pk],
                "query": wanted.query(territoire=item.code),
            }
            for item in _main(known)
        ],
    }


def _main(known: list[Territory]) -> list[Territory]:
    """Return the sectors, then the whole authority; all territories without sectors."""
    whole = [item for item in known if item.kind == Territory.Kind.AUTHORITY]
    sectors = [item for item in known if item.kind == Territory.Kind.SECTOR]
    parts = sectors or [item for item in known if item not in whole]
    return [*parts, *whole]


@require_safe
def idea(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Show one published idea, the answer before its own text."""
    idea, call = public_idea(request, pk)
    if slug != idea.slug:
        return redirect(idea, permanent=True)
    context = {
        "idea": idea,
        "call": call,
        "page": call.page,
        "category": call.labels([idea.category]).get(idea.category, ""),
        "crumbs": call.crumbs(
            request, {"title": call.asked.title, "url": call.list_url}
        ),
    }
    return call.kept(render(request, "consultations/ideas/idea.html", context))
