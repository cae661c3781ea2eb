"""What an official publication says about itself: the ``metadata.xml`` beside it, or the head of its HTML page.

The names are those of OWMS, the metadata standard of the Dutch government, as officielebekendmakingen.nl uses them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from kamermijn.ingest.markup import Element, name, parse_xml
from kamermijn.ingest.sources import archive_of, content
from kamermijn.model import LetterError

# Name of the element -> key in ``Raw.metadata``; several values of one key are kept apart by a line break.
_KEYS = {
    "DC.identifier": "identifier", "DC.title": "title", "OVERHEIDop.documenttitel": "document_title", "OVERHEIDop.dossiernummer": "dossier",
    "OVERHEIDop.dossiertitel": "dossier_title", "OVERHEIDop.ondernummer": "number", "OVERHEIDop.vergaderjaar": "session_year",
    "OVERHEIDop.indiener": "submitter", "DCTERMS.issued": "issued", "DCTERMS.available": "available", "DC.creator": "creator",
    "OVERHEIDop.publicationName": "publication", "OVERHEIDop.documentStatus": "status", "OVERHEIDop.versieInformatie": "version",
    "OVERHEIDop.aanhangselnummer": "number", "OVERHEIDop.datumOntvangst": "received", "OVERHEIDop.datumIndiening": "asked",
    "OVERHEIDop.ontvanger": "addressee",
}  # fmt: skip
_TYPES = {"OVERHEIDop.KamerstukTypen": "paper", "OVERHEIDop.Parlementair": "series"}
_RECORD = re.compile(r"/([a-z]{2,5}-[\w-]{4,40})/metadata\.xml$", re.IGNORECASE)
LARGEST = 2_000_000


def of_elements(root: Element) -> dict[str, str]:
    """The metadata in the ``metadata`` and ``meta`` elements of a document."""
    return _collected((str(e.get("name") or ""), str(e.get("scheme") or ""), str(e.get("content") or "")) for e in root.iter()
                      if name(e) in ("metadata", "meta"))  # fmt: skip


def _collected(said: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for called, scheme, value in said:
        value = " ".join(value.split())
        if record := _RECORD.search(value) if called == "OVERHEIDop.externMetadataRecord" else None:
            found.setdefault("identifier", []).append(record[1])
        key = _TYPES.get(scheme) if called == "DC.type" else _KEYS.get(called)
        if key and value and value not in found.setdefault(key, []):
            found[key].append(value)
    return {key: "\n".join(values) for key, values in found.items()}


def beside(path: Path, identifier: str | None) -> tuple[dict[str, str], tuple[str, ...]]:
    """The metadata in the file beside a publication: ``<name>.metadata.xml``, or ``metadata.xml`` where that is of the same one.

    A file that cannot be read stops nothing, as it only repeats what the publication says: second comes what to warn of. Of a
    broken ``metadata.xml`` nobody knows which publication it is of; it is told of XML, with which it is published.
    """
    warnings: tuple[str, ...] = ()
    for beside_it, own in ((path.with_suffix(".metadata.xml"), True), (path.with_name("metadata.xml"), False)):
        try:
            if beside_it == path or not (beside_it.is_file() or archive_of(beside_it)):
                continue
            data = content(beside_it)
            if len(data) > LARGEST:
                raise LetterError(
                    "too_large", f"{beside_it.name}: it is larger than the limit of {LARGEST // 1_000_000} MB: download it again"
                )
            found = of_elements(parse_xml(data, beside_it.name))
        except (OSError, LetterError) as error:
            lacking = isinstance(error, LetterError) and error.reason == "missing"  # an archive has no such file
            if not lacking and (own or path.suffix.casefold() == ".xml"):
                why = str(error).removeprefix(f"{beside_it}: ").removeprefix(f"{beside_it.name}: ")
                warnings += (f"{beside_it.name} beside it is not read: {why}",)
            continue
        if found and (own or found.get("identifier") in (identifier, path.stem)):
            return found, warnings
    return {}, warnings
