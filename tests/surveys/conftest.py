"""Surveys to answer, and people who answer them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from consultations.survey.definition import Question, Section, Survey
from core.models import Territory
from participation import guard
from participation.models import Module
from tests.build import guarded, survey_module
from tests.surveys.d2 import D2, new_id


@pytest.fixture
def sectors(db: None) -> None:
    """Two communes of one sector."""
    sector = Territory.objects.create(code="s4", name="Valdorme", kind="sector")
    for code, name in (("valdorme", "Valdorme"), ("hautevigne", "Hautevigne")):
        Territory.objects.create(code=code, name=name, kind="commune", parent=sector)


@pytest.fixture
def d2(db: None) -> Module:
    """The survey of twelve questions, in four steps."""
    return survey_module(D2)


def one_page(*questions: Question, **fields: Any) -> Survey:
    """Return a survey of one part."""
    return Survey(
        title="Vos trajets",
        sections=(Section(new_id(), "", items=questions),),
        **fields,
    )


def url(module: Module) -> str:
    """Return the address where a module is answered."""
    return f"/participer/{module.pk}/"


def post(client: Client, module: Module, **fields: Any) -> Any:
    """Send a whole form, as a person without JavaScript does."""
    return client.post(url(module), guarded(module, **fields))


def plain_spaces(text: str) -> str:
    """Undo the French spaces, which no test is about."""
    return text.replace("\xa0", " ").replace("\u202f", " ")


def html_of(response: Any) -> str:
    """Return the HTML of a response, with plain spaces."""
    return plain_spaces(response.content.decode())


class Person:
    """Somebody who fills forms in a browser without JavaScript."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.response: Any = None
        self.url = ""

    def open(self, address: str) -> Person:
        """Open a page, following redirections."""
        self.response = self.client.get(address, follow=True)
        chain = self.response.redirect_chain
        self.url = chain[-1][0] if chain else address
        return self

    def press(self, button: str, /, **typed: Any) -> Person:
        """Type, press a button, and land where the site leads."""
        hidden = self.hidden()
        if "guard_answer" in self.text and "guard_answer" not in typed:
            hidden["guard_answer"] = str(self.sum())
        data = {**hidden, button: "1", **typed}
        action = re.search(r'<form[^>]* action="([^"]*)"', self.text)
        target = action.group(1) if action else self.url
        self.response = self.client.post(target, data, follow=True)
        chain = self.response.redirect_chain
        self.url = chain[-1][0] if chain else target
        return self

    def hidden(self) -> dict[str, str]:
        """Return what the page keeps in hidden inputs."""
        pattern = r'<input type="hidden" name="([^"]+)" value="([^"]*)">'
        return dict(re.findall(pattern, self.text))

    def sum(self) -> int:
        """Answer the small sum."""
        signed = self.hidden()["guard"]
        module_pk = re.search(r"/participer/([0-9a-f-]{36})/", self.url)
        assert module_pk is not None
        module = Module.objects.get(pk=module_pk.group(1))
        return sum(guard.Guard._read(signed, module)._terms)

    @property
    def text(self) -> str:
        """The HTML of the page, with plain spaces."""
        return plain_spaces(self.response.content.decode())

    @property
    def title(self) -> str:
        """The title of the page."""
        found = re.search(r"<title>(.*?)</title>", self.text)
        return found.group(1) if found else ""


@pytest.fixture
def person(client: Client) -> Person:
    """A citizen at a computer."""
    return Person(client)


@pytest.fixture
def another_device() -> Person:
    """The same citizen, on a telephone: nothing is shared but the private link."""
    return Person(Client())
