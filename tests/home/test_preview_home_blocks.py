"""Each block of the front page shows what it looks like in the chooser."""

from __future__ import annotations

import pytest
from wagtail.blocks import StreamBlock

from home.blocks import ChangeStream, FigureStream


@pytest.mark.parametrize("stream", [ChangeStream(), FigureStream()])
def test_a_block_has_a_preview(stream: StreamBlock) -> None:
    for block in stream.child_blocks.values():
        value = block.get_preview_value()
        html = block.render(value)
        assert str(value.get("title") or value["label"]) in html
        assert block.meta.description
