"""The agenda citoyen: what is dated, what is planned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Page

from agenda.dates import (
    MONTHS,
    WEEKDAYS,
    Precision,
    Shown,
    first_day,
    last_day,
    show,
)
from agenda.querysets import EventManager
from core.blocks import ContentStream
from core.pages import PublicPage
from core.typography import hour


@dataclass(frozen=True)
class Month:
    """A month of the agenda, and what happens in it."""

    title: str
    events: list[EventPage]


class AgendaPage(PublicPage, Page):
    """« L’agenda »: every event, month by month."""

    intro = models.TextField(
        _("introduction"), blank=True, help_text=_("Deux phrases, sous le titre.")
    )

    max_count = 1
    subpage_types = ["agenda.EventPage"]
    content_panels = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("agenda")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Give the months that come, then what is over."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        now = timezone.now()
        events = EventPage.objects.child_of(self).visible()
        context["months"] = by_month(events.to_come(now))
        context["past"] = list(events.past(now)[:12])
        return context


class EventPage(PublicPage, Page):
    """A meeting, a walk, a session: something one can go to."""

    class Kind(models.TextChoices):
        MEETING = "meeting", _("Réunion publique")
        WORKSHOP = "workshop", _("Atelier")
        WALK = "walk", _("Balade")
        STAND = "stand", _("Stand")
        COUNCIL = "council", _("Séance du conseil")
        SESSION = "session", _("Séance d’une instance")
        FEEDBACK = "feedback", _("Restitution")
        OTHER = "other", _("Rendez-vous")

    class State(models.TextChoices):
        PLANNED = "planned", _("Prévu")
        MOVED = "moved", _("Reporté")
        CANCELLED = "cancelled", _("Annulé")

    PRECISIONS = [
        (Precision.HOUR.value, _("À l’heure près")),
        (Precision.DAY.value, _("Au jour près")),
        (Precision.MONTH.value, _("Au mois près")),
        (Precision.QUARTER.value, _("Au trimestre près")),
        (Precision.SEMESTER.value, _("Au semestre près")),
        (Precision.YEAR.value, _("À l’année près")),
    ]

    kind = models.CharField(
        _("nature"), max_length=10, choices=Kind.choices, default=Kind.MEETING
    )
    state = models.CharField(
        _("état"), max_length=10, choices=State.choices, default=State.PLANNED
    )
    state_note = models.CharField(
        _("pourquoi"),
        max_length=200,
        blank=True,
        help_text=_("Si le rendez-vous est reporté ou annulé."),
    )
    starts_at = models.DateTimeField(_("début"))
    precision = models.CharField(
        _("précision de la date"),
        max_length=10,
        choices=PRECISIONS,
        default=Precision.HOUR.value,
        help_text=_(
            "Une date qui n’est pas fixée reste vague : « en mars 2027 », sans jour."
        ),
    )
    ends_at = models.DateTimeField(_("fin"), null=True, blank=True)
    summary = models.CharField(
        _("en une phrase"), max_length=255, blank=True, help_text=_("Dans les listes.")
    )
    place = models.CharField(
        _("lieu"), max_length=200, blank=True, help_text=_("Nom, adresse, commune.")
    )
    access = models.TextField(
        _("accessibilité du lieu"),
        blank=True,
        help_text=_(
            "Un point par ligne : fauteuil, boucle magnétique, garde d’enfants."
        ),
    )
    registration = models.TextField(
        _("venir"),
        blank=True,
        help_text=_("Entrée libre, ou comment s’inscrire, aussi par téléphone."),
    )
    about = models.ForeignKey(
        Page,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("démarche concernée"),
    )
    body = StreamField(ContentStream(), verbose_name=_("contenu"), blank=True)

    objects = EventManager()

    parent_page_types = ["agenda.AgendaPage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("kind"),
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("precision"),
                FieldRowPanel([FieldPanel("state"), FieldPanel("state_note")]),
            ],
            heading=_("Quand"),
        ),
        MultiFieldPanel(
            [FieldPanel("place"), FieldPanel("access"), FieldPanel("registration")],
            heading=_("Où, comment venir"),
        ),
        PageChooserPanel("about"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("rendez-vous")
        verbose_name_plural = _("rendez-vous")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at=None)
                | models.Q(ends_at__gt=models.F("starts_at")),
                name="event_ends_after_it_starts",
            )
        ]

    def clean(self) -> None:
        """Refuse an end before the start."""
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("La fin doit venir après le début.")})

    @property
    def day(self) -> date:
        """The local day on which it starts."""
        return timezone.localdate(self.starts_at)

    @property
    def first_day(self) -> date:
        """The first day on which it may happen."""
        return first_day(self.day, Precision(self.precision))

    @property
    def last_day(self) -> date:
        """The last day on which it may happen."""
        return last_day(self.day, Precision(self.precision))

    @property
    def shown_date(self) -> Shown:
        """The date in words, as vague as it is."""
        return show(self.day, Precision(self.precision))

    @property
    def small_line(self) -> str:
        """What goes under the day in a list: « jeudi, 18 h 30 »."""
        if not self.has_day:
            return self.shown_date.small
        weekday = WEEKDAYS[self.day.weekday()]
        return f"{weekday}, {self.start}" if self.has_hour else weekday

    @property
    def start(self) -> str:
        """The hour at which it starts."""
        return hour(timezone.localtime(self.starts_at))

    @property
    def hours(self) -> str:
        """When it starts, and ends if that is known."""
        if self.ends_at is None:
            return str(_("À %(start)s")) % {"start": self.start}
        return str(_("De %(start)s à %(end)s")) % {
            "start": self.start,
            "end": hour(timezone.localtime(self.ends_at)),
        }

    @property
    def line(self) -> str:
        """Where it is and what it is, in a line."""
        place = capfirst(self.place)
        said = ". ".join(part.rstrip(".") for part in (place, self.summary) if part)
        return f"{said}." if said else ""

    @property
    def has_hour(self) -> bool:
        """Whether the hour is known."""
        return self.precision == Precision.HOUR

    @property
    def has_day(self) -> bool:
        """Whether the day is known."""
        return self.precision in (Precision.HOUR, Precision.DAY)

    @property
    def access_list(self) -> list[str]:
        """The facts about the place, one by one."""
        return [line.strip() for line in self.access.splitlines() if line.strip()]

    def is_past(self, at: datetime) -> bool:
        """Whether it is over at the instant `at`."""
        if self.has_hour:
            return (self.ends_at or self.starts_at) < at
        return self.last_day < timezone.localdate(at)

    @property
    def is_over(self) -> bool:
        """Whether it is over now."""
        return self.is_past(timezone.now())


def by_month(events: Iterable[EventPage]) -> list[Month]:
    """Group events by month; a vague one goes under the month where it may start."""
    months: dict[tuple[int, int], Month] = {}
    for event in sorted(events, key=lambda event: (event.first_day, event.starts_at)):
        day = event.first_day
        title = f"{MONTHS[day.month - 1]} {day.year}".capitalize()
        months.setdefault((day.year, day.month), Month(title, [])).events.append(event)
    return list(months.values())
