"""Staff read, publish, refuse, answer, export and enter ideas."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, ModelLogEntry

from consultations.models import Idea
from participation.models import Module
from tests.build import closes_in
from tests.ideas.scene import an_idea, idea_call

pytestmark = pytest.mark.django_db


@pytest.fixture
def module() -> Module:
    return idea_call()


@pytest.fixture
def moderator(client: Client, module: Module) -> Any:
    """Somebody who works on the page of the call, and only there."""
    group = Group.objects.create(name="Modération des idées")
    group.permissions.set(
        Permission.objects.filter(
            codename__in=["access_admin", "view_idea", "change_idea", "add_idea"]
        )
    )
    GroupPagePermission.objects.create(
        group=group,
        page=module.page,
        permission=Permission.objects.get(
            content_type__app_label="wagtailcore", codename="change_page"
        ),
    )
    user = get_user_model().objects.create_user("ines", password="x" * 12)
    user.groups.add(group)
    client.force_login(user)
    return user


def url(name: str, *args: Any) -> str:
    return reverse(Idea.snippet_viewset.get_url_name(name), args=args)


def bulk(action: str, *ideas: Idea) -> str:
    address = reverse("wagtail_bulk_action", args=["consultations", "idea", action])
    return f"{address}?" + "&".join(f"id={idea.pk}" for idea in ideas)


def logged() -> list[str]:
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", flat=True))


def review(idea: Idea, **changes: Any) -> dict[str, Any]:
    return {
        "state": idea.state,
        "refusal_reason": "",
        "category": idea.category,
        "territory": "",
        "place": "",
        "stage": idea.stage,
        "answer": "",
        "answer_reason": "",
        "answer_signed_by": "",
        "answered_at": "",
        **changes,
    }


def test_the_listing_filters_and_searches(
    client: Client, module: Module, moderator: Any
) -> None:
    an_idea(module, title="Démocratie", state="pending", stage="review")
    other = an_idea(module, title="Verger", channel="paper")

    def page(**query: str) -> str:
        return client.get(url("list"), query).content.decode()

    assert "Démocratie" in page()
    assert "Démocratie" in page(q="democraties")
    assert "Verger" not in page(q="democraties")
    assert "Verger" in page(q=other.reference)
    assert "Verger" not in page(state="pending")
    assert "Verger" in page(channel="paper")
    assert "Démocratie" not in page(channel="paper")
    assert "Verger" in page(category=f"{module.pk}:cantines")
    assert "Verger" not in page(category=f"{module.pk}:jardins")
    assert "Verger" not in page(stage="review")


def test_ideas_of_other_pages_are_out_of_reach(
    client: Client, module: Module, moderator: Any
) -> None:
    elsewhere = an_idea(idea_call(), title="Ailleurs", state="pending")

    assert "Ailleurs" not in client.get(url("list")).content.decode()
    for name in ("edit", "history", "usage"):
        assert client.get(url(name, elsewhere.pk)).status_code == 404
    client.post(bulk("publish_ideas", elsewhere))
    elsewhere.refresh_from_db()
    assert elsewhere.state == Idea.State.PENDING


def test_several_ideas_are_published_at_once(
    client: Client, module: Module, moderator: Any
) -> None:
    ideas = [an_idea(module, state="pending") for _idea in range(3)]

    assert "Publier" in client.get(bulk("publish_ideas", *ideas)).content.decode()
    client.post(bulk("publish_ideas", *ideas))

    assert Idea.objects.published().count() == 3
    assert all(idea.published_at for idea in Idea.objects.all())
    assert logged() == ["parvis.idea.publish"] * 3


def test_a_refusal_needs_its_reason_and_the_person_reads_it(
    client: Client, module: Module, moderator: Any
) -> None:
    idea = an_idea(module, state="pending")

    assert client.post(bulk("refuse_ideas", idea), {}).status_code == 200
    client.post(
        bulk("refuse_ideas", idea),
        {"reason": "personal_data", "detail": "Retirez le numéro de téléphone."},
    )

    idea.refresh_from_db()
    assert idea.state == Idea.State.REFUSED
    assert logged() == ["parvis.idea.refuse"]
    receipt = Client().get(reverse("ideas:receipt", args=[idea.token]))
    text = receipt.content.decode()
    assert "données personnelles d’une autre personne" in text
    assert "Retirez le numéro" in text
    assert "la corriger et la renvoyer" in text


def test_an_idea_is_answered_with_its_reason(
    client: Client, module: Module, moderator: Any
) -> None:
    idea = an_idea(module)
    assert (
        "Ce que la collectivité répond"
        in client.get(url("edit", idea.pk)).content.decode()
    )

    refused = client.post(
        url("edit", idea.pk), review(idea, stage="not_kept", answer="Non.")
    )
    assert "s’explique" in refused.content.decode()
    client.post(
        url("edit", idea.pk),
        review(
            idea,
            stage="not_kept",
            answer="Non, pas cette année.",
            answer_reason="Le coût dépasse l’enveloppe.",
        ),
    )

    idea.refresh_from_db()
    assert idea.stage == Idea.Stage.NOT_KEPT
    assert idea.answered_at is not None
    assert logged() == ["parvis.idea.answer"]
    page = Client().get(idea.get_absolute_url()).content.decode()
    assert "Le coût dépasse l’enveloppe." in page


def test_the_words_of_a_person_are_not_rewritten(
    client: Client, module: Module, moderator: Any
) -> None:
    idea = an_idea(module)

    client.post(url("edit", idea.pk), review(idea, title="Autre", body="Autre"))

    idea.refresh_from_db()
    assert idea.title == "Un frigo solidaire"


def test_hiding_a_published_idea_takes_it_off_at_once(
    client: Client, module: Module, moderator: Any
) -> None:
    idea = an_idea(module)
    address = idea.get_absolute_url()
    assert Client().get(address).status_code == 200

    client.post(
        url("edit", idea.pk),
        review(idea, state="refused", refusal_reason="Met en cause une personne."),
    )

    assert Client().get(address).status_code == 404


def test_an_idea_heard_in_a_meeting_keeps_its_channel_and_who_entered_it(
    client: Client, module: Module, moderator: Any
) -> None:
    closes_in(module, seconds=-1)
    heard = {
        "module": module.pk,
        "channel": "meeting",
        "title": "Un banc",
        "body": "À l’ombre.",
        "category": "jardins",
        "author_kind": "inhabitant",
        "author_name": "",
        "territory": "",
        "place": "",
    }
    assert "D’où vient l’idée" in client.get(url("add")).content.decode()

    client.post(url("add"), heard)
    client.post(url("add"), {**heard, "channel": "online"})

    idea = Idea.objects.get()
    assert (idea.channel, idea.entered_by, idea.state) == (
        "meeting",
        moderator,
        "published",
    )
    assert logged() == ["parvis.idea.enter"]


def test_exports_hold_no_formula(
    client: Client, module: Module, moderator: Any
) -> None:
    idea = an_idea(module, title="=HYPERLINK(1)", body="+1")

    answer = client.get(url("list"), {"export": "csv"})

    rows = list(
        csv.DictReader(
            io.StringIO(answer.getvalue().decode("utf-8-sig")), delimiter=";"
        )
    )
    assert rows[0]["Référence"] == idea.reference
    assert rows[0]["Titre"] == "'=HYPERLINK(1)"
    assert rows[0]["Catégorie"] == "Cantines"
    workbook = client.get(url("list"), {"export": "xlsx"})
    assert workbook.getvalue()[:2] == b"PK"


def test_a_visitor_sees_no_listing(client: Client) -> None:
    assert client.get(url("list")).status_code == 302


def test_the_editor_is_told_how_many_ideas_a_category_holds(module: Module) -> None:
    an_idea(module)
    an_idea(module, category="jardins", state="pending")
    an_idea(module, category="jardins")

    assert module.behaviour.answer_counts(module) == {
        "cantines": 1,
        "jardins": 2,
        str(module.block_id): 3,
    }
