"""Running heads, footers, page numbers: what stands in the same place on page after page."""

from __future__ import annotations

import re
from collections import defaultdict

from kamermijn.ingest import RawPage
from kamermijn.layout.columns import Column
from kamermijn.layout.fragment import Fragment
from kamermijn.layout.wording import Wording

_HEAD, _FOOT = 0.16, 0.84
"""Shares of the page's height above and below which running heads and footers stand."""
_EDGE = 0.9
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:pagina|page|blad|blz\.?|p\.)?\s*\d{1,4}(?:\s*(?:van|/|of|-)\s*\d{1,4})?\W*", re.IGNORECASE)


def running(pages: list[RawPage], by_page: dict[int, list[Fragment]], columns: dict[int, Column], words: Wording) -> set[int]:
    """The ``id``s of the fragments that are running heads or footers."""
    places: dict[tuple[str, int], dict[int, Fragment]] = defaultdict(dict)
    for page in pages:
        for fragment in by_page[page.number]:
            at_edge = fragment.bottom < _HEAD * page.height or fragment.top > _FOOT * page.height
            # Of two columns, more lines stand at an edge, and what is said often there is no running head.
            said = columns[page.number].gutter is not None and fragment.text.endswith((".", ":")) and not _DIGITS.search(fragment.text)
            if at_edge and not said and not words.is_label(fragment.text) and not (fragment.raised and fragment.raised[0][0] == 0):
                shape = _DIGITS.sub("0", fragment.text.casefold())
                for shift in (0, 1):
                    places[shape, int(fragment.baseline // 8) + shift].setdefault(page.number, fragment)
    written = sum(1 for page in pages if by_page[page.number])
    enough = min(3.0, max(2.0, 0.3 * written))
    found: set[int] = set()
    for repeated in places.values():
        found.update(id(f) for group in _same(repeated) if len(group) >= enough for f in group)
    for page in pages:
        rest = [f for f in by_page[page.number] if id(f) not in found]
        found.update(id(f) for f in rest if _is_lone_number(f, rest, page))
        if len(pages) == 1:
            found.update(_single_footer(rest, page, columns[page.number]))
    return found


def _same(by_page: dict[int, Fragment]) -> list[list[Fragment]]:
    """Fragments of one shape, by whether they say the same: each number in them stays, or counts with the pages."""
    numbers = {page: [int(n) for n in _DIGITS.findall(f.text)] for page, f in by_page.items()}
    columns = zip(*numbers.values(), strict=True)
    if all(len(set(c)) == 1 or len({n - page for n, page in zip(c, numbers, strict=True)}) == 1 for c in columns):
        return [list(by_page.values())]
    groups: dict[str, list[Fragment]] = defaultdict(list)
    for fragment in by_page.values():
        groups[fragment.text].append(fragment)
    return list(groups.values())


def _is_lone_number(fragment: Fragment, others: list[Fragment], page: RawPage) -> bool:
    """A page number on a line of its own at the edge of a page."""
    at_edge = fragment.top > _EDGE * page.height or fragment.bottom < (1 - _EDGE) * page.height
    if not at_edge or not _PAGE_NUMBER.fullmatch(fragment.text):
        return False
    return not any(f is not fragment and abs(f.baseline - fragment.baseline) < 3 and f.text != fragment.text for f in others)


def _single_footer(fragments: list[Fragment], page: RawPage, column: Column) -> list[int]:
    """The last line of a single page where it stands far below the rest and no repetition can tell."""
    fragments = [f for f in fragments if f.left >= column.left - 8]
    if not fragments:
        return []
    last = max(f.baseline for f in fragments)
    foot = [f for f in fragments if last - f.baseline < 2]
    above = [f.baseline for f in fragments if last - f.baseline >= 2]
    far = not above or last - max(above) > 2.5 * max(f.size for f in foot)
    if last > 0.92 * page.height and far and sum(len(f.text) for f in foot) < 140 and not foot[0].raised:
        return [id(f) for f in foot]
    return []


def band_bottom(page: RawPage, fragments: list[Fragment], column: Column) -> float:
    """Where the band over the first page ends: the last of two or more lines right across, under a title in large letters.

    0.0 where there is no such band.
    """
    edges = sorted({round(r.y1, 1) for r in page.rulings if r.x1 - r.x0 > 0.6 * page.width and r.y1 < 0.3 * page.height})
    if len(edges) < 2:
        return 0.0
    title = any(f.size > 1.4 * column.size for f in fragments if f.bottom < edges[0] + 3)
    return edges[-1] if title else 0.0
