"""The body that a figure is counted by or about: by the tree of its sentence, else by where the body stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from kamermijn.language import Sentence, Tree
from kamermijn.model import Record
from kamermijn.records.figure_amount import Amount
from kamermijn.records.figure_period_row import ONE_BY_ONE, row_of
from kamermijn.records.figure_syntax import Place
from kamermijn.records.figure_time import ADJACENT, BOUNDARY, Places, next_number

_JOINED = regex.compile(r"\s*(?:,|en|of|,\s?en)\s+(?:de\s|het\s)?|\s\(|\)\s(?:en|of)\s(?:de\s|het\s)?")


@cache
def _agent() -> regex.Pattern[str]:
    return regex.compile(r"(?<!\p{L})(?:bij|door|van|voor|aan)\s(?:de\s|het\s)?$", regex.IGNORECASE)


# A type behind a maker's name makes it a thing: `Boeing 737`.
_MODEL = regex.compile(r"\s(?:\p{Lu}{0,4}-?\d[\p{L}\d-]*)(?![\p{L}\d.,%€])(?!\s\p{Ll}+en(?!\p{L}))")


def organisation(
    amount: Amount, sentence: Sentence, text: str, bodies: Places, others: Sequence[Amount], place: Place | None = None
) -> str | None:
    """Canonical name of the body that the figure is counted by or about.

    `bij X` behind it; else, by the tree (``place``), the subject or agent of its clause; else the last body before it, or the one
    within the word that is counted (`30 IND-medewerkers`).
    """
    following = next_number(amount, others, sentence)
    before: Record | None = None
    acting = list(_acting(sentence, text, bodies))
    if own := _one_by_one(amount, others, text, acting):
        return _name(own)
    for record, joined in acting:
        if record.end <= amount.start:
            # Of `politie en OM` the first counts.
            before = before if joined else record
        elif (
            record.start < following
            and not BOUNDARY.search(text, amount.end, record.start)
            and _agent().search(text, max(amount.end, record.start - 12), record.start)
            and not (place is not None and outside(place, record))
        ):
            return _name(record)
    if place is not None and not (before is not None and _BESIDE.fullmatch(text, before.end, amount.start)):
        if name := counted_by(place, acting):
            return name
        before = None
        for record, joined in acting:
            if record.end <= amount.start and not outside(place, record) and not (joined and before is not None):
                before = record
    if before is None:
        before = next((r for r in bodies.within(amount.end, min(following, amount.end + ADJACENT)) if _WITHIN.match(text, r.end)), None)
    return _name(before) if before else None


# `en de Marechaussee 46%`: the verb of the clause before is left out.
_BESIDE = regex.compile(r"\s(?:(?:ruim|circa|ongeveer|bijna|nog|zelfs|slechts)\s)?")
_WITHIN = regex.compile(r"[-‑]\p{Ll}")


_YEARS = regex.compile(r"(?:19|20)\d\d(?:,|\sen)\s(?:19|20)\d\d")


def _one_by_one(amount: Amount, others: Sequence[Amount], text: str, acting: Sequence[tuple[Record, bool]]) -> Record | None:
    """Of `UWV en SVB voerden respectievelijk 31.200 en 8.450 controles uit` the body of each number."""
    numbers = row_of(others, amount, text)
    before = [(record, joined) for record, joined in acting if record.end <= numbers[0].start]
    row = [record for record, _ in before[max((i for i, (_, joined) in enumerate(before) if not joined), default=0) :]]
    between = row[-1].end if row else 0
    if len(row) < 2 or len(row) != len(numbers) or not ONE_BY_ONE.search(text, between, numbers[-1].start):
        return None
    if _YEARS.search(text, between, numbers[0].start):  # `in 2018 en 2019 respectievelijk`: one by one with the years.
        return None
    return row[[number.start for number in numbers].index(amount.start)]


def _name(record: Record) -> str:
    return str(getattr(record, "name", record.quote))


def _acting(sentence: Sentence, text: str, bodies: Places) -> Iterator[tuple[Record, bool]]:
    """The bodies of a sentence that may count or be counted, and whether each only follows another in a row (`politie en OM`)."""
    previous: Record | None = None
    for record in bodies.within(sentence.start, sentence.end):
        if getattr(record, "type", "") in ("parliament", "party"):
            continue
        joined = previous is not None and _JOINED.fullmatch(text, previous.end, record.start) is not None
        previous = record
        if text[record.end : record.end + 1] in ("-", "‑") and text[record.end + 1 : record.end + 2].islower():
            continue  # `EU-richtlijn` is about the directive.
        if not _MODEL.match(text, record.end):
            yield record, joined


_OUTSIDE = frozenset(
    {"aan", "in", "met", "vanuit", "tot", "over", "op", "onder", "tegen", "naar", "tussen", "uit", "voor", "via", "binnen"}
)
_SAYING = frozenset({"volgens", "aldus"})


def counted_by(place: Place, bodies: Sequence[tuple[Record, bool]]) -> str | None:
    """Of the bodies, each with whether it only follows another in a row (`politie en OM`: the first counts), the name of
    the one that is subject or agent of the nearest clause around the number, or that is said to report it.
    """
    words = place.tree.words
    heads: dict[int, Record] = {}
    row: list[Record] = []
    for body, joined in bodies:
        row = [*row, body] if joined else [body]
        heads.setdefault(_head(place.tree, body), row[0])
    for verb in place.clauses():
        for index in place.tree.children(verb, "nsubj", "obl"):
            named = heads.get(index)
            if named is not None and (words[index].dep.startswith("nsubj") or _case(place.tree, index) in ("door", "bij", *_SAYING)):
                return str(getattr(named, "name", named.quote))
    return None


def _head(tree: Tree, body: Record) -> int:
    """The word of a body's name on which the others depend; of `de gemeente Almere` that of the common noun."""
    first, last = tree.at(body.start), tree.at(body.end - 1)
    if first is None or last is None:
        return -1
    index = next((i for i in range(first, last + 1) if not first <= tree.words[i].head <= last or tree.words[i].head == i), first)
    while tree.words[index].dep in ("appos", "flat", "fixed", "compound") and tree.words[index].head != index:
        index = tree.words[index].head
    return index


def _case(tree: Tree, index: int) -> str:
    while tree.words[index].dep == "conj":
        index = tree.words[index].head
    return next((tree.words[i].text.casefold() for i in tree.children(index, "case")), "")


def outside(place: Place, body: Record) -> bool:
    """Whether a body is only what something goes to or happens in (`bijdrage aan de NAVO`), so that the number is not its own.

    Money is about the body that it is for.
    """
    index = _head(place.tree, body)
    money = len(place.amount.unit) == 3 and place.amount.unit.isupper()
    case = _case(place.tree, index) if index >= 0 else ""
    return case in _OUTSIDE and not (money and (case == "voor" or (case == "aan" and place.tree.words[index].dep == "obl")))
