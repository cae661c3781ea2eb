"""The citation graph: which document a letter names, also where it says no more than a date and whose letter it is."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kamermijn.dossier.card import portfolio
from kamermijn.dossier.references import Reference
from kamermijn.dossier.rows import Link


@dataclass(frozen=True, slots=True)
class Known:
    """What one needs to know of a letter to tell whether it is the one that is meant."""

    letter_id: str
    date: str | None
    role: str | None
    blocks: frozenset[str]
    fictional: bool = False
    dated: bool = True
    """False where the date is only inferred."""


def links(letter: Known, references: Iterable[Reference], of_day: Callable[[str], Sequence[Known]], ids: Container[str]) -> Iterator[Link]:
    """The links of one letter: ``of_day`` gives the letters of a date that is named, ``ids`` are those of the letters that are there."""
    for reference in references:
        if reference.target:
            there = reference.target in ids
            yield _link(letter, reference, reference.target, "number", "named by its number", (), there)
            continue
        if reference.day is None or reference.day == letter.date:
            continue
        fitting = [other for other in of_day(reference.day) if other.letter_id != letter.letter_id and _fits(letter, reference, other)]
        if len(fitting) > 1 and (close := [other for other in fitting if _dossiers(letter) & _dossiers(other)]):
            fitting = close
        if len(fitting) == 1:
            why = f"the one letter of that date{_of_whom(letter, reference)} in this collection"
            yield _link(letter, reference, fitting[0].letter_id, "date", why, (), True)
        elif fitting:
            names = tuple(sorted(other.letter_id for other in fitting))
            yield _link(letter, reference, None, "ambiguous", f"{len(names)} letters of that date fit", names, False)
        else:
            yield _link(
                letter,
                reference,
                None,
                "not in this collection",
                f"no letter of that date{_of_whom(letter, reference)} in this collection",
                (),
                False,
            )


def _fits(letter: Known, reference: Reference, other: Known) -> bool:
    """Whether a letter of the named date can be the one: of the named office, of the writer's own, or else of a shared dossier."""
    if not other.dated:
        return False
    office = portfolio(letter.role if reference.owner == "own" else reference.owner)
    if office is not None:
        return portfolio(other.role) == office
    return bool(letter.blocks & other.blocks)


def _of_whom(letter: Known, reference: Reference) -> str:
    whose = letter.role if reference.owner == "own" else reference.owner
    return f" by the {whose}" if whose else ""


def _dossiers(letter: Known) -> set[str]:
    return {block for block in letter.blocks if block.startswith("dossier:")}


def _link(letter: Known, reference: Reference, target: str | None, how: str, why: str, candidates: tuple[str, ...], there: bool) -> Link:
    return Link.model_validate({
        "letter_id": letter.letter_id, "target": target, "kind": reference.relation, "how": how, "quote": reference.quote, "why": why,
        "candidates": candidates, "in_collection": there, "date": letter.date, "record_id": reference.record, "fictional": letter.fictional,
    })  # fmt: skip
