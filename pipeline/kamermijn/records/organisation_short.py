"""Short forms: `de Taskforce`, `de Inspectie`, after the letter has given the full name."""

from __future__ import annotations

from collections.abc import Iterator

from kamermijn.language import Match
from kamermijn.language.gazetteer import WORD, fold
from kamermijn.records.organisation_finding import Finding, moved, of_body
from kamermijn.records.organisation_letter import LetterBodies
from kamermijn.rules import Body

_PREPOSITIONS = frozenset({"van", "voor", "tegen", "inzake", "op", "in", "der", "en"})


def short_forms(letter: LetterBodies, findings: list[Finding]) -> Iterator[Finding]:
    """The mentions of a body by its head noun only, resolved to the one body of that noun that the letter has named before.

    Where several came before, the mention is unresolved with all of them; where none did, it is a common noun.
    """
    if (rule := letter.rule("short_form")) is None:
        return
    heads: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.type:
            words = letter.text[finding.match.start : finding.match.end]
            for head in {head_of(letter, finding.name), head_of(letter, words)} - {None}:
                heads.setdefault(str(head), []).append(finding)
    union = _union(letter, findings)
    for found in letter.extraction.annotated.anchors.finditer(rule):
        start, end = found.span("quote")
        before = [f for f in heads.get(fold(found["quote"]), ()) if f.match.start < start]
        capital = found["quote"][0].isupper()
        if not capital:
            # The European Commission, the Council and the Court write themselves with a capital.
            before = [f for f in before if f.type != "international"]
        names = list({f.name.casefold(): f.name for f in before}.values())
        match = Match(rule, start, end)
        if capital and not before and (body := union.get(found["quote"])):
            yield of_body(match, body)
        elif len(names) == 1:
            yield moved(before[-1], match)
        elif len(names) > 1:
            yield Finding(match, reason="the letter names several bodies of this sort", candidates=tuple(names))


def _union(letter: LetterBodies, findings: list[Finding]) -> dict[str, Body]:
    """What `de Commissie` and `de Raad` mean where no other has been named: in a letter on the Union, its institutions."""
    meanings = letter.rules.lexicons.get("organisation_union_short", {})
    by_id = letter.gazetteer.by_id
    if not {by_id[i].name for i in meanings if i in by_id} & {finding.name for finding in findings}:
        return {}
    return {word: by_id[i] for i, words in meanings.items() for word in words if i in by_id}


def head_of(letter: LetterBodies, name: str) -> str | None:
    """The noun that a body is called by for short: the first head noun of its name before a preposition."""
    for word in map(fold, WORD.findall(name)):
        if word in letter.heads:
            return word
        if word in _PREPOSITIONS:
            return None
    return None
