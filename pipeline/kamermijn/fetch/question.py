"""What is asked of the search service, as the user says it and as the service takes it (CQL 1.2, Library of Congress)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kamermijn.dutch.identifiers import parse_dossier, parse_kamerstuk
from kamermijn.fetch.errors import FetchError
from kamermijn.fetch.publication import is_identifier

_COLLECTION = "c.product-area==officielepublicaties"
_IDENTIFIERS_A_QUESTION = 20


@dataclass(frozen=True)
class Question:
    """Documents by dossier, by words, by id, or attachments of documents; ``since`` and ``changed_since`` narrow it down."""

    dossier: str | None = None
    words: str | None = None
    identifiers: tuple[str, ...] = ()
    main_document: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    changed_since: datetime.date | None = None

    def queries(self) -> Iterator[str]:
        """The questions in CQL: one, or one for every twenty ids."""
        if self.identifiers:
            for first in range(0, len(self.identifiers), _IDENTIFIERS_A_QUESTION):
                some = self.identifiers[first : first + _IDENTIFIERS_A_QUESTION]
                yield f"{_COLLECTION} AND ({' OR '.join(f'dt.identifier=={quoted(each)}' for each in some)})"
            return
        asked = [_COLLECTION]
        if self.dossier:
            asked.append(f"w.dossiernummer=={quoted(self.dossier)}")
        if self.words:
            asked.append(f"cql.textAndIndexes={quoted(self.words)}")
        if self.main_document:
            asked.append(f"w.hoofddocument=={quoted(self.main_document)}")
        if len(asked) == 1:
            raise FetchError("question", "nothing is asked for: name documents, --dossier or --search")
        asked += [f'dt.date>="{self.since}"'] if self.since else []
        asked += [f'dt.date<="{self.until}"'] if self.until else []
        asked += [f'dt.modified>="{self.changed_since}"'] if self.changed_since else []
        yield " AND ".join(asked)

    @property
    def key(self) -> str:
        """The question without its time: the same question asked again later has the same key."""
        timeless = replace(self, changed_since=None)
        return " ; ".join(timeless.queries())


def quoted(value: str) -> str:
    """A value between double quotes, so that nothing in it is taken for a part of the question."""
    return '"' + " ".join(value.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'


def read_dossier(text: str) -> str:
    """A dossier number as the service takes it (``34 300 VI`` → ``34300-VI``); FetchError for anything else."""
    dossier = parse_dossier(text)
    if dossier is None:
        raise FetchError("question", f"{text!r} is no dossier number: give one such as 28638, '34 300 VI' or 21501-02")
    return dossier.identifier


def read_identifier(text: str) -> str:
    """An official id, or a Kamerstuk as letters print it (``28 638, nr. 158`` → ``kst-28638-158``); FetchError for anything else."""
    text = text.strip()
    if is_identifier(text):
        return text
    if kamerstuk := parse_kamerstuk(text.removeprefix("Kamerstuk ").removeprefix("Kamerstukken ")):
        return kamerstuk.identifier
    raise FetchError("question", f"{text!r} is no official id: give one such as kst-28638-158, or '28 638, nr. 158'")
