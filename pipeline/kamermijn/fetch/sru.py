"""Asks KOOP's search service (SRU 2.0, OASIS searchRetrieve) and reads all pages of its answer.

Records are counted from 1. The service answers a wrong question with diagnostics, or with no records at all and no word about
it; so the number it announces is held against what came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kamermijn.fetch.errors import FetchError
from kamermijn.fetch.publication import Publication, of_record
from kamermijn.fetch.question import Question
from kamermijn.fetch.web import Web
from kamermijn.ingest.markup import Element, name, parse_xml
from kamermijn.model import LetterError

PAGE = 500
_MOST_BARREN = 3
"""Pages in a row with nothing that was not there before."""
Note = Callable[[str, str, str], None]
"""Told of what is not as it should be: of what, a short code, and a message."""


def search(web: Web, question: Question, note: Note, page: int = PAGE) -> Iterator[Publication]:
    """Every document that answers the question, each once; FetchError when the service cannot answer."""
    for query in question.queries():
        yield from _answers(web, query, note, page)


def _answers(web: Web, query: str, note: Note, page: int) -> Iterator[Publication]:
    start, announced = 1, None
    seen: set[str] = set()
    unusable = barren = 0
    while announced is None or start <= announced:
        total, records = _page(web, query, start, page)
        if announced is not None and total != announced:
            note(query, "changed", f"the number of answers went from {announced:,} to {total:,} while they were read")
        announced, before = total, len(seen) + unusable
        for record in records:
            try:
                publication = of_record(record, web.services.search)
            except FetchError as error:
                unusable += 1
                note(query, error.reason, str(error))
                continue
            if publication.identifier not in seen:
                seen.add(publication.identifier)
                yield publication
        # A service that gives the same page again and again is not asked without end.
        barren = barren + 1 if len(seen) + unusable == before else 0
        if not records or barren == _MOST_BARREN:
            break
        start += len(records)
    if announced is not None and (came := len(seen) + unusable) != announced:
        note(query, "incomplete", f"the service announced {announced:,} documents and gave {came:,} different ones: ask again later")


def count(web: Web, question: Question) -> int:
    """How many documents answer the question."""
    return sum(_page(web, query, 1, 1)[0] for query in question.queries())


def _page(web: Web, query: str, start: int, size: int) -> tuple[int, list[Element]]:
    parameters = {"operation": "searchRetrieve", "version": "2.0", "query": query, "startRecord": str(start), "maximumRecords": str(size)}
    # The service speaks JSON to those who do not say that they want XML.
    return web.read(web.services.search, "application/xml, text/xml", read_page, parameters)


def read_page(body: bytes) -> tuple[int, list[Element]]:
    """The number of answers that a page announces, and its records; FetchError where it is a refusal or no such page."""
    try:
        root = parse_xml(body, "the answer of the search service")
    except LetterError as error:
        said = str(error).split(": download")[0]
        raise FetchError("answer", f"{said}: the service may have changed (make live-check tells)") from None
    refusals = [_words(element) for element in root.iter() if name(element) == "diagnostic"]
    if refusals:
        raise FetchError("refused", f"the search service refuses the question: {'; '.join(refusals)}")
    if name(root) != "searchRetrieveResponse":
        raise FetchError("answer", f"the search service answers with <{name(root)}>: it may have changed (make live-check tells)")
    said = next((element.text or "" for element in root if name(element) == "numberOfRecords"), "")
    said = said.strip()
    if not (said.isascii() and said.isdigit() and len(said) < 12):
        raise FetchError("answer", "the search service does not say how many documents there are: it may have changed")
    return int(said), [element for element in root.iter() if name(element) == "record"]


def _words(diagnostic: Element) -> str:
    said = {name(element): " ".join((element.text or "").split()) for element in diagnostic}
    return ": ".join(text for text in (said.get("message"), said.get("details")) if text) or "without a reason"
