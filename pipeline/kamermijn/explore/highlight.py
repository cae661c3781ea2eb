"""A letter's text with its records marked: nested where they nest, cut where they cross, each word once."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from markupsafe import Markup

_BREAK = re.compile(r"\n{2,}")
SENTENCE = "sentence"
"""Name of a span that is a sentence, and no record."""


@dataclass(frozen=True)
class Span:
    """A stretch of the text to mark: with an ``anchor`` it is the place of a record, without one a further mention or a sentence.

    Of spans on one place the one of the lowest ``rank`` is the outer one.
    """

    start: int
    end: int
    name: str
    anchor: str = ""
    title: str = ""
    rank: int = 0
    continues: bool = False


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where each paragraph starts and ends; paragraphs are apart by a blank line."""
    position = 0
    for gap in _BREAK.finditer(text):
        if gap.start() > position:
            yield position, gap.start()
        position = gap.end()
    if position < len(text):
        yield position, len(text)


def within(spans: Sequence[Span], bounds: Iterable[tuple[int, int]]) -> Iterator[list[Span]]:
    """For each of the bounds (in reading order, apart) the spans that fall in it, cut to it; only a first piece keeps its anchor."""
    waiting = sorted((span for span in spans if span.start < span.end), key=lambda span: span.start)
    position, open_spans = 0, list[Span]()
    for start, end in bounds:
        while position < len(waiting) and waiting[position].start < end:
            open_spans.append(waiting[position])
            position += 1
        here = []
        for span in open_spans:
            if span.end > start:
                cut = replace(span, start=max(span.start, start), end=min(span.end, end))
                here.append(replace(cut, anchor="", continues=True) if span.start < start else cut)
        open_spans = [replace(span, anchor="", continues=True) if span.start < end else span for span in open_spans if span.end > end]
        yield here


def marked(text: str, start: int, end: int, spans: Iterable[Span]) -> Markup:
    """The text from ``start`` to ``end`` as HTML, escaped, with the spans (which lie in it) marked.

    A span that starts within another and ends outside it is cut in two, so that the marks nest as HTML must.
    """
    waiting = [_queued(span) for span in spans]
    heapq.heapify(waiting)
    out: list[str] = []
    open_spans: list[Span] = []
    position = start

    def write_up_to(offset: int) -> None:
        nonlocal position
        while open_spans and open_spans[-1].end <= offset:
            span = open_spans.pop()
            out.append(_plain(text[position : span.end]))
            out.append("</span>" if span.name == SENTENCE else "</mark>")
            position = span.end
        out.append(_plain(text[position:offset]))
        position = offset

    while waiting:
        span = heapq.heappop(waiting)[-1]
        write_up_to(span.start)
        if open_spans and span.end > open_spans[-1].end:
            cut = open_spans[-1].end
            heapq.heappush(waiting, _queued(replace(span, start=cut, anchor="", continues=True)))
            span = replace(span, end=cut)
        out.append(_opened(span))
        open_spans.append(span)
    write_up_to(end)
    # Every piece is a tag of ours or was escaped.
    return Markup("".join(out))


def _queued(span: Span) -> tuple[int, int, int, str, bool, int, Span]:
    return span.start, -span.end, span.rank, span.anchor, span.continues, id(span), span


def _opened(span: Span) -> str:
    if span.name == SENTENCE:
        return '<span class="zin">'
    anchor = f' id="{escape(span.anchor)}"' if span.anchor else ""
    title = f' title="{escape(span.title)}"' if span.title else ""
    return f'<mark class="{escape(span.name)}{" vervolg" if span.continues else ""}"{anchor}{title}>'


def _plain(words: str) -> str:
    return escape(words).replace("\n", "<br>")
