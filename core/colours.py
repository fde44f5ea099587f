"""From the one colour of the authority to every tint of the site.

The same formula is in parvis.css (relative colours). Python computes it again for
browsers that do not know them, and to prove the contrasts (tests/face). The
lightness is ours, the hue is theirs: contrasts hold whatever colour is chosen.
"""

from __future__ import annotations

import hashlib
import math
from functools import lru_cache

from django.urls import reverse

MAX_CHROMA = 0.17
# Step: lightness, share of the chroma. Same values as parvis.css.
SCALE = {
    "b-50": (0.98, 0.08),
    "b-100": (0.95, 0.2),
    "b-200": (0.895, 0.4),
    "b-300": (0.81, 0.65),
    "b-400": (0.7, 0.9),
    "b-500": (0.58, 1.0),
    "b-600": (0.47, 1.0),
    "b-700": (0.39, 1.0),
    "b-800": (0.3, 0.8),
    "b-900": (0.21, 0.6),
    "ink": (0.23, 0.25),
    "ink-2": (0.42, 0.2),
}
# Fixed colours: lightness, chroma, hue.
FIXED = {
    "stone": (0.972, 0.006, 85.0),
    "stone-2": (0.94, 0.009, 85.0),
    "line": (0.86, 0.012, 85.0),
    "line-2": (0.6, 0.015, 85.0),
    "lit-soft": (0.955, 0.045, 85.0),
    "error": (0.48, 0.18, 27.0),
    "error-soft": (0.965, 0.02, 27.0),
}
LIT = (0.84, 0.16, 80.0)
# Where the authority is itself yellow or ochre, amber would not stand out.
LIT_NEAR_AMBER = (0.87, 0.09, 225.0)
AMBER_REACH = 35
AMBER_CHROMA = 0.08

Oklch = tuple[float, float, float]


def scale(colour: str) -> dict[str, str]:
    """Return every tint drawn from a hexadecimal colour, as hexadecimal."""
    _, chroma, hue = to_oklch(colour)
    chroma = min(chroma, MAX_CHROMA)
    return {
        name: to_hex((lightness, chroma * share, hue))
        for name, (lightness, share) in SCALE.items()
    }


def lit(colour: str) -> Oklch:
    """Return the colour of the lit stone, which must not be the authority's."""
    _, chroma, hue = to_oklch(colour)
    distance = abs((hue - LIT[2] + 180) % 360 - 180)
    near = chroma > AMBER_CHROMA and distance <= AMBER_REACH
    return LIT_NEAR_AMBER if near else LIT


def to_oklch(colour: str) -> Oklch:
    """Convert `#rrggbb` to lightness, chroma and hue in degrees."""
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    mid = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * mid - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * mid + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * mid - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def to_hex(colour: Oklch) -> str:
    """Convert lightness, chroma and hue to `#rrggbb`, clipped to what screens show."""
    lightness, chroma, hue = colour
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    mid = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    channels = (
        4.0767416621 * long - 3.3077115913 * mid + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * mid - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * mid + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(_gamma(value) * 255):02x}" for value in channels)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, as WCAG 2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=32)
def theme_css(colour: str) -> str:
    """Return the style sheet that gives the site the authority's colour."""
    lit_colour = lit(colour)
    lightness, chroma, hue = lit_colour
    own = f"--authority:{colour}"
    if lit_colour != LIT:
        own += f";--lit:oklch({lightness} {chroma} {hue:g})"
    tints = scale(colour) | {name: to_hex(value) for name, value in FIXED.items()}
    tints["lit"] = to_hex(lit_colour)
    fallback = ";".join(f"--{name}:{value}" for name, value in tints.items())
    return (
        f":root{{{own}}}\n"
        "@supports not (color:oklch(from red l c h)){"
        f":root{{{fallback}}}}}\n"
    )


def digest(colour: str) -> str:
    """Return what changes in the address when the style sheet changes."""
    return hashlib.sha256(theme_css(colour).encode()).hexdigest()[:8]


def theme_url(colour: str) -> str:
    """Return an address that may be cached for ever: it names its content."""
    colour = colour.lower()
    return reverse("theme", args=[colour.removeprefix("#"), digest(colour)])


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _gamma(value: float) -> float:
    value = min(max(value, 0.0), 1.0)
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
