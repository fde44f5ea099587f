"""« Idées » in the staff's menu: listing, exports, one idea, an idea that was heard."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import (
    CreateView,
    DeleteView,
    EditView,
    HistoryView,
    IndexView,
    SnippetViewSet,
    UsageView,
)

from consultations.ideas import actions, exports
from consultations.ideas.access import calls_for, ideas_for
from consultations.ideas.admin_forms import EnterForm, ReviewForm
from consultations.ideas.bulk_actions import is_number
from consultations.ideas.filters import IdeaFilters
from consultations.ideas.querysets import IdeaQuerySet
from consultations.models import Idea
from core.spreadsheets import Sheet, csv_lines, csv_response, xlsx_response


class IdeaListView(IndexView):
    """Every idea of one's pages, the newest first."""

    page_title = _("Idées")
    default_ordering = "-created_at"
    is_searchable = True

    def search_queryset(self, queryset: IdeaQuerySet) -> IdeaQuerySet:
        """Search as the public does; a reference finds its idea."""
        if not self.is_searching:
            return queryset
        by_reference = queryset.filter(reference__iexact=self.search_query.strip())
        return (
            by_reference
            if by_reference.exists()
            else queryset.matching(self.search_query)
        )

    def as_spreadsheet(self, queryset: IdeaQuerySet, kind: str) -> HttpResponseBase:
        """Send the ideas that the filters keep; no cell can run as a formula."""
        heading = list(exports.COLUMNS)
        rows = exports.rows(queryset)
        if kind == "xlsx":
            return xlsx_response([Sheet("Idées", heading, rows)], "idees.xlsx")
        return csv_response(csv_lines(heading, rows), "idees.csv")


class EnterView(CreateView):
    """Note an idea that was not given online."""

    page_title = _("Saisir une idée")

    def get_bound_panel(self, form: Any) -> Any:
        """Show the fields of an entry, not those of a review."""
        return ENTER.bind_to_model(Idea).get_bound_panel(
            request=self.request, instance=form.instance, form=form
        )

    def get_form_class(self) -> type[EnterForm]:
        """Return the form of an entry."""
        return ENTER.bind_to_model(Idea).get_form_class()  # type: ignore[no-any-return]

    def get_initial(self) -> dict[str, Any]:
        """Choose the call when there is only one, or when the address names it."""
        calls = list(calls_for(self.request.user).filter(sealed_at=None)[:2])
        initial: dict[str, Any] = {**super().get_initial()}
        if len(calls) == 1:
            initial["module"] = calls[0]
        if asked := self.request.GET.get("module"):
            initial["module"] = asked
        return initial

    def save_instance(self) -> Idea:
        """Store the idea with its channel, and who entered it."""
        data = dict(self.form.cleaned_data)
        module = data.pop("module")
        return actions.submit(module, uuid4(), entered_by=self.request.user, **data)


class OnOwnPages:
    """Hides the ideas of pages that one does not work on."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Refuse what no database can hold as a number, before Wagtail looks it up."""
        if not is_number(str(kwargs["pk"])):
            raise Http404
        super().setup(request, *args, **kwargs)  # type: ignore[misc]

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Answer as if the idea did not exist."""
        if not ideas_for(request.user).filter(pk=kwargs["pk"]).exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class IdeaDeleteView(OnOwnPages, DeleteView):
    """Delete one idea for good: administrators only."""


class IdeaHistoryView(OnOwnPages, HistoryView):
    """Who decided what, and when."""


class IdeaUsageView(OnOwnPages, UsageView):
    """Where an idea is referred to."""


class ReviewView(OnOwnPages, EditView):
    """Read one idea, decide on it, answer it."""

    def save_instance(self) -> Idea:
        """Store and log what changed."""
        idea: Idea = self.form.instance
        actions.review(idea, self.request.user, self.form.changed_data)
        return idea


ENTER = ObjectList(
    [
        MultiFieldPanel(
            [FieldPanel("module"), FieldPanel("channel")],
            heading=_("D’où vient l’idée"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("title"),
                FieldPanel("body"),
                FieldPanel("category"),
                FieldPanel("territory"),
                FieldPanel("place"),
            ],
            heading=_("L’idée"),
        ),
        MultiFieldPanel(
            [FieldPanel("author_name"), FieldPanel("author_kind")],
            heading=_("Qui la propose"),
        ),
    ],
    base_form_class=EnterForm,
)
REVIEW = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldPanel("title", read_only=True),
                FieldPanel("body", read_only=True),
                FieldPanel("image", read_only=True),
                FieldPanel("image_alt", read_only=True),
                FieldPanel("author_name", read_only=True),
                FieldPanel("author_kind", read_only=True),
                FieldPanel("channel", read_only=True),
                FieldPanel("reference", read_only=True),
                FieldPanel("supports_count", read_only=True),
            ],
            heading=_("L’idée, telle qu’elle a été donnée"),
        ),
        MultiFieldPanel(
            [FieldPanel("state"), FieldPanel("refusal_reason")],
            heading=_("Publication"),
        ),
        MultiFieldPanel(
            [FieldPanel("category"), FieldPanel("territory"), FieldPanel("place")],
            heading=_("Classement"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("stage"),
                FieldPanel("answer"),
                FieldPanel("answer_reason"),
                FieldPanel("answer_signed_by"),
                FieldPanel("answered_at"),
            ],
            heading=_("Ce que la collectivité répond"),
        ),
    ],
    base_form_class=ReviewForm,
)


class IdeaViewSet(SnippetViewSet):
    """Listing, entry and review of ideas."""

    model = Idea
    icon = "pick"
    menu_label = _("Idées")
    menu_name = "ideas"
    menu_order = 210
    url_prefix = "participation/idees"
    base_url_path = "participation/idees"
    index_view_class = IdeaListView
    add_view_class = EnterView
    edit_view_class = ReviewView
    delete_view_class = IdeaDeleteView
    history_view_class = IdeaHistoryView
    usage_view_class = IdeaUsageView
    edit_handler = REVIEW
    filterset_class = IdeaFilters
    copy_view_enabled = False
    inspect_view_enabled = False
    list_per_page = 50
    list_export = ["reference"]
    export_filename = "idees"
    list_display = [
        "title",
        Column("category_label", label=_("Catégorie")),
        Column("territory", label=_("Territoire")),
        Column("get_state_display", label=_("État"), sort_key="state"),
        Column("get_stage_display", label=_("Suite donnée"), sort_key="stage"),
        Column("get_channel_display", label=_("Canal"), sort_key="channel"),
        Column("supports_count", label=_("Soutiens"), sort_key="supports_count"),
        DateColumn("created_at", label=_("Reçue"), sort_key="created_at"),
    ]

    def register_chooser_viewset(self) -> None:
        """Offer no chooser: nothing uses it, and it names ideas nobody has read."""

    def get_queryset(self, request: HttpRequest) -> IdeaQuerySet:
        """Return the ideas of one's pages, with what the listing shows."""
        return ideas_for(request.user).select_related(
            "module__current_version", "territory"
        )
