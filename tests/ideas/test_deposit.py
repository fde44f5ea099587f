"""A person gives an idea."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from consultations.ideas import actions
from consultations.models import Idea
from core.models import Territory
from participation.models import Module
from tests.build import closes_in
from tests.ideas.scene import idea_call, picture, typed

pytestmark = pytest.mark.django_db


def form_url(module: Module) -> str:
    return reverse("participation:module", args=[module.pk])


def test_the_form_asks_what_the_editor_chose(client: Client) -> None:
    module = idea_call(territory="no", place=False, image=False)

    page = client.get(form_url(module)).content.decode()

    assert "Envoyer mon idée" in page
    assert 'name="category"' in page
    assert 'name="territory"' not in page
    assert 'name="place"' not in page
    assert 'name="image"' not in page


def test_an_idea_is_kept_for_the_team_to_read_and_has_a_receipt(client: Client) -> None:
    module = idea_call()
    territory = Territory.objects.create(code="s4", name="Valdorme", kind="sector")

    answer = client.post(
        form_url(module), typed(module, territory="s4", place="Place du marché")
    )

    idea = Idea.objects.get()
    assert answer.status_code == 303
    assert idea.state == Idea.State.PENDING
    assert (idea.title, idea.category, idea.channel) == (
        "Composteurs dans les marchés",
        "cantines",
        "online",
    )
    assert idea.territory == territory
    receipt = client.get(answer["Location"])
    text = receipt.content.decode()
    assert "Votre idée est bien arrivée" in text
    assert "sous deux jours ouvrés" in text
    assert idea.reference in text
    assert "no-store" in receipt["Cache-Control"]


def test_an_idea_waits_unseen_until_it_was_read(client: Client) -> None:
    module = idea_call()
    client.post(form_url(module), typed(module))
    idea = Idea.objects.get()

    assert client.get(idea.get_absolute_url()).status_code == 404
    listed = client.get(reverse("ideas:list", args=[module.pk]), {"graine": 1})
    assert idea.title not in listed.content.decode()


def test_an_idea_shows_at_once_when_the_call_is_read_afterwards(client: Client) -> None:
    module = idea_call(moderation="after")

    client.post(form_url(module), typed(module))

    idea = Idea.objects.get()
    assert idea.is_published
    assert idea.published_at is not None
    assert client.get(idea.get_absolute_url()).status_code == 200


def test_two_mistakes_are_named_and_nothing_typed_is_lost(client: Client) -> None:
    module = idea_call(territory="required")

    answer = client.post(
        form_url(module),
        typed(module, title="", body="Un verger <b>public</b>", place="Rue du Lycée"),
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Erreur" in page
    assert "Deux réponses à revoir" in page
    assert "Donnez un titre à votre idée" in page
    assert "Choisissez le territoire" in page
    assert "Un verger &lt;b&gt;public&lt;/b&gt;</textarea>" in page
    assert 'value="Rue du Lycée"' in page
    assert 'value="Maëlle R."' in page
    assert not Idea.objects.exists()


def test_the_same_form_sent_twice_gives_one_idea_and_one_receipt(
    client: Client,
) -> None:
    module = idea_call()
    data = typed(module)

    first = client.post(form_url(module), data)
    second = client.post(form_url(module), data)

    assert first["Location"] == second["Location"]
    assert Idea.objects.count() == 1


def test_an_image_needs_its_description_and_is_to_be_chosen_again(
    client: Client,
) -> None:
    module = idea_call()

    answer = client.post(form_url(module), typed(module, image=picture()))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Décrivez l’image en une phrase" in page
    assert "Choisissez l’image de nouveau" in page
    assert not Idea.objects.exists()


def test_an_image_is_shown_with_its_description(client: Client) -> None:
    module = idea_call(moderation="after")

    client.post(
        form_url(module),
        typed(module, image=picture(), image_alt="Un bac à compost au marché"),
    )

    idea = Idea.objects.get()
    page = client.get(idea.get_absolute_url()).content.decode()
    assert idea.image.url in page
    assert 'alt="Un bac à compost au marché"' in page


def test_a_bad_image_is_refused_and_the_text_is_kept(client: Client) -> None:
    module = idea_call()
    fake = ContentFile(b"<svg onload=alert(1)>", name="photo.jpg")

    answer = client.post(form_url(module), typed(module, image=fake, image_alt="X"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "n’est pas une image JPEG, PNG ou WebP" in page
    assert "Les épluchures repartiraient en terreau." in page
    assert not Idea.objects.exists()


def test_nothing_enters_once_the_call_is_closed(client: Client) -> None:
    module = idea_call()
    data = typed(module)
    closes_in(module, seconds=-1)

    answer = client.post(form_url(module), data)

    assert answer.status_code == 409
    assert "terminée depuis" in answer.content.decode()
    assert "Les épluchures repartiraient en terreau." in answer.content.decode()
    assert not Idea.objects.exists()
    closed = client.get(form_url(module)).content.decode()
    assert "L’appel à idées est fermé" in closed
    assert "Envoyer mon idée" not in closed


def test_a_form_without_proof_is_given_back_whole(client: Client) -> None:
    module = idea_call()

    answer = client.post(form_url(module), typed(module, guard_answer="99"))

    assert answer.status_code == 422
    assert "Les épluchures repartiraient en terreau." in answer.content.decode()
    assert not Idea.objects.exists()


def test_a_call_with_verified_addresses_asks_for_it_before_the_form(
    client: Client,
) -> None:
    module = idea_call(identity_level="email")

    answer = client.get(form_url(module))

    assert answer.status_code == 302
    assert "suite=" in answer["Location"]


def test_a_category_that_left_meanwhile_is_still_accepted(client: Client) -> None:
    module = idea_call()
    data = typed(module, category="jardins")
    page = module.page.specific
    page.body[0].value["categories"] = page.body[0].value["categories"][:1]
    page.save()

    client.post(form_url(module), data)

    assert Idea.objects.get().category == "jardins"


@pytest.mark.parametrize(
    "field", ["title", "body", "place", "author_name", "image_alt"]
)
def test_markup_is_shown_as_text(client: Client, field: str) -> None:
    module = idea_call(moderation="after")
    nasty = "<script>alert('x')</script>"

    client.post(
        form_url(module),
        typed(module, **{"image": picture(), "image_alt": "Une photo", field: nasty}),
    )

    idea = Idea.objects.get()
    for url in (
        idea.get_absolute_url(),
        f"{reverse('ideas:list', args=[module.pk])}?graine=1",
        reverse("ideas:receipt", args=[idea.token]),
        reverse("ideas:support", args=[idea.pk]),
    ):
        page = client.get(url).content.decode()
        assert "<script>alert" not in page


@pytest.mark.django_db(transaction=True)
def test_ten_sendings_of_one_form_at_the_same_instant_store_one_idea(
    concurrently: Any,
) -> None:
    module = idea_call()
    token = uuid.uuid4()

    def send() -> int:
        idea = actions.submit(module, token, title="Un verger", body="Public.")
        return idea.pk

    results = concurrently(*[send] * 10)

    assert len(set(results)) == 1
    assert Idea.objects.count() == 1
