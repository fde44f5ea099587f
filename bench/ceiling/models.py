"""The smallest thing that stores an answer, and the usual one."""

from __future__ import annotations

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.contrib.forms.models import AbstractForm, AbstractFormField


class Row(models.Model):
    """One INSERT: nobody can store an answer for less."""

    data = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "ceiling"

    def __str__(self) -> str:
        return str(self.pk)


class FormPage(AbstractForm):
    """A form as Wagtail makes them."""

    template = "ceiling/form_page.html"
    landing_page_template = "ceiling/form_page.html"

    class Meta:
        app_label = "ceiling"


class FormField(AbstractFormField):
    """A field of such a form."""

    page = ParentalKey(FormPage, on_delete=models.CASCADE, related_name="form_fields")

    class Meta(AbstractFormField.Meta):
        app_label = "ceiling"
