"""The site's addresses, and those of the baselines."""

import json

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from bench.ceiling.models import Row
from config.urls import *  # noqa: F403
from config.urls import urlpatterns as site_patterns


@csrf_exempt
def insert(request: HttpRequest) -> HttpResponse:
    """Store one answer with nothing around it."""
    Row.objects.create(data=json.loads(request.body))
    return HttpResponse(status=204)


urlpatterns = [path("bench/insert", insert), *site_patterns]
