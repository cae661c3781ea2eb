"""Who writes and who is written to."""

from __future__ import annotations

import regex

from kamermijn.records.letter_head import Head, pattern
from kamermijn.records.letter_paper import LetterKind

_SMALL = frozenset(["van", "voor", "en", "der", "de", "het", "in", "op", "aan"])
_STREET = regex.compile(r"\d|(?i:postbus|binnenhof|plein|straat|laan|weg)\b")


def read_sender(head: Head, kind: LetterKind) -> tuple[str | None, str | None]:
    """Name and office of who signed or answers; each None where the letter does not say it."""
    if kind == "kamervragen" and (match := head.search("answer_by", head.masthead)):
        return _clean_name(match["name"]), _answering_office(head, match)
    if kind == "motie":
        return _proposers(head), None
    for text in head.signatures:
        name, role = _signed(head, text)
        if name or role:
            return name, role or _titled_office(head)
    return None, _titled_office(head)


def _answering_office(head: Head, match: regex.Match[str]) -> str:
    """``Minister Janssen (Financiën)`` is the ``Minister van Financiën``, unless the question says ``voor``."""
    office, field = _sentence_case(match["office"]), match["field"]
    named = regex.search(rf"(?i){office}\s+(van|voor)\s+{regex.escape(field)}", " ".join(head.masthead))
    return f"{office} {named[1].lower() if named else 'van'} {field}"


def _signed(head: Head, text: str) -> tuple[str | None, str | None]:
    """Name and office in a signature block, whichever comes first."""
    office = pattern(head.rules, "signed_office").search(text)
    if office is None:
        name = pattern(head.rules, "signer").match(text)
        return (_clean_name(name[0]) if name else None), None
    before, behind = text[: office.start()].strip(" ,"), text[office.end() :].strip(" ,")
    second = pattern(head.rules, "signed_office").search(behind)
    if second:
        behind = behind[: second.start()].strip(" ,")
    signer = pattern(head.rules, "signer")
    name = signer.fullmatch(before) or signer.match(behind) or signer.search(before)
    return (_clean_name(name[0]) if name else None), _role(head, office["office"])


def _role(head: Head, office: str) -> str:
    """An office as it is written in running text: capitals undone, no article."""
    office = " ".join(office.strip(" ,").split())
    if office.isupper():
        for _, value in head.letterhead:
            ministry = regex.match(r"(?i)ministerie\s+(?:van|voor)\s+(.+)", " ".join(value.split()))
            if ministry and ministry[1].casefold() in office.casefold():
                return f"{_sentence_case(office[: -len(ministry[1])].strip())} {ministry[1]}"
        return _sentence_case(office)
    return office[0].upper() + office[1:]


def _sentence_case(text: str) -> str:
    words = [w if w.casefold() in _SMALL and i else w[:1].upper() + w[1:] for i, w in enumerate(text.casefold().split())]
    return " ".join(words)


def _titled_office(head: Head) -> str | None:
    """The office in a masthead such as ``BRIEF VAN DE MINISTER VAN FINANCIËN``."""
    match = head.search("letter_from", head.masthead)
    return _role(head, match["office"]) if match else None


def _clean_name(name: str) -> str | None:
    return " ".join(name.strip(" ,").split()) or None


def _proposers(head: Head) -> str | None:
    """The members under a motion; the title says where one name ends and the next begins."""
    signed = head.signatures[-1] if head.signatures else ""
    title = head.search("motion_by", head.masthead)
    if not title:
        return _clean_name(signed)
    names = [n.strip() for n in regex.split(r"(?i),|\s+en\s+", regex.sub(r"(?i)\s+c\.s\.?$", "", title["names"].strip(" .")))]
    out = []
    for name in filter(None, names):
        found = regex.search(rf"(?i)(?<!\p{{L}}){regex.escape(name)}(?!\p{{L}})", signed)
        out.append(found[0] if found else _sentence_case(name) if name.isupper() else name)
    return " en ".join([", ".join(out[:-1]), out[-1]] if len(out) > 1 else out) or _clean_name(signed)


def read_addressee(head: Head) -> str | None:
    """To whom the letter goes, without address: from the line ``Aan …``, else from the first block of the letterhead."""
    if match := head.search("addressed_to", head.masthead or head.top[:6]):
        return " ".join(match["addressee"].strip(" ,.").split())
    for label, value in head.letterhead:
        if label.casefold() not in ("", "aan"):
            continue
        lines = []
        for line in value.split("\n"):
            if _STREET.search(line):
                break
            lines.append(line.strip())
        text = " ".join(lines).removeprefix("Aan ").strip()
        if pattern(head.rules, "chamber_president").search(text) or regex.match(
            r"(?i)(?:aan\s+)?de\s+(?:heer|mevrouw|voorzitter|leden)", text
        ):
            return text[0].lower() + text[1:] if text.startswith("De ") else text
    return None
