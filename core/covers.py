"""Generated covers: one deterministic paving per démarche.

The kind chooses the bond of the stones, the level of participation how many are
lit. The same seed gives the same stones in every shape, laid again for its ratio
and not cropped. Colours are classes: the style sheet gives them the authority's
tints. Nothing is stored. What comes out holds numbers and class names only.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe

UNIT = 40  # the side of a stone, in SVG units
JOINT = 2  # half a joint
LEVELS = 5

# Columns and rows of each place where a paving is laid.
SHAPES = {
    "card": (12, 8),
    "side": (6, 6),
    "top": (14, 12),
    "strip": (30, 3),
    "small": (6, 3),
    "square": (12, 12),
    "frieze": (60, 3),
}

Point = tuple[float, float]
Polygon = tuple[Point, Point, Point, Point]
Rectangle = tuple[float, float, float, float, float, float]  # centre, corner, size
Voussoir = tuple[float, float, float, float, float, float]  # centre, radii, angles


class Draw:
    """A reproducible sequence of numbers in [0, 1[ (mulberry32)."""

    def __init__(self, seed: str) -> None:
        self.state = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4], "big")

    def __call__(self) -> float:
        """Return the next number."""
        self.state = (self.state + 0x6D2B79F5) & 0xFFFFFFFF
        t = self.state
        t = ((t ^ (t >> 15)) * (t | 1)) & 0xFFFFFFFF
        t ^= (t + (((t ^ (t >> 7)) * (t | 61)) & 0xFFFFFFFF)) & 0xFFFFFFFF
        return ((t ^ (t >> 14)) & 0xFFFFFFFF) / 4294967296


class Ground:
    """The ground on which stones are laid, tint by tint."""

    def __init__(self, seed: str, cols: int, rows: int) -> None:
        self.draw = Draw(seed)
        self.cols, self.rows = cols, rows
        self.width, self.height = cols * UNIT, rows * UNIT
        self.angle = self.draw() * math.tau  # where the light comes from
        self.layers: dict[str, list[str]] = {}
        self.parts: list[str] = []

    def tone(self, x: float, y: float, spread: float = 2.1) -> int:
        """Return a tint from 1 (light) to 6 (dark): a grazing light, some grain."""
        c, s = math.cos(self.angle), math.sin(self.angle)
        across = (x / self.width - 0.5) * c + (y / self.height - 0.5) * s
        slope = across / (abs(c) + abs(s)) * 2
        return max(1, min(6, round(3.1 + slope * 1.9 + (self.draw() - 0.5) * spread)))

    def target(self, low: float = 0.35, spread: float = 0.3) -> Point:
        """Return where the first lit stone should be."""
        return (
            self.width * (0.3 + 0.4 * self.draw()),
            self.height * (low + spread * self.draw()),
        )

    def contains(
        self, x: float, y: float, top: float = UNIT, bottom: float = UNIT
    ) -> bool:
        """Tell whether a point is far enough from the edges to be seen."""
        return UNIT < x < self.width - UNIT and top < y < self.height - bottom

    def lay(self, name: str, path: str) -> None:
        """Add a stone of the tint `name`."""
        self.layers.setdefault(name, []).append(path)

    def seal(self) -> None:
        """Write the stones laid so far: one path per tint."""
        for name in sorted(self.layers):
            self.parts.append(
                f'<path class="{name}" d="{"".join(self.layers[name])}"/>'
            )
        self.layers = {}


def _n(value: float) -> str:
    return f"{value:.0f}"


def _stone(x: float, y: float, width: float, height: float) -> str:
    width, height = width - 2 * JOINT, height - 2 * JOINT
    return f"M{_n(x + JOINT)} {_n(y + JOINT)}h{_n(width)}v{_n(height)}h-{_n(width)}z"


def _between(p: Point, q: Point, share: float) -> Point:
    return p[0] + (q[0] - p[0]) * share, p[1] + (q[1] - p[1]) * share


def _path_of_light(stones: Iterable[Any], level: int, target: Point) -> set[Any]:
    """Choose `level` neighbouring stones: a path, not a scatter."""
    rest = sorted(stones, key=lambda stone: (math.dist(stone[:2], target), stone))
    path = rest[:1]
    rest = rest[1:]
    while len(path) < level and rest:
        start = path[0][:2]
        nearest = min(
            rest,
            key=lambda stone: (
                min(math.dist(stone[:2], known[:2]) for known in path)
                + 0.35 * math.dist(stone[:2], start),
                stone,
            ),
        )
        rest.remove(nearest)
        path.append(nearest)
    return set(path)


# -- Slabs: surveys ---------------------------------------------------------------


def _slabs(ground: Ground, level: int) -> None:
    stones = _cut_slabs(ground)
    small = [stone for stone in stones if stone[4] * stone[5] <= 2 * UNIT * UNIT]
    lit = _path_of_light(small, level, ground.target())
    for stone in stones:
        cx, cy, x, y, width, height = stone
        tone = ground.tone(cx, cy)
        ground.lay("pl" if stone in lit else f"p{tone}", _stone(x, y, width, height))
        if width == height and stone not in lit and ground.draw() < 0.42:
            _inlay(ground, x, y, width, tone)
    ground.seal()


def _cut_slabs(ground: Ground) -> list[Rectangle]:
    taken: set[tuple[int, int]] = set()
    stones: list[Rectangle] = []
    for j in range(ground.rows):
        for i in range(ground.cols):
            if (i, j) in taken:
                continue
            width, height = _slab_size(ground, taken, i, j)
            taken |= _cells(i, j, width, height)
            stones.append(
                (
                    (i + width / 2) * UNIT,
                    (j + height / 2) * UNIT,
                    i * UNIT,
                    j * UNIT,
                    width * UNIT,
                    height * UNIT,
                )
            )
    return stones


def _slab_size(
    ground: Ground, taken: set[tuple[int, int]], i: int, j: int
) -> tuple[int, int]:
    t = ground.draw()
    for limit, width, height in ((0.3, 2, 2), (0.58, 2, 1), (0.85, 1, 2)):
        fits = i + width <= ground.cols and j + height <= ground.rows
        if t < limit and fits and not _cells(i, j, width, height) & taken:
            return width, height
    return 1, 1


def _cells(i: int, j: int, width: int, height: int) -> set[tuple[int, int]]:
    return {(i + a, j + b) for a in range(width) for b in range(height)}


def _inlay(ground: Ground, x: float, y: float, side: float, tone: int) -> None:
    """Lay a quarter disc in a square stone."""
    radius, corner = side - 2 * JOINT, int(ground.draw() * 4)
    right, low = corner in (1, 2), corner in (2, 3)
    ax, ay = x + JOINT + right * radius, y + JOINT + low * radius
    sx, sy = (-1 if right else 1), (-1 if low else 1)
    ground.lay(
        f"q{tone + 2 if tone < 4 else tone - 2}",
        f"M{_n(ax)} {_n(ay)}h{_n(sx * radius)}"
        f"A{_n(radius)} {_n(radius)} 0 0 {int(sx * sy > 0)} "
        f"{_n(ax)} {_n(ay + sy * radius)}z",
    )


# -- Fans: calls for ideas --------------------------------------------------------


def _fans(ground: Ground, level: int) -> None:
    radius, rings = 2 * UNIT, 4
    courses: list[list[Point]] = []
    for j in range(-1, int(ground.height / (radius / 2)) + 3):
        shift = radius if j % 2 else 0
        courses.append(
            [
                (i * 2 * radius + shift, j * radius / 2 + radius / 2)
                for i in range(-1, int(ground.width / (2 * radius)) + 2)
            ]
        )
    tops = [(x, y - radius * 0.82, k) for k, row in enumerate(courses) for x, y in row]
    visible = [top for top in tops if ground.contains(*top[:2], UNIT * 0.6, UNIT * 0.6)]
    lit = _path_of_light(visible, level, ground.target())
    for k, course in enumerate(courses):
        for ring in range(rings, 0, -1):
            r = radius * ring / rings
            for x, y in course:
                name = f"p{ground.tone(x, y, 2.6)}"
                if ring == rings and (x, y - radius * 0.82, k) in lit:
                    name = "pl"
                ground.lay(
                    name, f"M{_n(x - r)} {_n(y)}a{_n(r)} {_n(r)} 0 0 1 {_n(2 * r)} 0z"
                )
            ground.seal()
        spokes = "".join(_spokes(x, y, radius) for x, y in course)
        ground.parts.append(f'<path class="pj" d="{spokes}"/>')


def _spokes(x: float, y: float, radius: float) -> str:
    return "".join(
        f"M{_n(x + radius * 0.76 * math.cos(a))} {_n(y - radius * 0.76 * math.sin(a))}"
        f"L{_n(x + radius * math.cos(a))} {_n(y - radius * math.sin(a))}"
        for a in (math.pi * q / 6 for q in range(1, 6))
    )


# -- Plots and river: consultations -----------------------------------------------


def _plots(ground: Ground, level: int) -> None:
    leaves: list[tuple[Polygon, float]] = []
    margin = UNIT * 1.5
    whole: Polygon = (
        (-margin, -margin * ground.draw()),
        (ground.width + margin, -margin),
        (ground.width + margin * ground.draw(), ground.height + margin),
        (-margin, ground.height + margin),
    )
    _divide(ground, whole, 0, leaves)
    centres = {_centre(plot): (plot, area) for plot, area in leaves}
    high = ground.draw() < 0.5  # the river on one side, the lit path on the other
    lit = _path_of_light(
        [centre for centre in centres if ground.contains(*centre)],
        level,
        (
            ground.width * (0.3 + 0.4 * ground.draw()),
            ground.height * (0.68 if high else 0.32),
        ),
    )
    for centre, (plot, area) in centres.items():
        if centre in lit:
            ground.lay("pl", _plot(plot))
        else:
            _sow(ground, plot, area, ground.tone(*centre))
    ground.seal()
    _river(ground, high)


def _divide(
    ground: Ground, plot: Polygon, depth: int, leaves: list[tuple[Polygon, float]]
) -> None:
    area = abs(
        sum(plot[i][0] * plot[i - 1][1] - plot[i - 1][0] * plot[i][1] for i in range(4))
        / 2
    )
    if depth > 7 or area < UNIT * UNIT * (2.2 + ground.draw() * 3.4):
        leaves.append((plot, area))
        return
    a, b, c, d = plot
    wide = math.dist(a, b) + math.dist(c, d) > math.dist(b, c) + math.dist(d, a)
    t, slant = 0.34 + ground.draw() * 0.32, (ground.draw() - 0.5) * 0.16
    if wide:
        e, f = _between(a, b, t), _between(d, c, t + slant)
        halves: tuple[Polygon, Polygon] = ((a, e, f, d), (e, b, c, f))
    else:
        e, f = _between(b, c, t), _between(a, d, t + slant)
        halves = ((a, b, e, f), (f, e, c, d))
    for half in halves:
        _divide(ground, half, depth + 1, leaves)


def _centre(plot: Polygon) -> Point:
    return sum(p[0] for p in plot) / 4, sum(p[1] for p in plot) / 4


def _plot(plot: Polygon) -> str:
    """Return the outline of a plot, drawn in by half a joint."""
    centre = _centre(plot)
    points = []
    for corner in plot:
        distance = math.dist(corner, centre) or 1
        x, y = _between(centre, corner, max(0, 1 - 3.2 / distance))
        points.append(f"{_n(x)} {_n(y)}")
    return "M" + "L".join(points) + "z"


def _sow(ground: Ground, plot: Polygon, area: float, tone: int) -> None:
    """Lay a plot, sometimes in furrows."""
    if area <= UNIT * UNIT * 1.6 or ground.draw() >= 0.34:
        ground.lay(f"p{tone}", _plot(plot))
        return
    a, b, c, d = plot
    furrows = 3 + int(ground.draw() * 3)
    for i in range(furrows):
        one, two = i / furrows, (i + 1) / furrows
        furrow = (
            _between(a, d, one),
            _between(b, c, one),
            _between(b, c, two),
            _between(a, d, two),
        )
        ground.lay(f"p{max(1, min(6, tone + i % 2))}", _plot(furrow))


def _river(ground: Ground, high: bool) -> None:
    height = ground.height
    y0, y1 = (
        height * (0.08 + 0.22 * ground.draw() + (0 if high else 0.62)) for _ in "ab"
    )
    bend0, bend1 = ((ground.draw() - 0.5) * height * 0.3 for _ in "ab")
    ground.parts.append(
        f'<path class="pr" d="M-20 {_n(y0)}C{_n(ground.width * 0.38)} {_n(y0 + bend0)} '
        f"{_n(ground.width * 0.62)} {_n(y1 + bend1)} "
        f'{_n(ground.width + 20)} {_n(y1)}"/>'
    )


# -- Hemicycle: assemblies, and the home page ----------------------------------------


def _hemicycle(ground: Ground, level: int) -> None:
    centre = (ground.width * (0.25 + 0.5 * ground.draw()), ground.height * 1.06)
    reach = max(math.dist(centre, corner) for corner in ((0, 0), (ground.width, 0)))
    stones: list[Voussoir] = []
    ring = 2
    while ring * UNIT < reach + UNIT:
        stones += _ring(centre, ring, 1.25 + ground.draw() * 0.9)
        ring += 1
    stones = [
        stone
        for stone in stones
        if -UNIT < stone[0] < ground.width + UNIT
        and -UNIT < stone[1] < ground.height + UNIT
    ]
    seats = [s for s in stones if ground.contains(s[0], s[1], UNIT, UNIT * 1.5)]
    lit = _path_of_light(seats, level, ground.target(0.3))
    for stone in stones:
        name = "pl" if stone in lit else f"p{ground.tone(stone[0], stone[1])}"
        ground.lay(name, _voussoir(centre, stone))
    ground.seal()


def _ring(centre: Point, ring: int, length: float) -> list[Voussoir]:
    """Return the stones of one half ring, each about `length` units long."""
    r0, r1 = ring * UNIT + JOINT, (ring + 1) * UNIT - JOINT
    middle = (r0 + r1) / 2
    count = max(5, round(math.pi * (ring + 0.5) / length))
    joint = JOINT / (ring + 0.5) / UNIT
    stones: list[Voussoir] = []
    for i in range(count):
        a0 = math.pi + math.pi * i / count + joint
        a1 = math.pi + math.pi * (i + 1) / count - joint
        angle = (a0 + a1) / 2
        x = centre[0] + middle * math.cos(angle)
        y = centre[1] + middle * math.sin(angle)
        stones.append((x, y, r0, r1, a0, a1))
    return stones


def _voussoir(centre: Point, stone: Voussoir) -> str:
    _, _, r0, r1, a0, a1 = stone

    def at(radius: float, angle: float) -> str:
        x = centre[0] + radius * math.cos(angle)
        y = centre[1] + radius * math.sin(angle)
        return f"{_n(x)} {_n(y)}"

    return (
        f"M{at(r0, a0)}L{at(r1, a0)}A{_n(r1)} {_n(r1)} 0 0 1 {at(r1, a1)}"
        f"L{at(r0, a1)}A{_n(r0)} {_n(r0)} 0 0 0 {at(r0, a0)}z"
    )


# -- Herringbone: budgets, and the page that was not found ----------------------------


def _herringbone(ground: Ground, level: int) -> None:
    bricks = _bricks(ground)
    visible = [brick for brick in bricks if ground.contains(brick[0], brick[1])]
    lit = _path_of_light(visible, level, ground.target())
    for brick in bricks:
        name = "pl" if brick in lit else f"p{ground.tone(brick[0], brick[1])}"
        ground.lay(name, _stone(*brick[2:]))
    _turned(ground)


def _turned(ground: Ground) -> None:
    """Write the bricks laid so far, turned by an eighth."""
    middle = f"{_n(ground.width / 2)} {_n(ground.height / 2)}"
    ground.parts.append(f'<g transform="translate({middle})rotate(45)">')
    ground.seal()
    ground.parts.append("</g>")


def _bricks(ground: Ground) -> list[Rectangle]:
    q, turn = UNIT * 0.8, math.cos(math.pi / 4)
    reach = int((ground.width + ground.height) / q) + 2
    bricks: list[Rectangle] = []
    for i in range(-reach, reach):
        for j in range(-reach, reach):
            if (i - j) % 4 not in (0, 3):
                continue
            width, height = (2, 1) if (i - j) % 4 == 0 else (1, 2)
            x, y = (i + width / 2) * q, (j + height / 2) * q
            cx = (x - y) * turn + ground.width / 2
            cy = (x + y) * turn + ground.height / 2
            if -q < cx < ground.width + q and -q < cy < ground.height + q:
                bricks.append((cx, cy, i * q, j * q, width * q, height * q))
    return bricks


# -- What templates call --------------------------------------------------------------

_BONDS: dict[str, Callable[[Ground, int], None]] = {
    "survey": _slabs,
    "evaluation": _slabs,
    "ideas": _fans,
    "consultation": _plots,
    "concertation": _plots,
    "assembly": _hemicycle,
    "budget": _herringbone,
}


@lru_cache(maxsize=1024)
def cover(seed: str, kind: str, level: int, shape: str) -> SafeString:
    """Return the SVG of a paving, decorative and hidden from assistive tools."""
    ground = Ground(seed, *SHAPES[shape])
    _BONDS.get(kind, _slabs)(ground, max(1, min(level, LEVELS)))
    return _svg(ground)


WORDS = 850


@lru_cache(maxsize=1)
def hero() -> SafeString:
    """Return the half circle of the home page; its outer rows are still to be laid."""
    ground = Ground("place", 40, 16)
    centre = (1285.0, 640.0)
    seats = [
        (ring, stone)
        for ring in range(3, 19)
        for stone in _ring(centre, ring, 1.5 + (ring % 3) * 0.25)
        # The words of the page stand on the left.
        if WORDS < stone[0] < ground.width + UNIT and stone[1] > -UNIT
    ]
    # The farther from the centre, the fewer stones are laid yet.
    laid = [s for ring, s in seats if ground.draw() > max(0.0, (ring - 8) / 9)]
    front = [s for s in laid if 1020 < s[0] < 1540 and 330 < s[1] < 560]
    lit = _path_of_light(front, 3, (1190.0, 420.0))
    for stone in laid:
        name = "pl" if stone in lit else f"p{ground.tone(stone[0], stone[1])}"
        ground.lay(name, _voussoir(centre, stone))
    ground.seal()
    return _svg(ground, bare=True, fit="xMaxYMax slice")


@lru_cache(maxsize=1)
def missing_stone() -> SafeString:
    """Return a paving that lacks one brick."""
    ground = Ground("404", *SHAPES["square"])
    bricks = _bricks(ground)
    middle = (ground.width / 2, ground.height / 2)
    hole = min(bricks, key=lambda brick: (math.dist(brick[:2], middle), brick))
    for brick in bricks:
        name = "hole" if brick == hole else f"p{ground.tone(brick[0], brick[1])}"
        ground.lay(name, _stone(*brick[2:]))
    # The hole comes last: its dashed edge lies over the stones around it.
    ground.layers = dict(sorted(ground.layers.items(), key=lambda kv: kv[0] == "hole"))
    middle_of = f"{_n(middle[0])} {_n(middle[1])}"
    ground.parts.append(f'<g transform="translate({middle_of})rotate(45)">')
    edge = ground.layers.pop("hole")
    ground.seal()
    ground.parts.append(f'<path class="hole" d="{"".join(edge)}"/></g>')
    return _svg(ground)


def _svg(
    ground: Ground, *, bare: bool = False, fit: str = "xMidYMid slice"
) -> SafeString:
    size = f'width="{ground.width}" height="{ground.height}"'
    floor = "" if bare else f'<rect class="p0" {size}/>'
    return mark_safe(  # noqa: S308  numbers and class names only
        f'<svg class="paving" viewBox="0 0 {ground.width} {ground.height}" '
        f'preserveAspectRatio="{fit}" aria-hidden="true" focusable="false">'
        f"{floor}{''.join(ground.parts)}</svg>"
    )
