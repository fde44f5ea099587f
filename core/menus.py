"""The frame of every page: who runs the site, and the links that all pages share.

Built from three queries, then kept in memory until a change raises the generation
(core.pagecache): a page pays for its own content only.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from django.core.cache import caches
from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page, Site

from core.models import SiteIdentity
from core.pagecache import current_generation

LEGAL_SLUG = "informations"
LOGO_SIZE = "max-176x88"
KEPT = 24 * 3600


@dataclass(frozen=True)
class Link:
    """One entry of a menu, or of the way back."""

    title: str
    url: str
    path: str = ""  # the place of the page in the tree
    current: bool = False


@dataclass(frozen=True)
class Column:
    """A column of the footer: the title of a page, and its children."""

    title: str
    links: list[Link]


@dataclass(frozen=True)
class Menu:
    """Every link that all pages share.

    The header lists the pages under the home page that are « dans les menus ». A
    page under the home page that is not in the menus, but has children that are,
    makes a column of the footer; the one whose address is `informations` makes the
    last line, with the legal pages.
    """

    header: list[Link] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    legal: list[Link] = field(default_factory=list)
    search_url: str = ""


@dataclass(frozen=True)
class Frame:
    """What surrounds the content of every page of a site."""

    identity: SiteIdentity
    logo: Any = None  # a rendition, ready to print
    menu: Menu = field(default_factory=Menu)
    above: dict[str, Link] = field(default_factory=dict)  # by place in the tree
    roots: Any = None  # what Wagtail needs to write addresses


def frame_of(request: HttpRequest) -> Frame:
    """Return the frame of the site that answers `request`."""
    frame: Frame | None = getattr(request, "_parvis_frame", None)
    if frame is None:
        frame = _kept_frame(request)
        request._parvis_frame = frame  # type: ignore[attr-defined]
        if frame.roots is not None:
            request._wagtail_cached_site_root_paths = frame.roots  # type: ignore[attr-defined]
    return frame


def menu_of(request: HttpRequest) -> Menu:
    """Return the links that all pages share, with the one where we are."""
    menu = frame_of(request).menu
    return replace(
        menu,
        header=[
            replace(link, current=request.path.startswith(link.url))
            for link in menu.header
        ],
    )


def crumbs_of(page: Page, request: HttpRequest) -> list[Link]:
    """Return the links to the pages above `page`, the home page first."""
    above = frame_of(request).above
    steps = range(2 * Page.steplen, len(page.path), Page.steplen)
    paths = [page.path[:end] for end in steps]
    if all(path in above for path in paths):
        return [above[path] for path in paths]
    parents = page.get_ancestors().filter(depth__gt=1).only("title", "url_path", "path")
    links = (_link(parent, request) for parent in parents)
    return [above.get(link.path, link) for link in links if link.url]


def _kept_frame(request: HttpRequest) -> Frame:
    site = Site.find_for_request(request)
    if site is None:
        return Frame(SiteIdentity())
    generation = getattr(request, "generation", None)
    if generation is None:
        generation = current_generation()
    key = f"frame:{generation}:{site.pk}"
    frame: Frame | None = caches["pages"].get(key)
    if frame is None:
        frame = _build(site, request)
        caches["pages"].set(key, frame, KEPT)
    return frame


def _build(site: Site, request: HttpRequest) -> Frame:
    identity = SiteIdentity.for_site(site)
    roots = Site.get_site_root_paths()
    request._wagtail_cached_site_root_paths = roots  # type: ignore[attr-defined]
    root: Page = site.root_page
    pages = list(
        Page.objects.live()
        .filter(path__startswith=root.path)
        .filter(Q(depth=root.depth + 1) | Q(depth=root.depth + 2, show_in_menus=True))
        .order_by("path")
        .only(
            "content_type",
            "depth",
            "path",
            "show_in_menus",
            "slug",
            "title",
            "url_path",
        )
    )
    home = replace(_link(root, request), title="Accueil")
    tops = [page for page in pages if page.depth == root.depth + 1]
    return Frame(
        identity=identity,
        logo=identity.logo.get_rendition(LOGO_SIZE) if identity.logo else None,
        menu=_menu(tops, pages, request),
        above={root.path: home} | {page.path: _link(page, request) for page in tops},
        roots=roots,
    )


def _menu(tops: list[Page], pages: list[Page], request: HttpRequest) -> Menu:
    menu = Menu(
        header=[_link(page, request) for page in tops if page.show_in_menus],
        search_url=_search_url(tops, request),
    )
    for top in tops:
        if top.show_in_menus:
            continue
        links = [
            _link(page, request)
            for page in pages
            if page.depth > top.depth and page.path.startswith(top.path)
        ]
        if top.slug == LEGAL_SLUG:
            menu.legal.extend(links)
        elif links:
            menu.columns.append(Column(top.title, links))
    return menu


def _link(page: Page, request: HttpRequest) -> Link:
    return Link(page.title, page.get_url(request) or "", page.path)


def _search_url(pages: list[Page], request: HttpRequest) -> str:
    """Return the address of the page whose class says that it `offers_search`."""
    for page in pages:
        if getattr(page.specific_class, "offers_search", False):
            return f"{page.get_url(request)}#recherche"
    return ""
