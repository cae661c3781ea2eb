"""One official publication as the search service describes it: what it is, its version, and the forms in which it is there."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import urljoin

import regex

from kamermijn.dutch.identifiers import parse_kamerstuk_id
from kamermijn.fetch.errors import FetchError
from kamermijn.ingest.markup import Element, name

# An id becomes the name of a file: letters, digits and hyphens, and the brackets of an old Kingdom number.
_IDENTIFIER = regex.compile(r"[a-z]{1,6}(?:-[A-Za-z0-9()]{1,24}){1,8}")
BEST_FIRST = ("xml", "html", "docx", "odt", "pdf")
"""The forms from the one that says most of its structure to the one that says least."""
METADATA = "metadata"
_GENERAL = frozenset(["kamerstuk", "officiële publicatie"])


@dataclass(frozen=True)
class Publication:
    """A document; ``forms`` gives the address of each of its forms, ``metadata`` among them.

    ``described`` tells that the search service knows it; else only its id is known, and where its forms would stand.
    """

    identifier: str
    title: str = ""
    kinds: tuple[str, ...] = ()
    date: datetime.date | None = None
    version: str = ""
    modified: str = ""
    dossiers: tuple[str, ...] = ()
    forms: dict[str, str] = field(default_factory=dict)
    described: bool = True

    @property
    def kind(self) -> str:
        """What the service calls it: ``Motie``, ``Brief regering``, ``Handelingen``."""
        return self.kinds[-1] if self.kinds else ""

    @property
    def is_attachment(self) -> bool:
        """Whether it goes with another document."""
        return self.identifier.startswith("blg-")

    @property
    def folder(self) -> PurePosixPath:
        """Where it is kept below the corpus: by series and dossier, or parliamentary year."""
        series, _, rest = self.identifier.partition("-")
        kamerstuk = parse_kamerstuk_id(self.identifier)
        if kamerstuk:
            return PurePosixPath(series, kamerstuk.dossier.identifier)
        year = regex.search(r"(?<!\d)(?:18|19|20)\d{6}(?!\d)", rest)
        dossier = self.dossiers[0] if self.dossiers and is_identifier(f"d-{self.dossiers[0]}") else None
        return PurePosixPath(series, year[0] if year else dossier or "overig")

    def wanted(self, pages: bool) -> list[str]:
        """The forms to have, the best first: the best that there is, and the PDF for its page images when asked."""
        best = next((form for form in BEST_FIRST if form in self.forms), None)
        return [form for form in BEST_FIRST if form == best or (pages and form == "pdf" and form in self.forms)]

    def is_kind(self, asked: str) -> bool:
        """Whether it is of a kind that was asked for (``brief``, ``motie``); the title tells where the service does not, as before 2010."""
        told = [kind for kind in self.kinds if kind.casefold() not in _GENERAL]
        return asked.casefold() in " ".join(told or [self.title]).casefold()


def is_identifier(text: str) -> bool:
    """Whether a text is an official id and nothing else: only then may it become part of an address or a file name."""
    return bool(_IDENTIFIER.fullmatch(text))


def of_record(record: Element, base: str) -> Publication:
    """Read the ``gzd`` record of one document; FetchError where it has no usable id. An address may be told from ``base`` on."""
    said: dict[str, list[str]] = {}
    forms: dict[str, str] = {}
    for element in record.iter():
        text = " ".join((element.text or "").split())
        if not text:
            continue
        called = name(element)
        if called == "itemUrl":
            forms.setdefault((element.get("manifestation") or "").casefold(), _whole(text, base))
        else:
            said.setdefault(called, []).append(text)
    identifier = next(iter(said.get("identifier", ())), "")
    if not is_identifier(identifier):
        raise FetchError("identifier", f"a document without a usable id ({identifier[:80]!r}): left out")
    return Publication(
        identifier,
        _first(said, "documenttitel", "title"),
        tuple(dict.fromkeys((*said.get("type", ()), *said.get("subrubriek", ())))),
        _date(said),
        _first(said, "documentstatus", "documentStatus"),
        _first(said, "timestamp", "modified", "available"),
        tuple(dict.fromkeys(said.get("dossiernummer", ()))),
        forms,
    )


def of_identifier(identifier: str, publications: str) -> Publication:
    """A document of which only the id is known: its forms stand under the short addresses, if they are there."""
    base = f"{publications}/{identifier}"
    forms = {form: f"{base}.{form}" for form in ("xml", "html", "odt", "pdf")}
    return Publication(identifier, forms=forms | {METADATA: f"{base}/metadata.xml"}, described=False)


def _whole(address: str, base: str) -> str:
    """An address from a base on; what is none stays as it is, and is refused when it is opened."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _first(said: dict[str, list[str]], *names: str) -> str:
    return next((said[each][0] for each in names if said.get(each)), "")


def _date(said: dict[str, list[str]]) -> datetime.date | None:
    for text in _values(said, ("issued", "date", "datumOntvangst", "available")):
        try:
            return datetime.date.fromisoformat(text[:10])
        except ValueError:
            continue
    return None


def _values(said: dict[str, list[str]], names: Iterable[str]) -> Iterable[str]:
    for each in names:
        yield from said.get(each, ())
