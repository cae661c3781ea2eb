"""What a letter is about, when and where it was written."""

from __future__ import annotations

import datetime

import regex

from kamermijn.dutch.calendar import parse_full_date
from kamermijn.records.letter_head import Head, pattern

_DATE = regex.compile(r"\d{1,2}\s+\p{L}{3,9}\.?\s+\d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d\d-\d\d")


def read_date(head: Head) -> datetime.date | None:
    """The letter's date: under ``Datum``, behind the place in a masthead, or when it was received, tabled or adopted."""
    texts = [head.labelled("datum", "plaats en datum") or ""]
    found = (head.search("place_and_date", head.masthead or head.top[:6]), head.search("date_of_receipt", head.masthead))
    texts += [match["date"] for match in found if match]
    texts += [value for label, value in head.letterhead if not label and pattern(head.rules, "place_and_date").fullmatch(value)]
    for text in texts:
        for match in _DATE.finditer(text):
            if date := parse_full_date(match[0]):
                return date
    return None


def read_place(head: Head) -> str | None:
    """The place that stands before the date in a masthead."""
    match = head.search("place_and_date", head.masthead or head.top[:6])
    return match["place"].strip() if match else None


def read_subject(head: Head) -> str | None:
    """Under ``Betreft``; what questions are about; else the title of the dossier in the masthead."""
    if subject := head.labelled("betreft", "onderwerp"):
        return subject
    if match := head.search("question_subject", head.masthead):
        return " ".join(match["subject"].split())
    dossier = pattern(head.rules, "dossier_line")
    for number, title in zip(head.masthead, head.masthead[1:], strict=False):
        if dossier.fullmatch(number) and not dossier.fullmatch(title) and not regex.match(r"(?i)nr\.?\s", title):
            return title
    return None
