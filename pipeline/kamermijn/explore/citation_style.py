"""How Dutch officials cite a parliamentary paper (Aanwijzingen voor de regelgeving, 3.43), and how a quote is copied with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from kamermijn.dutch.identifiers import parse_dossier, parse_kamerstuk_id
from kamermijn.explore.wording import day

_YEAR = re.compile(r"(\d{4})-(\d{2})(\d{2})")
_KAMERVRAGEN = re.compile(r"ah-(tk|ek)-(\d{4})(\d{4})-(\w+)")
_CHAMBER: Final[Mapping[str | None, str]] = {"TK": " II", "EK": " I"}


def reference(letter: Mapping[str, Any], page: int | None = None) -> str:
    """The official reference to a page of a letter, from the letter's own fields (names as in ``letters.csv``).

    ``Kamerstukken II 2016/17, 28 638, nr. 158, p. 2``; answers to written questions as ``Aanhangsel Handelingen II 2013/14,
    nr. 2336``; a letter that is no Kamerstuk yet by its sender, date and reference (``kenmerk``). What the letter does not
    say of itself is left out, never guessed.
    """
    where = f", p. {page}" if page else ""
    return (_kamerstuk(letter) or _aanhangsel(letter) or _letter(letter)) + where


def quoted(quote: str, letter: Mapping[str, Any], page: int | None = None) -> str:
    """A quote with its reference, ready to paste; a quote over more lines becomes one."""
    return f"“{' '.join(quote.split())}” ({reference(letter, page)})"


def _kamerstuk(letter: Mapping[str, Any]) -> str | None:
    if parsed := parse_kamerstuk_id(str(letter.get("letter_id", ""))):
        place = parsed.printed
    elif letter.get("kind") != "kamervragen" and letter.get("dossiers") and letter.get("number"):
        dossier = parse_dossier(str(letter["dossiers"][0]))
        number = str(letter["number"])
        place = f"{dossier.printed if dossier else letter['dossiers'][0]}, {'' if number.isupper() else 'nr. '}{number}"
    else:
        return None
    return f"Kamerstukken{_chamber_and_year(letter)}, {place}"


def _aanhangsel(letter: Mapping[str, Any]) -> str | None:
    if official := _KAMERVRAGEN.match(str(letter.get("letter_id", ""))):
        chamber = _CHAMBER[official[1].upper()]
        return f"Aanhangsel Handelingen{chamber} {official[2]}/{official[3][2:]}, nr. {official[4]}"
    if letter.get("kind") == "kamervragen" and letter.get("number") and letter.get("session_year"):
        return f"Aanhangsel Handelingen{_chamber_and_year(letter)}, nr. {letter['number']}"
    return None


def _letter(letter: Mapping[str, Any]) -> str:
    kind = {"motie": "Motie", "nota": "Nota", "verslag": "Verslag"}.get(str(letter.get("kind")), "Brief")
    sender = letter.get("sender_role") or letter.get("sender")
    by = "" if not sender else f" van de {sender}" if letter.get("sender_role") else f" van {sender}"
    dated = f" van {day(letter['date'])}" if letter.get("date") else ""
    if letter.get("reference"):
        known = f", kenmerk {letter['reference']}"
    elif letter.get("subject"):
        known = f", ‘{letter['subject']}’"
    else:
        known = "" if by or dated else f" {letter.get('source') or letter.get('letter_id')}"
    return f"{kind}{by}{dated}{known}"


def _chamber_and_year(letter: Mapping[str, Any]) -> str:
    year = _YEAR.match(str(letter.get("session_year") or ""))
    return _CHAMBER.get(letter.get("chamber"), "") + (f" {year[1]}/{year[3]}" if year else "")
