"""Rows of charts. A page of results has hundreds: written here, they cost little."""

from __future__ import annotations

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from consultations.survey.charts import Bar, Chart
from core.typography import number

register = template.Library()

_TRACK = "<rect class=bar__bg />"  # the style sheet makes it as large as the bar


@register.simple_tag
def bar_rows(chart: Chart) -> SafeString:
    """Return the rows of a chart: the answer, its bar, its figures."""
    rows = "".join(_row(chart, bar) for bar in chart.bars)
    return mark_safe(rows)  # noqa: S308  labels are escaped below


def _row(chart: Chart, bar: Bar) -> str:
    track = _TRACK if chart.track else ""
    tick = ""
    if bar.tick is not None:
        tick = f'<rect class=fi x="{bar.tick / 10:g}%" y="-15%" width=5 height="130%"/>'
    cells = [f"<b>{escape(bar.share)}</b>"]
    if chart.other_head:
        cells.append(escape(bar.other))
    else:
        cells.insert(0, number(bar.count or 0))
    figures = "".join(f"<td class=n>{cell}</td>" for cell in cells)
    return (
        f"<tr{' class=first' if bar.first else ''}>"
        f"<th scope=row>{escape(bar.label)}</th>"
        f"<td class=g><svg class=bar aria-hidden=true>{track}"
        f'<rect class=bar__f width="{bar.width / 10:g}%"/>{tick}</svg></td>'
        f"{figures}</tr>"
    )
