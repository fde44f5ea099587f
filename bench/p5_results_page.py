"""P5: the results page over a million responses.

    bin/with-postgres .venv/bin/python bench/p5_results_page.py [--responses N]

Goal: server time at most a tenth of one raw GROUP BY on PostgreSQL, at most 30 kB
of HTML. The page is rendered each time (its address has a query string, so the
cache of whole pages is left out).
"""

from __future__ import annotations

import gzip

import harness
from survey_data import KEYS, grouped, prepare


def main() -> None:
    """Measure the page against one GROUP BY."""
    module, n = prepare(__doc__)
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    settings.ALLOWED_HOSTS = ["*"]
    client, url = Client(), reverse("results:results", args=[module.pk])
    response = client.get(url, {"x": 1})
    html = response.content
    assert response.status_code == 200, response.status_code
    assert "Réponse la plus donnée" in html.decode()
    print(
        f"HTML: {len(html) / 1000:.1f} kB, {len(gzip.compress(html)) / 1000:.1f} kB gz"
    )
    key = KEYS["often single"]
    harness.compare(
        f"P5 results page / one raw GROUP BY, {n} responses",
        lambda: harness.seconds(lambda: client.get(url, {"x": 1})),
        lambda: harness.seconds(lambda: grouped(module, key)),
        bound=0.1,
    )


if __name__ == "__main__":
    main()
