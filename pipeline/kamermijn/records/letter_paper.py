"""Which paper a letter is: its official id, its kind, its dossiers and number, its chamber and parliamentary year."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePath
from typing import Literal

import regex

from kamermijn.dutch import calendar
from kamermijn.dutch.calendar import parse_full_date
from kamermijn.dutch.identifiers import parse_dossier, parse_kamerstuk_id, session_year
from kamermijn.records.letter_head import Head, pattern

LetterKind = Literal["kamerbrief", "motie", "verslag", "kamervragen", "nota", "other"]
Chamber = Literal["TK", "EK"]

_ANSWERS_ID = regex.compile(r"ah-(?P<chamber>tk|ek)-(?P<years>\d{8})-(?P<number>\d{1,5})")
_LONGEST_DAY = 30
# So long after the opening of the parliamentary year so many answers cannot have been given yet.
_NEW_YEAR, _NEW_NUMBERS = datetime.timedelta(days=60), 1000
_NOT_SLUG = regex.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Paper:
    """The official identity of a paper, as far as it gives one."""

    letter_id: str | None = None
    kind: LetterKind = "other"
    dossiers: tuple[str, ...] = ()
    number: str | None = None
    session_year: str | None = None
    chamber: Chamber | None = None

    def as_letter(self) -> Paper:
        """The same paper, known to be a letter."""
        return replace(self, kind="kamerbrief")


def slug(source: str) -> str:
    """A letter's id from its file name: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", PurePath(source).stem).encode("ascii", "ignore").decode().casefold()
    return _NOT_SLUG.sub("-", plain).strip("-") or "letter"


def read_paper(head: Head, source: str) -> Paper:
    """Read the identity from colophon, running heads and masthead, and from a file name that is an official id."""
    named = (*head.furniture, PurePath(source).stem.casefold())
    kind = _kind(head)
    chamber = _chamber(head)
    year = next((y for text in (*head.furniture, *head.masthead) if "vergaderjaar" in text.casefold() and (y := session_year(text))), None)
    for text in named:
        if found := _ANSWERS_ID.fullmatch(text.strip().casefold()):
            years = found["years"]
            side: Chamber = "EK" if found["chamber"] == "ek" else "TK"
            return Paper(found[0], "kamervragen", (), found["number"], f"{years[:4]}-{years[4:]}", side)
    if kind == "kamervragen" and any("aanhangsel" in text.casefold() for text in head.furniture):
        number = next((t for t in head.masthead if regex.fullmatch(r"\d{1,4}", t)), None)
        identity = f"ah-{(chamber or 'TK').lower()}-{year.replace('-', '')}-{number}" if number and year else None
        return Paper(identity, kind, (), number, year, chamber or "TK")
    if kind == "kamervragen" and (answers := _answers(head)):
        return answers
    if debate := _debate(head):
        return debate
    dossiers = _dossiers(head)
    numbered = _numbered(head)
    for text in named:
        official = parse_kamerstuk_id(text.strip()) or parse_kamerstuk_id(text.strip().replace("KST", "kst"))
        if official and (not dossiers or official.dossier.identifier in dossiers):
            return Paper(official.identifier, kind, dossiers or (official.dossier.identifier,), official.number, year, chamber)
    if numbered:
        dossier, number = numbered
        dossiers = dossiers or (dossier,)
        # The Tweede Kamer numbers the papers of a dossier, the Eerste Kamer letters them.
        return Paper(f"kst-{dossiers[0]}-{number}", kind, dossiers, number, year, chamber or ("TK" if number.isdigit() else "EK"))
    return Paper(None, kind, dossiers, None, year, chamber)


def _answers(head: Head) -> Paper | None:
    """Answers as the Tweede Kamer gets them: `AH 3012`, numbered in the parliamentary year in which they came in."""
    texts = (*head.masthead, *head.top[:4])
    number = next((m[1] for text in texts if (m := regex.match(r"AH[-\s]?(\d{1,5})(?!\d)(?:\s+(?:19|20)\d{2}Z\d{4,6})?\s*$", text))), None)
    came = head.search("date_of_receipt", texts)
    day = parse_full_date(came["date"]) if came else None
    if not number or not day:
        return None
    first = _session_of(day)
    if int(number) > _NEW_NUMBERS and _session_of(day - _NEW_YEAR) != first:
        return None  # a high number just after the opening of the year is one of the year before
    return Paper(f"ah-tk-{first}{first + 1}-{number}", "kamervragen", (), number, f"{first}-{first + 1}", "TK")


def _session_of(day: datetime.date) -> int:
    """The year in which the parliamentary year of a day began."""
    opening = calendar.session_year(day.year).start
    return day.year if opening and day >= opening else day.year - 1


def _debate(head: Head) -> Paper | None:
    """The record of a debate (Handelingen): its running heads have day, meeting and item."""
    meeting, page = head.matched("debate_meeting", head.furniture), head.matched("debate_page", head.furniture)
    day = read_day(head.furniture)
    if not meeting or not page or not day or meeting["meeting"] != page["meeting"]:
        return None
    first = _session_of(day)
    chamber: Chamber = "TK" if meeting["chamber"] == "TK" else "EK"
    letter_id = f"h-{chamber.lower()}-{first}{first + 1}-{page['meeting']}-{page['item']}"
    return Paper(letter_id, "verslag", (), page["item"], f"{first}-{first + 1}", chamber)


def read_day(texts: Iterable[str]) -> datetime.date | None:
    """The first of some texts that is a day and nothing else."""
    return next((day for text in texts if len(text) < _LONGEST_DAY and (day := parse_full_date(text.strip()))), None)


def _dossiers(head: Head) -> tuple[str, ...]:
    """The dossier numbers that stand as paragraphs of their own in the masthead, before the number of the paper."""
    found: list[str] = []
    for text in head.masthead:
        if regex.match(r"(?i)nr\.?\s", text):
            break
        dossier = parse_dossier(text) if regex.match(r"\d{2}\s?\d{3}", text) else None
        if dossier and dossier.identifier not in found:
            found.append(dossier.identifier)
    return tuple(found)


def _numbered(head: Head) -> tuple[str, str] | None:
    """Dossier and number: from the masthead, else from the running footer, which may have a page number glued to it."""
    dossiers = _dossiers(head)
    if dossiers:
        for text in head.masthead:
            if match := regex.fullmatch(r"(?i)nr\.?\s*(\d{1,5})(?:\s+herdruk)?|(\p{Lu}{1,2})", text):
                return dossiers[0], match[1] or match[2]
    footers = [m for text in head.furniture if (m := pattern(head.rules, "kamerstuk_footer").search(text))]
    numbers = list(dict.fromkeys(m["number"] for m in footers))
    dossier = parse_dossier(footers[0]["dossier"]) if footers else None
    if not dossier:
        return None
    # Footers that differ only behind the number have the page number glued to it.
    number = numbers[0] if len(numbers) == 1 else _shared_start(numbers)
    return (dossier.identifier, number) if number else None


def _kind(head: Head) -> LetterKind:
    """The kind that the masthead names, else what the make-up of the letter says."""
    kinds: tuple[tuple[str, LetterKind], ...] = (
        ("paper_motion", "motie"), ("paper_questions", "kamervragen"), ("paper_report", "verslag"), ("paper_note", "nota"),
        ("paper_letter", "kamerbrief"),
    )  # fmt: skip
    for text in _titles(head):
        for name, kind in kinds:
            if pattern(head.rules, name).match(text):
                return kind
    if any(regex.match(r"(?i)nr\.?\s*\d", text) and title.isupper() for text, title in pairwise(head.masthead)):
        # A Kamerstuk whose title names another kind of paper, an amendment or an advice.
        return "other"
    subject = head.labelled("betreft", "onderwerp") or ""
    if pattern(head.rules, "answers_subject").search(subject) or head.labels >= 4:
        return "kamervragen"
    addressed = " ".join(value for label, value in head.letterhead if label in ("", "Aan"))
    if pattern(head.rules, "chamber_president").search(" ".join(addressed.split()) or " ".join(head.top[:6])):
        return "kamerbrief"
    if head.signatures and (pattern(head.rules, "parliament_addressed").search(head.text) or _numbered(head)):
        return "kamerbrief"
    return "other"


def _titles(head: Head) -> tuple[str, ...]:
    """Where a paper may say of what kind it is: first behind its number, since a dossier's title may be that of a note or a report."""
    texts = tuple(head.masthead or head.top[:4])
    numbers = (i for i, text in enumerate(texts) if i and regex.fullmatch(r"(?i:nr\.?)\s*\d{1,5}(?:\s+herdruk)?|\p{Lu}{1,2}", text))
    start = next(numbers, -1) + 1
    return texts[start:] + texts[:start]


def _chamber(head: Head) -> Chamber | None:
    addressed = tuple(" ".join(value.split()) for _, value in head.letterhead)
    for texts in (head.furniture, head.masthead, addressed, head.top[:8]):
        if match := head.search("chamber_named", texts):
            return "EK" if match["chamber"].casefold() == "eerste" else "TK"
    return None


def _shared_start(texts: list[str]) -> str:
    """The characters with which all of the texts begin."""
    first, last = min(texts), max(texts)
    return first[: next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))]
