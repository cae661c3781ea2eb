"""What a figure counts or measures, as the letter words it: the noun phrase at the number, by word lists.

There is no tagger here. A phrase is a run of words that are neither function words nor verbs, with what `van`
hangs on it; where the number stands behind its noun (`een rente van 2%`), the phrase before it, and where a verb of
change stands between (`de instroom is met 5% gedaald`), the phrase with which the clause starts.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import regex

from kamermijn.dutch.numbers import PATTERN
from kamermijn.records.figure_amount import Amount
from kamermijn.records.figure_context import Surroundings, words_pattern
from kamermijn.records.figure_phrase import ARTICLE, RATE, TOKEN, classes_of, phrase_before, phrase_of
from kamermijn.records.figure_syntax import Place
from kamermijn.records.figure_whole import whole_of
from kamermijn.rules import Rules

# How far behind `waarvan` its number may stand.
_REACH = 80
_RATE_OF = regex.compile(rf"(?i)(?<!\p{{L}}){RATE}\s(?:[^\s,.;]+\s){{0,5}}(?:van|op|is|bedraagt|naar)\s(?:\p{{L}}+\s)?$")
_ADJECTIVAL = regex.compile(r"(?i)(?<!\p{L})(?:een|de|het|deze|dit|die)\s$")
_TIMES = regex.compile(r"(?i).*(?:jaar|jaren|maand|maanden|periode|week|weken|kwartaal|kabinetsperiode|termijn)")
_ORDINAL = regex.compile(r"(?i)eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|laatste|vorige|overige|andere")


# What takes time is no part of it, and of so many `ton` what they are of tells no weight from money.
_WITHOUT_OF_IT = frozenset({"day", "week", "month", "year", "hour", "minute", "t"})
# `4 GW aan windvermogen`: what there is so much of stands without an article.
_OF_IT = regex.compile(r"\saan\s(?!(?:de|het|een|deze|die|dit|dat|alle|onze|uw|hun)\s)(?=\p{Ll})")
# `30 meter breed`: how big it is, and no noun.
_SIZE = regex.compile(r"\s(?:lang|breed|hoog|diep|dik|dieper|zwaar|oud|wijd|groot)(?=\s?(?:[.,;:)]|en\s|of\s|$))")
_SCALE = regex.compile(r"^(?:miljoen|miljard|duizend|mln\.?|mld\.?)\s")
_COSTS = regex.compile(r"(?i)(?<!\p{L})(?:kost|kostte|kostten|vergt|vergde)\s(?:[^.;:,\d]{0,40}\s)?$")


@cache
def _patterns(rules: Rules) -> dict[str, regex.Pattern[str]]:
    noun = words_pattern(rules, "figure_change_noun")
    after, verb = words_pattern(rules, "figure_change_after"), words_pattern(rules, "figure_change_verb")
    source = {
        "changed": rf"^\s?-?(?:{after})(?:\s\(of\s\p{{L}}+\))?(?!\p{{L}})",
        "part": rf"^\s(?:van|uit)\s(?:(?:de|het|alle|onze|deze)\s)?(?:(?:in totaal|circa|ruim)\s)?(?:[\d.]+\s|(?:{PATTERN})\s)?",
        "moves": rf"(?<!\p{{L}})(?:{verb})(?!\p{{L}})",
        "by_noun": rf"(?<!\p{{L}})(?:{noun})\s(?:van|in)\s[^.;:]*\smet\s(?:\p{{L}}+\s)?$",
        "lead": (
            rf"^(?:[\p{{L}}-]*(?:{noun})\s(?:van|in)\s(?:de\s|het\s)?)?"
            r"(?:(?:totale?\s)?(?:aantal|percentage|aandeel|procent)\s(?:van\s)?(?:de\s|het\s)?)?"
        ),
        "of_change": (
            rf"(?<!\p{{L}})(?:\p{{L}}*(?:{noun}))(?:\s\p{{L}}+){{0,2}}?\s(?:van|in)\s(?P<what>[^:;.]*?)"
            rf"(?:\smet\s(?:[\p{{L}}’']+\s)?|,\smet\s(?:[\p{{L}}’']+\s)?|:\s[^:;.]*)$"
        ),
        "apposed": rf",\s(?:(?:dat|dit|wat)\s(?:is|betekent)\s)?een\s(?:{noun})\svan\s(?:\p{{L}}+\s)?$",
        "clause": r"[;:]\s|,\s(?:en|maar|terwijl|waarbij)\s|(?:^|\n)\s*[-–•]\s",
    }
    return {name: rules.compile(pattern, regex.IGNORECASE) for name, pattern in source.items()}


def counted(amount: Amount, around: Surroundings, rules: Rules) -> str | None:
    """The noun phrase directly behind the number, or behind `van de (N)`; None where a verb or a stop follows."""
    behind, patterns = around.behind, _patterns(rules)
    if amount.unit != "count" and _SIZE.match(behind):
        return None
    if changed := patterns["changed"].match(behind):
        behind = behind[changed.end() :]
    if part := patterns["part"].match(behind):
        return phrase_of(behind[part.end() :], rules)
    if amount.unit not in _WITHOUT_OF_IT and (partitive := _OF_IT.match(behind)):
        return phrase_of(behind[partitive.end() :], rules)
    return phrase_of(behind, rules)


def subject(amount: Amount, around: Surroundings, rules: Rules, place: Place | None = None) -> str | None:
    """What is counted or measured; of money what it is for; None if the letter does not say it near the number.

    ``place`` is the number in the tree of its sentence, where there is a model.
    """
    if whole := whole_of(around.before, around.behind, rules, share=amount.unit in ("percent", "ratio")):
        return whole  # `Van de 60 projecten zijn er 45 afgerond`: what is counted stands before.
    behind = counted(amount, around, rules)
    if place is not None:
        found = _by_syntax(amount, around, rules, place, behind)
        if found:
            return found
        if len(amount.unit) == 3 and amount.unit.isupper():
            aim = _purpose(around, rules)
            return None if aim is None or any(aim in body for body in around.bodies) else aim
    order: tuple[str | Callable[[], str | None] | None, ...]
    if amount.unit == "count":
        order = (behind, lambda: _moved(around, rules), lambda: phrase_before(around.before, rules))
    elif len(amount.unit) == 3 and amount.unit.isupper():
        order = (_purpose(around, rules), lambda: behind, lambda: phrase_before(around.before, rules))
    elif _ADJECTIVAL.search(around.before) and behind:
        order = (behind,)
    elif _adjacent_noun(around.before, rules) or (amount.unit == "percent" and _RATE_OF.search(around.before)):
        order = (phrase_before(around.before, rules), lambda: behind)
    elif amount.unit in ("percent", "ratio", "percentage_point"):
        order = (behind, lambda: _moved(around, rules), lambda: phrase_before(around.before, rules))
    elif behind and _patterns(rules)["changed"].match(around.behind):
        order = (behind,)  # `3 dB minder geluid`.
    else:
        order = (_moved(around, rules), lambda: phrase_before(around.before, rules), lambda: behind)
    for candidate in order:
        found = _trimmed(candidate() if callable(candidate) else candidate, rules)
        if found and place is not None and _is_no_noun(found, around, place):
            continue
        if found and not _ORDINAL.fullmatch(found) and not any(found == body or found.startswith(body + " ") for body in around.bodies):
            return found
    return None


def _is_no_noun(phrase: str, around: Surroundings, place: Place) -> bool:
    """Whether a phrase that the word lists give ends in a verb or adjective: they know few (`aan te passen van 24 naar 48 uur`).

    A plural noun that the tagger takes for an infinitive is let be.
    """
    start = _offset(phrase, place, around)
    last = place.tree.at(start + len(phrase) - 1) if start is not None else None
    if last is None or place.nominal(last):
        return False
    word = place.tree.words[last]
    if word.pos == "ADJ":
        return bool(place.tree.children(last, "cop", "expl"))  # `het is onmogelijk om binnen 10 seconden …`
    return word.pos in ("VERB", "AUX") and ("Fin" in word.morph or bool(place.tree.children(last, "mark")))


def _by_syntax(amount: Amount, around: Surroundings, rules: Rules, place: Place, behind: str | None) -> str | None:
    if compound := regex.match(r"[-‑](\p{L}{3,})", around.behind):
        return compound[1]
    if amount.unit in ("percent", "ratio") and (of_change := _of_change(around, rules)) is not None:
        return _trimmed(place.phrase_at(_offset(of_change, place, around)), rules)
    purpose = _purpose(around, rules) if len(amount.unit) == 3 and amount.unit.isupper() else None
    changed = _patterns(rules)["changed"].match(around.behind) is not None
    found = _told(place, _offset(behind, place, around), _offset(purpose, place, around), changed)
    # What has a price is the change itself: `de verlenging van de sluis kost € 98 miljoen`.
    found = found if purpose is None and _COSTS.search(around.before) else _trimmed(found, rules)
    return None if not found or any(found in body or found.startswith(body + " ") for body in around.bodies) else found


def _of_change(around: Surroundings, rules: Rules) -> str | None:
    """What a noun of change is of: `uitbreiding van het aantal X … met 5%`, `een stijging van het aantal X: in 2015 30% van …`."""
    match = _patterns(rules)["of_change"].search(around.before[-300:])
    return _trimmed(phrase_of(" " + match["what"], rules), rules) if match else None


def _offset(phrase: str | None, place: Place, around: Surroundings) -> int | None:
    """Where a phrase of the sentence starts: behind the number if it stands there, else before it."""
    if phrase is None:
        return None
    if (index := around.behind.find(phrase)) >= 0:
        return place.amount.end + index
    index = around.before.rfind(phrase)
    return place.amount.start - len(around.before) + index if index >= 0 else None


_INHERITS = regex.compile(
    r"(?i)(?<!\p{L})(?:waarvan|daarvan|hiervan|ervan|(?:van|onder)\s(?:wie|deze|hen)|waaronder|hieronder|daaronder)(?!\p{L})[^.;:]*$"
)


def inherits(amount: Amount, around: Surroundings, rules: Rules, place: Place | None = None) -> bool:
    """Whether the number is a part of what was counted before it: `waarvan € 110 mln. in 2024`, `van wie een derde`."""
    if _patterns(rules)["apposed"].search(around.before[-_REACH:]):
        return True  # `…, een daling van 9%`
    match = _INHERITS.search(around.before[-_REACH:])
    behind = counted(amount, around, rules)
    if match is None or (behind is not None and (place is None or place.phrase_at(_offset(behind, place, around)) is not None)):
        return False
    return regex.search(r"\d", match[0]) is None


def _adjacent_noun(before: str, rules: Rules) -> bool:
    """Whether a noun stands right before the number: `zorg 50% meer`, `de planning vier jaar`."""
    last = regex.search(r"([\p{L}\p{N}-]+)\s$", before)
    return last is not None and classes_of(rules).noun(last[1]) and last[1][0].isalpha() and last[1][-1] != "-"


def _trimmed(found: str | None, rules: Rules) -> str | None:
    """`stijging van het aantal zaken` counts `zaken`."""
    if not found:
        return None
    lead = _patterns(rules)["lead"].match(found)
    found = _SCALE.sub("", found[lead.end() :] if lead and lead.end() < len(found) else found)
    return None if not found or found.casefold() in classes_of(rules).function else found


def _moved(around: Surroundings, rules: Rules) -> str | None:
    """The phrase with which the clause starts, where a verb of change makes the number a part of what is said of it."""
    patterns = _patterns(rules)
    before = around.before[-400:]
    starts = [m.end() for m in patterns["clause"].finditer(before)]
    clause = before[starts[-1] if starts else 0 :]
    rest = regex.match(r"[^.;:\d]{0,60}", around.behind)
    by_noun = patterns["by_noun"].search(clause)
    if not by_noun and not patterns["moves"].search(clause) and not (rest and patterns["moves"].search(rest[0])):
        return None
    classes = classes_of(rules)
    tokens = list(TOKEN.finditer(clause))
    index = 0
    # A clause that starts with a preposition (`In 2030 is de …`) has its subject behind the verb.
    if tokens and tokens[0][0].casefold() in (
        "in",
        "voor",
        "bij",
        "op",
        "met",
        "tijdens",
        "sinds",
        "vanaf",
        "door",
        "na",
        "over",
        "ook",
        "zo",
    ):
        index = next((i for i, t in enumerate(tokens) if classes.verbal(t[0])), 0)
    for token in tokens[index:]:
        if classes.noun(token[0]) or token[0].casefold() in ARTICLE:
            return phrase_of(clause[token.start() :], rules)
        if token[0] in (",", "("):
            break
    return None


def _purpose(around: Surroundings, rules: Rules) -> str | None:
    """`voor de versterking van …` in the clause behind an amount of money, else in the clause before it."""
    clause = regex.match(r"(?:(?!,\s(?:die|dat|waar\p{L}*|terwijl|maar|omdat|zodat)\s)[^.;\d]){0,120}", around.behind)
    if regex.search(
        r"(?i)(?<!\p{L})(?:invest\p{L}+|steekt|steken|stak|gestoken)(?!\p{L})", around.before[-60:] + (clause[0] if clause else "")
    ):
        into = regex.match(r"(?:\s(?!in\s)[\p{L}’'-]+){0,3}\sin(?=\s)", around.behind)
        if into and (found := phrase_of(around.behind[into.end() :], rules)):
            return found
    for match in regex.finditer(r"(?<!\p{L})(?:voor|ten behoeve van|aan|naar|ter(?!\sbeschikking))\s", clause[0] if clause else ""):
        found = phrase_of(around.behind[match.end() - 1 :], rules)
        if found and not _TIMES.fullmatch(found) and not any(found.startswith(body) for body in around.bodies):
            return found
    if before := regex.search(r"(?<!\p{L})(?:[Vv]oor|[Aa]an)\s(?=(?:(?!\s(?:wie|die|dat|waar\p{L}+)\s)[^.;,:])*$)", around.before):
        found = phrase_of(around.before[before.end() - 1 :], rules)
        return None if found and any(found.startswith(body) for body in around.bodies) else found
    return None


def _told(place: Place, behind: int | None, purpose: int | None, changed: bool) -> str | None:
    """What the number counts, or None where the tree does not say.

    ``behind`` is where the noun phrase behind the number starts, ``purpose`` that behind `voor`; ``changed`` says that a word like
    `minder` stands between.
    """
    if not place.span:
        return None
    unit = place.amount.unit
    at, described = place.starting(behind), place.described()
    noun, clause = place.noun_before(), place.clause_subject() or place.changed_object()
    order: tuple[int | None, ...]
    if described is not None:
        order = (described,)
    elif unit == "count":
        # Words behind the number that the tagger takes for a verb say more than who has so many.
        order = (_fuller(place, at, clause), None if behind is not None and place.holds() else clause)
    elif len(unit) == 3 and unit.isupper() and unit.isalpha():
        aim = place.starting(purpose)
        if aim is not None and clause is not None and aim < place.span.start and clause in place.tree.ancestors(aim):
            aim = None  # `de bijdrage aan het fonds komt uit op € 5 mln.`
        moved = clause if place.preposition in ("met", "tot", "naar", "op") else None
        order = (moved, aim, noun, clause if place.states() else None, at)
    elif unit in ("percent", "ratio", "percentage_point"):
        of_base = at is not None and not changed and clause is not None and place.states() and clause < place.span.start
        order = (noun, clause, at) if of_base and unit != "ratio" else (noun, at, clause)
    elif noun is not None:
        order = (noun,)
    elif changed or unit not in ("day", "week", "month", "year", "hour", "minute"):
        order = (at, clause)
    else:
        order = (clause, at)
    found = next((index for index in order if index is not None), None)
    return place.phrase(found) if found is not None else None


def _fuller(place: Place, at: int | None, clause: int | None) -> int | None:
    """Of `het aantal aangehouden verdachten is gestegen van 270 verdachten` the clause's subject says more of the same."""
    if at is None or clause is None or place.tree.words[clause].text != "aantal":
        return at
    near, whole = place.phrase(at).split(), place.phrase(clause).split()
    return clause if len(near) == 1 and len(whole) > 1 and near[0] in whole else at
