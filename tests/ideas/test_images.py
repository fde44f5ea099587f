"""Pictures are checked before they are decoded, and redrawn."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from consultations.ideas import images
from consultations.ideas.images import BadImageError, redrawn
from tests.ideas.scene import picture


def exif() -> Image.Exif:
    data = Image.Exif()
    data[0x010F] = "Téléphone"
    data[0x0112] = 6  # turned by a quarter
    data[0x8825] = {1: "N", 2: (48.0, 51.0, 24.0)}
    return data


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_each_format_becomes_a_jpeg(kind: str) -> None:
    file = picture(kind)

    image = Image.open(redrawn(file, file.size))

    assert image.format == "JPEG"
    assert image.size == (60, 40)


def test_place_date_and_device_are_left_behind() -> None:
    file = picture("JPEG", exif=exif())

    content = redrawn(file, file.size).read()

    image = Image.open(io.BytesIO(content))
    assert not image.getexif()
    assert b"Exif" not in content
    assert image.size == (40, 60)  # upright, as the telephone showed it


def test_a_large_picture_is_made_smaller() -> None:
    file = picture("JPEG", size=(4000, 1000))

    assert Image.open(redrawn(file, file.size)).size == (1600, 400)


def test_a_heavy_file_is_refused_before_it_is_opened() -> None:
    with pytest.raises(BadImageError, match="10 Mo"):
        redrawn(io.BytesIO(b""), images.MAX_BYTES + 1)


def bomb(width: int, height: int) -> bytes:
    """Return a PNG whose header announces far more points than it holds."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [b"\x89PNG\r\n\x1a\n"]
    for name, data in ((b"IHDR", header), (b"IDAT", b""), (b"IEND", b"")):
        checked = name + data
        parts.append(struct.pack(">I", len(data)) + checked)
        parts.append(struct.pack(">I", zlib.crc32(checked)))
    return b"".join(parts)


@pytest.mark.parametrize("size", [(8000, 6000), (12_000, 12_000), (60_000, 60_000)])
def test_a_bomb_is_refused_by_its_header(size: tuple[int, int]) -> None:
    content = bomb(*size)

    with pytest.raises(BadImageError, match="40 millions"):
        redrawn(io.BytesIO(content), len(content))


@pytest.mark.parametrize(
    "content", [b"", b"<svg/>", b"GIF89a\x01\x00\x01\x00", b"\xff\xd8\xff\xe0broken"]
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(BadImageError):
        redrawn(io.BytesIO(content), len(content))


def test_a_cut_file_is_refused() -> None:
    content = picture("PNG", size=(400, 400), compress_level=0).read()[:5000]

    with pytest.raises(BadImageError, match="abîmée"):
        redrawn(io.BytesIO(content), len(content))
