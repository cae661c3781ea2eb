"""What an official publication's metadata says about the letter: its identity, date and title."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

import regex

from kamermijn.dutch.identifiers import parse_dossier, parse_kamerstuk_id
from kamermijn.records.letter_head import Head
from kamermijn.records.letter_paper import Chamber, LetterKind, Paper

_IDENTIFIER = regex.compile(r"(?:kst|ah-(?:tk|ek)|h-(?:tk|ek)|blg|kv-(?:tk|ek))-[\w-]{3,40}")
_KINDS: tuple[tuple[str, LetterKind], ...] = (
    ("motie", "motie"), ("brief", "kamerbrief"), ("verslag", "verslag"), ("lijst van vragen", "verslag"), ("nota", "nota"),
    ("memorie", "nota"), ("aanhangsel", "kamervragen"), ("kamervragen", "kamervragen"),
)  # fmt: skip


@dataclass(frozen=True)
class Official:
    """The official identity, and what fills gaps in the letter's own words."""

    paper: Paper
    date: datetime.date | None
    subject: str | None


def read_official(metadata: Mapping[str, str]) -> Official | None:
    """Read the metadata of an official publication; None for any other document."""
    identifier = next((i for i in metadata.get("identifier", "").split("\n") if _IDENTIFIER.fullmatch(i)), None)
    if identifier is None:
        return None
    kamerstuk = parse_kamerstuk_id(identifier)
    dossiers = tuple(
        d.identifier for text in metadata.get("dossier", "").split("\n") if text and (d := parse_dossier(text.replace(";", " ")))
    )
    number = metadata.get("number", "").split("\n")[0] or (kamerstuk.number if kamerstuk else None)
    year = metadata.get("session_year", "").split("\n")[0].replace("–", "-")
    paper = Paper(
        identifier,
        _kind(metadata, identifier),
        dossiers or ((kamerstuk.dossier.identifier,) if kamerstuk else ()),
        number or None,
        year if regex.fullmatch(r"\d{4}-\d{4}", year) else None,
        _chamber(metadata, identifier),
    )
    return Official(paper, _date(metadata), metadata.get("document_title", "").split("\n")[0] or None)


def _kind(metadata: Mapping[str, str], identifier: str) -> LetterKind:
    if identifier.startswith("ah-"):
        return "kamervragen"
    said = " ".join(metadata.get(key, "") for key in ("paper", "publication")).casefold()
    return next((kind for word, kind in _KINDS if word in said), "other")


def _chamber(metadata: Mapping[str, str], identifier: str) -> Chamber | None:
    said = f"{metadata.get('creator', '')} {identifier}".casefold()
    if "eerste kamer" in said or "-ek-" in said:
        return "EK"
    return "TK" if "tweede kamer" in said or "-tk-" in said else None


def _date(metadata: Mapping[str, str]) -> datetime.date | None:
    for key in ("received", "issued"):
        try:
            return datetime.date.fromisoformat(metadata.get(key, "").split("\n")[0])
        except ValueError:
            continue
    return None


def read_status(head: Head, metadata: Mapping[str, str]) -> str | None:
    """Which version this is: as the metadata say, or as is printed over a reprint."""
    said = f"{metadata.get('status', '')} {metadata.get('version', '')}".casefold()
    if "herdruk" in said or head.search("letter_reprint", (*head.furniture, *head.top[:8])):
        return "herdruk"
    if "onopgemaakt" in said and "na onopgemaakt" not in said:
        return "onopgemaakt"
    return "opgemaakt" if "opgemaakt" in said else None


def unsaid(paper: Paper, official: Official, date: datetime.date | None, subject: str | None) -> tuple[str, ...]:
    """The fields that the metadata say and the letter itself does not: what is taken from elsewhere is told."""
    said = official.paper
    pairs = (
        ("letter_id", paper.letter_id, said.letter_id), ("kind", paper.kind if paper.kind != "other" else None, said.kind),
        ("date", date, official.date),
        ("dossiers", paper.dossiers, said.dossiers), ("number", paper.number, said.number),
        ("session_year", paper.session_year, said.session_year), ("chamber", paper.chamber, said.chamber),
        ("subject", subject, official.subject),
    )  # fmt: skip
    return tuple(name for name, own, theirs in pairs if theirs and theirs != "other" and not own)


def joined(paper: Paper, official: Official) -> Paper:
    """A paper's identity with what its metadata says: the metadata decides where it says something."""
    said = official.paper
    return replace(
        paper,
        letter_id=said.letter_id or paper.letter_id,
        kind=said.kind if said.kind != "other" else paper.kind,
        dossiers=said.dossiers or paper.dossiers,
        number=said.number or paper.number,
        session_year=said.session_year or paper.session_year,
        chamber=said.chamber or paper.chamber,
    )
