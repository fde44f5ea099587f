"""« Textes à relire »: free texts wait here until someone has read them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from consultations.models import Question, TextAnswer
from consultations.survey import actions
from consultations.survey.access import MODERATE, needs, surveys_for, texts_for
from consultations.survey.admin_views import crumbs
from participation.models import Module

PAGE = 30
DIGITS = 18  # no database key is longer: 64 bits
DECISIONS = {
    "publish": TextAnswer.State.PUBLISHED,
    "refuse": TextAnswer.State.REFUSED,
}


class TextFilters(forms.Form):
    """How a moderator narrows the queue. Its fields stay in the address."""

    state = forms.ChoiceField(
        label=gettext_lazy("État"), choices=TextAnswer.State.choices, required=False
    )
    survey = forms.ModelChoiceField(
        label=gettext_lazy("Questionnaire"),
        queryset=Module.objects.none(),
        required=False,
        empty_label=gettext_lazy("Tous"),
    )
    question = forms.ModelChoiceField(
        label=gettext_lazy("Question"),
        queryset=Question.objects.none(),
        required=False,
        empty_label=gettext_lazy("Toutes"),
    )
    q = forms.CharField(label=gettext_lazy("Mots"), max_length=100, required=False)

    def __init__(self, data: Any, *, user: Any) -> None:
        super().__init__(data)
        surveys = surveys_for(user).exclude(current_version=None)
        self.fields["survey"].queryset = surveys  # type: ignore[attr-defined]
        questions = Question.objects.filter(
            module__in=surveys, confidential=False, texts__isnull=False
        ).distinct()
        if self.is_bound and (survey := self._survey()) is not None:
            questions = questions.filter(module=survey)
        self.fields["question"].queryset = questions  # type: ignore[attr-defined]

    def _survey(self) -> Module | None:
        field = self.fields["survey"]
        try:
            survey: Module | None = field.clean(self.data.get("survey"))
        except forms.ValidationError:
            return None
        return survey

    def applied_to(self, texts: QuerySet[TextAnswer]) -> QuerySet[TextAnswer]:
        """Return the texts that the moderator asked for, oldest first."""
        chosen = self.cleaned_data if self.is_valid() else {}
        state = chosen.get("state") or TextAnswer.State.PENDING
        texts = texts.filter(state=state)
        if survey := chosen.get("survey"):
            texts = texts.filter(question__module=survey)
        if question := chosen.get("question"):
            texts = texts.filter(question=question)
        if words := chosen.get("q"):
            texts = texts.filter(text__icontains=words)
        return texts.order_by("pk")


@require_GET
@needs(MODERATE)
def text_list(request: HttpRequest) -> HttpResponseBase:
    """Show the texts to read, the oldest first."""
    mine = texts_for(request.user)
    form = TextFilters(request.GET, user=request.user)
    texts = form.applied_to(mine).select_related(
        "question__module", "response", "decided_by"
    )
    page = Paginator(texts, PAGE).get_page(request.GET.get("p"))
    states = dict(
        mine.order_by()
        .values_list("state")
        .annotate(n=Count("pk"))
        .values_list("state", "n")
    )
    chosen = form.cleaned_data.get("state") if form.is_valid() else ""
    return render(
        request,
        "consultations/admin/texts.html",
        {
            "filters": form,
            "page": page,
            "state": chosen or TextAnswer.State.PENDING,
            "states": [
                (value, label, states.get(value, 0))
                for value, label in TextAnswer.State.choices
            ],
            "here": request.get_full_path(),
            "breadcrumbs_items": crumbs(("", _("Textes à relire"))),
            "header_title": _("Textes à relire"),
        },
    )


@require_POST
@needs(MODERATE)
def text_decide(request: HttpRequest) -> HttpResponseBase:
    """Publish or refuse one text, or all those that were ticked.

    The button says which: « publish » for the ticked ones, « publish 12 » for one.
    """
    back = _back(request)
    verb, _space, one = request.POST.get("decision", "").partition(" ")
    if verb not in DECISIONS:
        return HttpResponseRedirect(back)
    ids = [one] if one else request.POST.getlist("texts")
    ids = [value for value in ids if value.isascii() and value.isdigit()][:PAGE]
    if any(len(value) > DIGITS for value in ids):
        raise Http404
    chosen = texts_for(request.user).filter(pk__in=ids)
    n = actions.decide(chosen, DECISIONS[verb], by=request.user)
    if not ids:
        messages.warning(request, _("Cochez d’abord un ou plusieurs textes."))
    elif verb == "publish":
        messages.success(
            request, ngettext("%d texte publié.", "%d textes publiés.", n) % n
        )
    else:
        messages.success(
            request, ngettext("%d texte écarté.", "%d textes écartés.", n) % n
        )
    return HttpResponseRedirect(back)


def _back(request: HttpRequest) -> str:
    """Return where the moderator was, filters included; never another site."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return wanted
    return reverse("texts:index")
