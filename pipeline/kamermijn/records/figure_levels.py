"""Of `van 11 tot 19 weken`, whether it is a range or tells from which level to which something moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kamermijn.language import Match
from kamermijn.records.figure_outcome import Amount
from kamermijn.rules import Rules

# A share may move by so much as well: `stijgt van 2 tot 3%`. Only a verb with a particle tells that it moved to a level.
_PARTICLE = r"(?:(?:toe|af|op|terug)\p{L}+|\p{L}+\s(?:toe|af|op|terug))"


def levels(amount: Amount, match: Match, text: str, rules: Rules) -> Iterator[Amount]:
    """The range as it is, or its two ends as levels of their own where a verb of change leads to it or closes it."""
    if amount.high is None or not _moves(amount, match, text, rules):
        yield amount
        return
    yield replace(amount, end=match.groups["low"][1], high=None)
    yield replace(amount, start=match.groups["link"][1], value=amount.high, high=None)


def _moves(amount: Amount, match: Match, text: str, rules: Rules) -> bool:
    """Whether `liep op van`, or `is van ... gestegen`, stands about the range; `jongeren van 12 tot 18 jaar` is one all the same.

    The verb must fit: `daalt van 3 tot 4%` is a range, and so is what comes again each year.
    """
    link = match.groups.get("link")
    if link is None or text[link[0] : link[1]].strip() != "tot" or amount.high is None:
        return False
    before, behind = text[max(0, match.start - 80) : match.start], text[match.end : match.end + 40]
    if rules.compile(r"^\s?(?:per\s(?:jaar|kwartaal|maand|week|dag)|/\s?jaar|jaarlijks|op\sjaarbasis)(?!\p{L})").match(behind):
        return False
    way, particles = ("increase", "toe|op") if amount.high > amount.value else ("decrease", "af|terug")
    verbs = [*rules.lexicon("figure_move_verb")[way], *rules.lexicon("figure_move_verb")["either"]]
    changes = rules.lexicon("figure_change_verb")[way]
    particle = rules.compile(_PARTICLE)
    verbs += [verb for verb in changes if particle.fullmatch(verb) or amount.unit not in ("percent", "percentage_point")]
    verb = rf"(?:{'|'.join(sorted(verbs, key=len, reverse=True))})(?!\p{{L}})"
    leads = rules.compile(rf"(?i)(?<!\p{{L}}){verb}(?:\s(?:in|sinds)\s\d{{4}})?\svan\s$")
    parted = rules.compile(rf"(?i)(?<!\p{{L}}){{figure_parted_verb}}\s[^.;:,]{{1,50}}\s(?:{particles})\svan\s$")
    closes = rules.compile(rf"(?i)^(?:\s\p{{L}}+)?\s{verb}")
    opens = rules.compile(r"(?i)(?<!\p{L})(?:is|wordt|werd|zal)\svan\s$")
    return bool(leads.search(before) or parted.search(before) or (opens.search(before) and closes.match(behind)))
