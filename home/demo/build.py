"""Build the demo, piece by piece; what exists already is left alone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from wagtail.models import Page, Site

from agenda.models import AgendaPage, EventPage
from consultations.models import ConsultationIndexPage, ConsultationPage
from core.models import SiteIdentity
from home.demo import (
    agenda,
    answers,
    bus,
    charter,
    charter_answers,
    cycling,
    cycling_answers,
    food,
    front,
    libraries,
    libraries_answers,
    places,
    spots,
    square,
    square_answers,
    wasteland,
    words,
)
from home.demo.blocks import ident, text
from home.demo.pages import consultation, publish, stream
from home.demo.people import create_citizens, create_staff
from home.demo.story import Story
from home.models import HomePage, SiteMapPage, StandardPage
from participation.kinds import kinds
from participation.models import Module

DEMARCHES = [libraries, charter, food, square, cycling, wasteland]
# Survey, who answered it, and how many texts nobody has read yet.
CROWDS = [
    (libraries.SLUG, libraries_answers, 0),
    (charter.SLUG, charter_answers, 0),
    (square.SLUG, square_answers, 5),
    (cycling.SLUG, cycling_answers, 12),
]


class Demo:
    """Everything that one creation shares."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.now = timezone.now()
        self.places = places.create_places()
        self.topics = places.create_topics()
        self.staff = create_staff()
        self.citizens = create_citizens()
        self.admin = self.staff["admin"]

    def build(self) -> None:
        """Create the whole site."""
        home = self.home()
        index = self.index(home)
        for told in DEMARCHES:
            self.demarche(index, told)
        self.agenda(home)
        self.words(home)
        self.front(home)
        self.answers()
        self.ideas()
        self.draft(index)
        count(self.now)

    # -- Pages ------------------------------------------------------------------

    def home(self) -> HomePage:
        """Create the front page in the place of Wagtail's welcome page."""
        if home := HomePage.objects.first():
            return home
        site = Site.objects.get(is_default_site=True)
        welcome = site.root_page
        home = publish(
            Page.objects.get(depth=1),
            HomePage(**self.story.tell(front.HOME)),
            self.admin,
        )
        site.root_page = home
        site.site_name = front.IDENTITY["name"]
        site.save()
        if welcome.specific_class is Page:
            welcome.delete()
        SiteIdentity.objects.update_or_create(site=site, defaults=front.IDENTITY)
        return home

    def index(self, home: HomePage) -> ConsultationIndexPage:
        """Create the list of démarches."""
        return ConsultationIndexPage.objects.first() or publish(
            home, ConsultationIndexPage(**front.INDEX), self.admin
        )

    def demarche(self, index: ConsultationIndexPage, told: Any) -> None:
        """Create a démarche that is not there."""
        if not ConsultationPage.objects.filter(slug=told.SLUG).exists():
            publish(index, self.told(told), self.admin)

    def told(self, told: Any) -> ConsultationPage:
        """Return the page that a module of the demo tells."""
        return consultation(told.page(self.story), self.story, self.places, self.topics)

    def draft(self, index: ConsultationIndexPage) -> None:
        """Leave a page that an editor wrote, and that waits to be read."""
        if ConsultationPage.objects.filter(slug=bus.SLUG).exists():
            return
        editor = self.staff["redaction"]
        page = publish(index, self.told(bus), editor, live=False)
        if workflow := page.get_workflow():
            workflow.start(page, editor)

    def agenda(self, home: HomePage) -> None:
        """Create the agenda and its events."""
        parent = AgendaPage.objects.first() or publish(
            home, AgendaPage(**agenda.AGENDA), self.admin
        )
        known = set(EventPage.objects.values_list("slug", flat=True))
        for event in self.story.tell(agenda.events(self.story)):
            if event["slug"] in known:
                continue
            about = event.pop("about", None)
            body = [text(*event.pop("body"))] if "body" in event else []
            page = EventPage(
                **event,
                about=Page.objects.filter(slug=about).first() if about else None,
                body=stream(body),
            )
            publish(parent, page, self.admin)

    def words(self, home: HomePage) -> None:
        """Create the plain pages, in two drawers that make the footer."""
        landmarks = self.drawer(home, "Repères", "reperes", words.LANDMARKS)
        legal = self.drawer(home, "Informations", "informations", words.LEGAL)
        if landmarks and legal and not SiteMapPage.objects.exists():
            publish(
                legal,
                SiteMapPage(
                    title="Plan du site", slug="plan-du-site", show_in_menus=True
                ),
                self.admin,
            )

    def drawer(
        self, home: HomePage, title: str, slug: str, told: list[dict[str, Any]]
    ) -> StandardPage:
        """Create a page and the pages under it."""
        parent = StandardPage.objects.filter(slug=slug).first() or publish(
            home, StandardPage(title=title, slug=slug), self.admin
        )
        known = set(parent.get_children().values_list("slug", flat=True))
        for page in self.story.tell(told):
            if page["slug"] not in known:
                fields = {**page, "body": stream(page["body"]), "show_in_menus": True}
                publish(parent, StandardPage(**fields), self.admin)
        return parent

    def front(self, home: HomePage) -> None:
        """Fill the front page, once the pages that it points at exist."""
        if home.changes:
            return
        pages = dict(ConsultationPage.objects.values_list("slug", "pk"))
        home.changes = stream(self.story.tell(front.changes(pages)))
        home.figures = stream(self.story.tell(front.FIGURES))
        home.save_revision(user=self.admin).publish(user=self.admin)

    # -- People -----------------------------------------------------------------

    def answers(self) -> None:
        """Have invented people answer the surveys that nobody answered."""
        for slug, crowd, pending in CROWDS:
            module = Module.objects.get(block_id=ident(slug, "survey"))
            if module.responses.exists():
                continue
            until = min(module.closes_at, self.now)
            answers.answer(
                module,
                slug,
                crowd.people(),
                by=self.staff["redaction"],
                until=until,
            )
            answers.moderate(
                module, crowd.REFUSED, pending, by=self.staff["moderation"]
            )

    def ideas(self) -> None:
        """Have people propose ideas in the calls that have none."""
        call = Module.objects.get(block_id=ident(food.SLUG, "ideas"))
        if not call.contributions.exists():
            food.create(call, self.story, self.places, by=self.staff["redaction"])
        call = Module.objects.get(block_id=ident(cycling.SLUG, "ideas"))
        if not call.contributions.exists():
            spots.create(call, self.places, by=self.staff["moderation"], at=self.now)


def count(at: datetime) -> None:
    """Bring every result up to date, as the worker does."""
    for kind in kinds().values():
        kind.refresh_results(at)
