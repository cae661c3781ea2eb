"""Three small requests to the real services, and which of the assumptions that kamermijn makes about them hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from kamermijn.fetch.account import AWAY
from kamermijn.fetch.errors import FetchError
from kamermijn.fetch.odata import read_page as read_entities
from kamermijn.fetch.publication import METADATA, of_record
from kamermijn.fetch.question import Question
from kamermijn.fetch.sru import read_page as read_answer
from kamermijn.fetch.web import Web
from kamermijn.ingest.markup import name, parse_xml
from kamermijn.model import LetterError

KNOWN = "kst-28638-158"
"""A letter of 2016, which stays where it is."""
_FIELDS = ("Nummer", "Tekst", "Status", "Aanmaakdatum", "KamerbriefNakoming")


class Finding(NamedTuple):
    """An assumption, whether it holds, and what was found; not ``tried`` where the service could not be reached or was busy."""

    assumption: str
    holds: bool
    found: str
    tried: bool = True


def check(web: Web) -> Iterator[Finding]:
    """Try every assumption; those that rest on one that fails are left out."""
    yield from _search(web)
    yield from _metadata(web)
    yield from _parliament(web)


def _search(web: Web) -> Iterator[Finding]:
    query = next(Question(identifiers=(KNOWN,)).queries())
    parameters = {"operation": "searchRetrieve", "version": "2.0", "query": query, "startRecord": "1", "maximumRecords": "1"}
    first = f"{web.services.search} answers a question for {KNOWN} with an SRU 2.0 answer"
    try:
        total, records = read_answer(web.get(web.services.search, "application/xml, text/xml", parameters, anew=True))
    except FetchError as error:
        yield Finding(first, False, str(error), error.reason not in AWAY)
        return
    yield Finding(first, True, f"{total} announced")
    yield Finding("the known letter is there once", total == 1 and len(records) == 1, f"{total} announced, {len(records)} came")
    if not records:
        return
    try:
        publication = of_record(records[0], web.services.search)
    except FetchError as error:
        yield Finding("a record has an id", False, str(error))
        return
    yield Finding("a record has the id that was asked for", publication.identifier == KNOWN, publication.identifier)
    yield Finding("a record has itemUrl elements for its forms, metadata among them", METADATA in publication.forms,
                  ", ".join(sorted(publication.forms)) or "none")  # fmt: skip
    outside = [address for address in publication.forms.values() if not web.services.allows(address)]
    yield Finding("the forms stand on the official hosts", not outside, ", ".join(outside) or "all")
    yield Finding("a record has a date", publication.date is not None, str(publication.date))
    yield Finding("a record tells a version or when it changed", bool(publication.version or publication.modified),
                  publication.version or publication.modified or "neither")  # fmt: skip


def _metadata(web: Web) -> Iterator[Finding]:
    address = f"{web.services.publications}/{KNOWN}/metadata.xml"
    assumption = f"{address} holds elements metadata with name and content"

    def found() -> tuple[bool, str]:
        root = parse_xml(web.get(address, "application/xml", anew=True), "metadata.xml")
        said = {element.get("name"): element.get("content") for element in root.iter() if name(element) == "metadata"}
        return said.get("DC.identifier") == KNOWN, f"{len(said)} names, DC.identifier {said.get('DC.identifier')}"

    yield _tried(assumption, found)


def _parliament(web: Web) -> Iterator[Finding]:
    address = f"{web.services.parliament}/Toezegging"
    first = f"{address} answers with a page of OData"
    try:
        page = read_entities(web.get(address, "application/json", {"$orderby": "Nummer", "$count": "true"}, anew=True))
    except FetchError as error:
        yield Finding(first, False, str(error), error.reason not in AWAY)
        return
    came, announced = page["value"], page.get("@odata.count")
    yield Finding(first, True, f"{announced} announced, {len(came)} came")
    names = {each for row in came for each in row}
    yield Finding(f"its rows have the fields {', '.join(_FIELDS)}", names.issuperset(_FIELDS), ", ".join(sorted(names)) or "none")
    more = isinstance(announced, int) and announced > len(came)
    following = page.get("@odata.nextLink")
    yield Finding("a page names the next one while there is more", not more or following is not None, str(following))
    yield Finding("the next page stands on the same host", following is None or web.services.allows(str(following)), str(following))


def _tried(assumption: str, found: Callable[[], tuple[bool, str]]) -> Finding:
    try:
        holds, what = found()
    except (FetchError, LetterError) as error:
        return Finding(assumption, False, str(error), error.reason not in AWAY)
    return Finding(assumption, holds, what)
