"""The Dutch words of the pages: kinds of record, units, states, fields; and how values are written for people."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from typing import Any, Final

KINDS: Final[Mapping[str, str]] = {
    "figures": "cijfers", "dates": "datums", "measures": "maatregelen en toezeggingen", "citations": "verwijzingen", "motions": "moties",
    "organisations": "organisaties", "rejected": "afgewezen",
}  # fmt: skip
"""Every kind of record that a letter's page marks, in the order of its legend."""

SINGULAR: Final[Mapping[str, str]] = {
    "figures": "cijfer", "dates": "datum", "measures": "maatregel", "citations": "verwijzing", "motions": "motie",
    "organisations": "organisatie", "rejected": "afgewezen vondst", "numerals": "getal",
}  # fmt: skip

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "unit": {"count": "aantal", "percent": "%", "percentage_point": "procentpunt", "EUR": "€", "day": "dag(en)", "week": "week/weken",
             "month": "maand(en)", "year": "jaar", "hour": "uur", "minute": "minuut/minuten", "fte": "fte", "ratio": "verhouding"},
    "nature": {"reported": "gemeten of gemeld", "target": "doel", "estimate": "schatting of raming", "norm": "norm",
               "expected": "over een tijd die nog komt"},
    "qualifier": {"approx": "ongeveer", "over": "meer dan", "under": "minder dan", "at_least": "ten minste", "at_most": "ten hoogste",
                  "average": "gemiddeld"},
    "change": {"increase": "stijging", "decrease": "daling", "none": "gelijk gebleven"},
    "status": {"announced": "aangekondigd", "started": "begonnen", "completed": "afgerond", "considered": "in overweging",
               "adopted": "aangenomen", "rejected": "verworpen", "submitted": "ingediend", "withheld": "aangehouden",
               "withdrawn": "ingetrokken", "lapsed": "vervallen", "carried out": "uitgevoerd", "being carried out": "wordt uitgevoerd",
               "not carried out": "wordt niet uitgevoerd"},
    "source": {"text": "tekst", "ocr": "beeld (OCR)"},
    "speaker": {"sender": "de afzender", "questioner": "de vragensteller", "quoted": "een ander, aangehaald"},
    "precision": {"day": "dag", "week": "week", "month": "maand", "season": "seizoen", "quarter": "kwartaal", "year": "jaar",
                  "period": "periode", "vague": "vaag"},
    "type": {"funding": "geld", "staffing": "mensen", "training": "opleiding", "organisation": "organisatie", "legislation": "wetgeving",
             "research": "onderzoek", "enforcement": "handhaving", "cooperation": "samenwerking",
             "information": "informeren van de Kamer", "technology": "techniek", "other": "overig", "kamerstuk": "Kamerstuk",
             "handelingen": "Handelingen", "aanhangsel": "Aanhangsel", "bijlage": "bijlage", "staatsblad": "Staatsblad",
             "staatscourant": "Staatscourant", "tractatenblad": "Tractatenblad", "com": "Europese mededeling", "eu_law": "Europees recht",
             "ecli": "uitspraak", "zaak": "zaaknummer", "document": "documentnummer", "ministry": "ministerie",
             "agency": "uitvoeringsorganisatie", "police": "politie", "judiciary": "rechtspraak", "prosecution": "openbaar ministerie",
             "parliament": "parlement", "government": "overheid", "municipality": "gemeente", "ngo": "maatschappelijke organisatie",
             "party": "partij", "international": "internationale organisatie", "advisory": "adviesorgaan",
             "taskforce": "werkgroep of taskforce"},
    "kind": {"kamerbrief": "Kamerbrief", "motie": "motie", "verslag": "verslag", "kamervragen": "antwoord op Kamervragen", "nota": "nota",
             "other": "ander stuk"},
    "chamber": {"TK": "Tweede Kamer", "EK": "Eerste Kamer"},
    "verdict": {"accepted": "goedgekeurd", "rejected": "afgekeurd", "corrected": "verbeterd"},
    "outcome": {"figure": "cijfer", "date": "datum", "citation": "verwijzing", "motion": "motie", "organisation": "organisatie",
                "rejected": "afgewezen", "left out": "weggelaten"},
    "outcomes": {"figure": "in cijfers", "date": "in datums", "citation": "in verwijzingen", "motion": "in moties",
                 "organisation": "in namen van organisaties", "rejected": "afgewezen", "left out": "weggelaten"},
    "attempted": {"figure": "cijfer", "date": "datum", "citation": "verwijzing", "motion": "motie", "organisation": "organisatie",
                  "measure": "maatregel"},
}  # fmt: skip

FIELDS: Final[Mapping[str, str]] = {
    "value": "waarde", "value_high": "tot", "unit": "eenheid", "per": "per", "nature": "aard", "qualifier": "nuance",
    "subject": "onderwerp", "change": "verandering", "baseline_start": "vergeleken met, van", "baseline_end": "vergeleken met, tot en met",
    "period_start": "periode van", "period_end": "periode tot en met", "organisation": "organisatie", "in_table": "in een tabel",
    "date_start": "van", "date_end": "tot en met", "edtf": "EDTF", "precision": "nauwkeurigheid", "target": "document", "type": "soort",
    "dossiers": "dossiers", "number": "nummer", "chamber": "Kamer", "session_year": "vergaderjaar", "url": "adres",
    "in_footnote": "in een voetnoot", "mentions": "genoemd", "proposers": "indieners", "and_others": "en anderen (c.s.)", "date": "datum",
    "status": "stand", "asks": "vraagt", "name": "naam", "acronym": "afkorting", "identifier": "kenmerk in register", "actor": "wie",
    "action": "wat", "actions": "alle handelingen", "deadline_start": "termijn van", "deadline_end": "termijn tot en met",
    "amount": "bedrag of aantal", "amount_unit": "eenheid daarvan", "figures": "cijfers erin", "dates": "datums erin",
    "motion": "voert motie uit", "beneficiary": "voor wie", "promise_topic": "waarover", "attempted": "leek op", "reason": "reden",
    "candidates": "mogelijke waarden", "outcome": "werd", "speaker": "woorden van", "section": "kop erboven",
    "source": "gelezen als", "rule": "regel",
    "rule_revision": "herziening van de regel", "inferred": "afgeleid", "page": "bladzijde", "sentence": "zin", "quote": "citaat",
}  # fmt: skip

_MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december")


def word(field: str, value: object) -> str:
    """A value of a closed set in Dutch; any other value as it is."""
    return _WORDS.get(field, {}).get(str(value), str(value))


def field_name(name: str) -> str:
    """A column's name in Dutch."""
    return FIELDS.get(name, name.replace("_", " "))


def number(value: float | int | str | None) -> str:
    """A number as Dutch readers write it: ``1.321,5``."""
    if value is None or value == "":
        return ""
    exact = float(value)
    if not math.isfinite(exact):
        return str(value)
    text = f"{exact:,.0f}" if exact == int(exact) else f"{exact:,.6f}".rstrip("0")
    return text.translate(str.maketrans(",.", ".,"))


def quantity(value: float | None, high: float | None, unit: str | None) -> str:
    """An amount with its unit, as people read it: ``€ 58.000.000``, ``10 tot 15%``, ``655 dag(en)``."""
    text = number(value) if high is None else f"{number(value)} tot {number(high)}"
    if unit in (None, "", "count"):
        return text
    if unit == "EUR":
        return f"€ {text}"
    return f"{text}%" if unit == "percent" else f"{text} {word('unit', unit)}"


def day(value: object) -> str:
    """A day in full: ``9 oktober 2030``; what is no ISO date as it is."""
    try:
        date = datetime.date.fromisoformat(str(value))
    except ValueError:
        return "" if value is None else str(value)
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def period(start: object, end: object) -> str:
    """A stretch of days, short where it is a whole year: ``2030``, ``9 oktober 2030``, ``vanaf 1 januari 2031``."""
    first, last = str(start or ""), str(end or "")
    if not first and not last:
        return ""
    if not last:
        return f"vanaf {day(first)}"
    if not first:
        return f"tot en met {day(last)}"
    if first == last:
        return day(first)
    if first.endswith("-01-01") and last.endswith("-12-31"):
        return first[:4] if first[:4] == last[:4] else f"{first[:4]}–{last[:4]}"
    if first.endswith("-01") and first[:7] == last[:7] and _is_last_of_month(last):
        return day(first).removeprefix("1 ")
    return f"{day(first)} – {day(last)}"


def _is_last_of_month(text: str) -> bool:
    try:
        return (datetime.date.fromisoformat(text) + datetime.timedelta(days=1)).day == 1
    except (ValueError, OverflowError):
        return False


def in_short(kind: str, record: Mapping[str, Any]) -> str:
    """What a record says, in one line."""
    get = record.get
    match kind:
        case "figures":
            amount = quantity(get("value"), get("value_high"), get("unit")) + (f" per {word('unit', get('per'))}" if get("per") else "")
            parts = [f"{word('qualifier', get('qualifier'))} {amount}" if get("qualifier") else amount, get("subject"),
                     get("change") and word("change", get("change")), period(get("period_start"), get("period_end")), get("organisation"),
                     get("nature") not in (None, "reported") and word("nature", get("nature"))]  # fmt: skip
        case "dates":
            parts = [period(get("date_start"), get("date_end"))]
        case "measures":
            due = period(get("deadline_start"), get("deadline_end"))
            parts = [word("type", get("type")), get("actor"), word("status", get("status")), due and f"termijn: {due}",
                     get("amount") is not None and quantity(get("amount"), None, get("amount_unit"))]  # fmt: skip
        case "citations":
            parts = [word("type", get("type")), get("target") or "niet te herleiden"]
        case "motions":
            parts = [proposers(record), get("status") and word("status", get("status")), get("target")]
        case "organisations":
            parts = [get("name"), get("acronym"), word("type", get("type"))]
        case "rejected":
            parts = [f"leek op {word('attempted', get('attempted'))}", get("reason")]
        case _:
            parts = [word("outcome", get("outcome")), get("reason")]
    return "; ".join(str(part) for part in parts if part)


def proposers(record: Mapping[str, Any]) -> str:
    """The names of who proposed a motion: ``Bakels en Van Dam (D66) c.s.``"""
    names = [p["name"] + (f" ({p['party']})" if p.get("party") else "") for p in record.get("proposers") or ()]
    text = " en ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
    return f"{text} c.s." if record.get("and_others") else text


def explained(kind: str, record: Mapping[str, Any]) -> str:
    """What a record says, by which rule, and what of it the letter does not say itself: the text that hovering shows."""
    inferred = ", ".join(field_name(name) for name in record.get("inferred") or ())
    said = f"{SINGULAR.get(kind, kind)}: {in_short(kind, record)} · regel {record.get('rule')}"
    return f"{said} · afgeleid: {inferred}" if inferred else said


def shown(name: str, value: object) -> str:
    """A field's value for people; nothing for one that is empty."""
    if value is None or value == "" or value == [] or value is False:
        return ""
    if value is True:
        return "ja"
    if isinstance(value, (int, float)):
        return number(value) if name not in ("page", "rule_revision") else str(value)
    if isinstance(value, (list, tuple)):
        return "; ".join(_item(name, item) for item in value)
    text = str(value)
    return day(text) if name.endswith(("_start", "_end")) or name == "date" else word(name, text)


def _item(name: str, item: object) -> str:
    if isinstance(item, dict):
        return str(item.get("quote") or item.get("name") or "") + (f" ({item['party']})" if item.get("party") else "")
    return field_name(str(item)) if name == "inferred" else str(item)
