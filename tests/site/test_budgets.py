"""Every public page of the demo keeps within its budgets of queries and weight.

The demo is walked link by link, so that a new kind of page is measured too.
"""

import gzip

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consultations.survey.counting import refresh
from tests.site.pages import walk

pytestmark = pytest.mark.django_db

# What all pages share (identity, menus) is read once a generation. A page that
# shows results reads one more thing than the others: the versions of its survey.
MOST_QUERIES = 11
HEAVIEST = 30 * 1024  # bytes of HTML, compressed


@pytest.fixture(autouse=True)
def demo():
    call_command("create_demo")
    refresh(timezone.now())


def test_every_page_answers_in_few_queries_and_few_bytes(client):
    client.get("/")
    visited, heavy, talkative, broken = [], [], [], []

    def get(path):
        # An address with a query is never answered from the kept pages.
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path, {"mesure": "1"})
        visited.append(path)
        if response.status_code not in (200, 302):
            broken.append((response.status_code, path))
        elif response.status_code == 200 and not response.streaming:
            if len(queries) > MOST_QUERIES:
                talkative.append((len(queries), path))
            if len(gzip.compress(response.content)) > HEAVIEST:
                heavy.append(path)
        return response

    for path, _response in walk(get):
        if len(visited) > 400:
            pytest.fail(f"no end to the links, last {path}")

    assert len(visited) > 40, visited
    assert broken == []
    assert heavy == []
    assert talkative == []
