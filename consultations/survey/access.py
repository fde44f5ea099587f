"""Who, among staff, may see and do what with responses.

Two conditions, always both: a permission (what one may do) and a page one works
on (where). No view trusts an id sent by the browser: it looks it up in here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from wagtail.permissions import page_permission_policy

from consultations.models import Response, TextAnswer
from consultations.survey.querysets import ResponseQuerySet, TextAnswerQuerySet
from participation.models import Module
from participation.querysets import ModuleQuerySet

READ = "consultations.view_response"
EXPORT = "consultations.export_response"
ENTER = "consultations.enter_response"
ANNUL = "consultations.annul_response"
SEE_CONFIDENTIAL = "consultations.see_confidential"
MODERATE = "consultations.change_textanswer"
EXPORT_CONTACTS = "consultations.export_followupcontact"

_WORKS_ON = {"add", "change", "publish", "bulk_delete", "lock", "unlock"}

User = AbstractBaseUser | AnonymousUser | Any
View = Callable[..., HttpResponseBase]


def surveys_for(user: User) -> ModuleQuerySet:
    """Return the surveys of the pages that a member of staff works on.

    A survey whose page was deleted is left to administrators.
    """
    surveys: ModuleQuerySet = Module.objects.filter(kind="survey")
    if user.is_superuser:
        return surveys
    pages = page_permission_policy.instances_user_has_any_permission_for(
        user, _WORKS_ON
    )
    return surveys.filter(page__in=pages.values("pk"))


def survey_or_404(user: User, pk: Any) -> Module:
    """Return one survey, or refuse as if it did not exist."""
    module = (
        surveys_for(user)
        .select_related("current_version", "page")
        .filter(pk=pk)
        .first()
    )
    if module is None or module.current_version is None:
        raise Http404
    return module


def responses_for(user: User) -> ResponseQuerySet:
    """Return the responses that a member of staff may open."""
    return Response.objects.filter(module__in=surveys_for(user))


def texts_for(user: User) -> TextAnswerQuerySet:
    """Return the texts that a member of staff may moderate.

    Confidential ones are never public: there is nothing to decide.
    """
    return TextAnswer.objects.counted().filter(
        question__module__in=surveys_for(user), question__confidential=False
    )


def needs(*permissions: str) -> Callable[[View], View]:
    """Refuse a view to whoever misses one of the permissions."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if not request.user.has_perms(permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate
