"""What the words around a number say: how exact it is, whether it is a change, per what, and of what kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

import regex

from kamermijn.dutch.numbers import PATTERN
from kamermijn.records.figure_amount import Amount
from kamermijn.rules import Rules

Qualifier = Literal["approx", "over", "under", "at_least", "at_most", "average"]
Change = Literal["increase", "decrease", "none"]
Nature = Literal["reported", "target", "estimate", "norm"]

# How far the words that shape a number may stand from it; sentences of a thousand words exist.
_NEAR, CLAUSE = 80, 250
_YEARLY = "structureel|jaarlijks|op jaarbasis"
# `niet hoger zijn dan 70` is a limit.
_NEGATED = regex.compile(
    r"(?i)(?<!\p{L})(?:niet|nooit|geen)\s(?:meer|méér|minder|hoger|lager|langer|korter|groter|kleiner|ouder|jonger)\s[^.,;]*$"
)
# The number of the next of a row, which has the same verb: `met 700 en volgend jaar met nog eens 450 worden uitgebreid`.
_NEXT_WITH = regex.compile(
    r"(\smet\s(?:(?:nog\seens|circa|ongeveer|ruim|bijna)\s)?(?:€\s)?)\d[\d.,]*%?(?=\s(?:worden|wordt|werden|werd|zijn|is|zal|zullen|kan|kunnen)\s)"
)
# `vijftig procent van de verpakkingen gereduceerd`: so much less of them, and no share of them that shrank.
_CUT = regex.compile(
    r"\svan\s(?:de|het|alle)\s(?:(?!\s(?:die|dat|heeft|hebben|had|hadden|waar\p{L}*)\s)[^.;:,\d]){1,60}?\s(?:gereduceerd|bespaard|teruggedrongen|verminderd|weggenomen)(?!\p{L})"
)
_HAS = regex.compile(r"(?i)(?<!\p{L})(?:heeft|hebben|had|hadden)(?!\p{L})")
# `een maximale limiet van 100 euro`.
_LIMIT = regex.compile(r"(?i)(?<!\p{L})(?P<word>maximale|minimale)\s\p{L}+\s(?:van|is|bedraagt|was)\s$")
# Words that part a number from a word of change behind it.
_NOT_BETWEEN = r"(?:van|op|in|voor|naar|tot|dan|en|die|dat|of|nog|niet|veel|iets|steeds|ook|is|was|om|te)(?!\p{L})"


def words_pattern(rules: Rules, lexicon: str, *entries: str) -> str:
    """An alternation of the words of a lexicon (or of some of its entries), longest first."""
    lists = rules.lexicon(lexicon)
    words = {w for name in (entries or lists) for w in lists[name]}
    return "|".join(regex.escape(w, literal_spaces=True) for w in sorted(words, key=lambda w: (-len(w), w)))


def entry_of(rules: Rules, lexicon: str, word: str) -> str:
    """The entry of a lexicon that holds a word, whatever its case."""
    return _entries(rules, lexicon)[" ".join(word.casefold().split())]


@cache
def _entries(rules: Rules, lexicon: str) -> dict[str, str]:
    return {w.casefold(): name for name, words in rules.lexicon(lexicon).items() for w in words}


@dataclass(frozen=True)
class Surroundings:
    """The sentence around an amount, cut in what stands before and behind it."""

    before: str
    behind: str
    bodies: frozenset[str] = frozenset()
    """The bodies named in the sentence: they act, they are not what is counted."""

    @property
    def near(self) -> str:
        """The last words before the amount."""
        return self.before[-_NEAR:]


@cache
def _patterns(rules: Rules) -> dict[str, regex.Pattern[str]]:
    qualifier = words_pattern(rules, "figure_qualifier")
    currency = words_pattern(rules, "figure_currency_sign")
    exact = rf"(?:(?:{qualifier})\s)?(?:(?:de|het|een|nog eens|nog|zelfs|slechts|maar|al|inmiddels|wel)\s)?(?:(?:{currency})\s?)?$"
    noun = rf"[\p{{L}}\p{{N}}-]*(?P<word>{words_pattern(rules, 'figure_change_noun')})(?:en|s)?"
    after = words_pattern(rules, "figure_change_after")
    verb = words_pattern(rules, "figure_change_verb")
    nothing = words_pattern(rules, "figure_per_nothing")
    # The number is a round one: `per 1.000 inwoners`; from another day on is `per 1 januari`.
    round_number = r"(?:10*(?:\.000)*|(?:honderd|duizend|honderdduizend|(?:een\s|1\s)?miljoen))"
    each = rf"(?P<unit>(?!1\s){round_number}\s\p{{Ll}}+|(?:{words_pattern(rules, 'figure_per', 'year', 'month', 'week', 'day', 'hour')}"
    each += rf"|{words_pattern(rules, 'figure_per_each')})(?!\p{{L}}))"
    source = {
        "qualifier": rf"(?<![\p{{L}}\p{{N}}])(?P<word>{qualifier})\s?(?:(?:de|het|een|slechts|nog|zelfs|die)\s)?(?:(?:{currency})\s?)?$",
        "qualifier_after": rf"^(?:\s\p{{L}}+){{0,2}}\s(?P<word>{words_pattern(rules, 'figure_qualifier_after')})(?!\p{{L}})",
        "up_to": rf"(?<!\p{{L}})(?P<word>tot)\s(?:de\s)?(?:(?:{currency})\s?)?$",
        "from_to": rf"(?<!\p{{L}})(?:van|oplopend|oploopt|oplopen|opgelopen)\s[^.;]*$|(?:{verb}|{after})[^.;]*$",
        "leading_to": (
            r"(?<!\p{L})(?:leid|kom|gekomen|kwam|over te gaan|overgaan|beslo|zich|richt|wend|behoor|toegang|recht|oproep|verzoek)\w*\s"
            r"[^,.;]*tot\s$"
        ),
        "average": r"(?<!\p{L})gemiddelde?(?!\p{L})[^;]*$",
        "level": rf"(?<!\p{{L}})(?:naar|tot(?: en met)?|op)\s{exact}",
        "from": rf"(?<!\p{{L}})van\s{exact}",
        "goes_to": r"^(?:\s[\p{L}\p{N}]+){0,7}?\s(?:naar|tot)\s",
        "with": rf"(?<!\p{{L}})met\s{exact}",
        "behind_word": (
            rf"^(?:\s?-|\s)(?:(?!{_NOT_BETWEEN})[\p{{L}}\p{{N}}()-]+\s)?"
            rf"(?:[\p{{L}}\p{{N}}]+-)?(?P<word>{after})(?!\p{{L}})(?!(?<=ouder|jonger|langer|korter|zwaarder|lichter)(?:\s\p{{L}}+){{0,2}}?\sdan\s(?:de\s)?\d)"
        ),
        "behind_noun": rf"^(?:\s?-|\s)(?:(?!{_NOT_BETWEEN})[\p{{L}}\p{{N}}()-]+\s){{0,2}}?{noun}(?!\p{{L}})",
        "behind_bare": rf"^\s(?:(?!{_NOT_BETWEEN})\p{{Ll}}+\s)?(?P<word>extra|erbij|minder|meer|eraf|additionele|aanvullende)(?!\p{{L}})",
        "noun_before": rf"(?<!\p{{L}}){noun}(?:\s[^\s,.;:]+){{0,8}}?\s(?:van|met|bedraagt|bedroeg|is|was|betreft)\s{exact}",
        "noun_close": rf"(?<!\p{{L}}){noun}\s{exact}",
        "noun_any": rf"(?<!\p{{L}}){noun}(?!\p{{L}})",
        "verb": rf"(?<!\p{{L}})(?P<word>{verb})(?!\p{{L}})",
        "verb_close": rf"(?<!\p{{L}})(?P<word>{verb})\s(?:in\s\S+\s)?{exact}",
        "extra_before": rf"(?<!\p{{L}})extra\s(?:bedrag\svan\s)?{exact}",
        # `een enquête onder 1.800 leden` is held among them, and they are no fewer.
        "among": rf"(?:{words_pattern(rules, 'figure_asked_among')})\sonder\s(?:de\s)?$",
        # `nam ten opzichte van januari toe met 1.140`; of the other particles few are of change (`neemt contact op met 12 gemeenten`).
        "grows": rf"(?<!\p{{L}})(?:neemt|nam|nemen|namen)\s[^.;:]{{0,100}}(?<!\p{{L}})toe\smet\s{exact}",
        "particle": r"^\s(?:\p{L}+\s)?(?P<word>toe|af|terug|omhoog|omlaag)(?!\p{L})",
        "per": (
            rf"^(?:\s(?!\d)[^\s,.;:()/]+){{0,4}}?(?:(?<!\s(?:en|of|maar))\sper\s(?!(?:{nothing})(?![\p{{L}}-]))"
            rf"(?P<unit>vierkante\s\p{{L}}+|kubieke\s\p{{L}}+|(?P<many>(?:{PATTERN})\s\p{{L}}+)"
            r"|\p{L}[\p{L}\p{N}²³]*|\d[\d.]*\b)(?:\sper\s(?P<time>jaar|maand|week|dag|uur)(?!\p{L}))?|\s?/\s?(?P<unit>[glhjmstu](?![\p{L}\p{N}])|\p{L}[\p{L}\p{N}²³/]+)|\s(?P<year>p\.\s?[ja]\.)|\sp/(?P<short>[mjpwdu])(?![\p{L}\p{N}]))"
        ),
        # At the head of a clause, or right before the number: `Per hectare mag ten hoogste`, `per leerling € 700`.
        "per_before": (
            rf"(?:^|[;:]\s)[Pp]er\s{each}\s(?:(?:gaat|ging)\shet\som|(?:zijn|waren|komen|kwamen)\ser|is|was|mag|mogen)\s{exact}"
            rf"|\sper\s{each}\s{exact}"
        ),
        "than_apart": r"(?<!\p{L})(?P<word>minder|lager|kleiner|korter|jonger|meer|hoger|groter|langer|ouder)\s\p{L}+\sdan\s(?:de\s)?$",
        "yearly": rf"(?<!\p{{L}})(?:{_YEARLY}|structurele|jaarlijkse)(?!\p{{L}})",
        # Behind the number the adjective must belong to it: `10% van de jaarlijkse omzet` is not per year.
        "yearly_behind": rf"(?<!\p{{L}})(?:{_YEARLY})(?!\p{{L}})|^\s(?:(?:aan|extra)\s)?(?:structurele|jaarlijkse)(?!\p{{L}})",
    }
    return {name: rules.compile(pattern, regex.IGNORECASE) for name, pattern in source.items()}


def qualifier(amount: Amount, around: Surroundings, rules: Rules) -> Qualifier | None:
    """How exact the letter says the number is."""
    patterns = _patterns(rules)
    found: str | None = None
    negated = _NEGATED.search(around.near) is not None
    among = amount.unit == "count" and amount.scale == 1 and patterns["among"].search(around.near) is not None
    if (match := patterns["qualifier"].search(around.near)) and not among:
        found = entry_of(rules, "figure_qualifier", match["word"])
    elif match := patterns["qualifier_after"].search(around.behind):
        found = entry_of(rules, "figure_qualifier_after", match["word"])
    elif match := _LIMIT.search(around.near):
        found = "at_most" if match["word"].lower().startswith("max") else "at_least"
    elif match := patterns["than_apart"].search(around.near):
        found = "under" if match["word"].lower() in ("minder", "lager", "kleiner", "korter", "jonger") else "over"
    elif amount.approximate:
        found = "approx"
    elif patterns["up_to"].search(around.near) and amount.unit != "count" and not _moves(around, rules):
        found = "at_most"
    elif amount.unit not in ("ratio",) and patterns["average"].search(around.before[-CLAUSE:]):
        found = "average"
    if negated and found in ("over", "under"):
        found = "at_most" if found == "over" else "at_least"
    return found  # type: ignore[return-value]


def _moves(around: Surroundings, rules: Rules) -> bool:
    """Whether the sentence so far tells of a movement, so that `tot` names where it ends and is no limit."""
    patterns = _patterns(rules)
    before = around.before[-CLAUSE:]
    return bool(patterns["from_to"].search(before) or patterns["leading_to"].search(before))


def change(amount: Amount, around: Surroundings, rules: Rules) -> Change | None:
    """Whether the number is the amount of a change; a level that a change starts from or ends at is none."""
    if amount.sign:
        return "increase" if amount.sign == "+" else "decrease"
    patterns = _patterns(rules)
    near, clause = around.near, around.before[-CLAUSE:]
    if match := patterns["behind_bare"].search(around.behind):
        return _direction(rules, "figure_change_after", match["word"])
    if patterns["extra_before"].search(near):
        return "increase"
    if patterns["level"].search(near) or (patterns["from"].search(near) and patterns["goes_to"].search(around.behind)):
        return None
    if amount.unit == "count" and amount.scale < 10**6:
        if patterns["with"].search(near):
            return _by_verb(clause, around.behind, rules)
        return None
    # `€ 1.500 of meer` is a limit.
    limits = patterns["qualifier_after"].search(around.behind) is not None
    for name, lexicon in (("behind_word", "figure_change_after"), ("behind_noun", "figure_change_noun")):
        if not limits and (match := patterns[name].search(around.behind)):
            return _direction(rules, lexicon, match["word"])
    for name in ("noun_close", "noun_before"):
        if match := patterns[name].search(clause):
            return _direction(rules, "figure_change_noun", match["word"])
    if match := patterns["verb_close"].search(near):
        return _direction(rules, "figure_change_verb", match["word"])
    if patterns["with"].search(near):
        return _by_verb(clause, around.behind, rules)
    if amount.unit == "percent" and _CUT.match(around.behind) and not _HAS.search(clause):
        return "decrease"
    if amount.unit == "percent" and not regex.match(r"\s(?:van|op|voor)\s", around.behind):
        rest = regex.match(r"(?:(?!\s(?:en|maar|terwijl)\s)[^,.;:\d])*", around.behind)
        if rest and (match := patterns["verb"].search(rest[0])):
            return _direction(rules, "figure_change_verb", match["word"])
    return None


def _by_verb(clause: str, behind: str, rules: Rules) -> Change | None:
    """The direction of `met 5%`: by the word behind it, the nearest verb before it, else a noun of change before it."""
    patterns = _patterns(rules)
    if match := patterns["particle"].search(behind):
        return "increase" if match["word"].lower() in ("toe", "omhoog") else "decrease"
    if patterns["grows"].search(clause):
        return "increase"
    if not patterns["verb"].search(clause):
        behind = _NEXT_WITH.sub(r"\1", behind)
    rest = regex.match(r"(?:(?!,\s(?:terwijl|maar|waar\p{L}+|zodat|omdat|en)\s)[^.;:\d])*", behind)
    if rest and (match := patterns["verb"].search(rest[0][:60])):
        return _direction(rules, "figure_change_verb", match["word"])
    for name, lexicon in (("verb", "figure_change_verb"), ("noun_any", "figure_change_noun")):
        matches = list(patterns[name].finditer(clause))
        if matches:
            return _direction(rules, lexicon, matches[-1]["word"])
    return None


def _direction(rules: Rules, lexicon: str, word: str) -> Change:
    return entry_of(rules, lexicon, word)  # type: ignore[return-value]


def per(around: Surroundings, rules: Rules, *, share: bool = False) -> str | None:
    """What the amount is per: ``year`` for `per jaar`, `jaarlijks` and `structureel`, else as the letter words it.

    ``share``: a share of something is per nothing that stands before it (`de boete stijgt per zaak 12 procent`).
    """
    patterns = _patterns(rules)
    known = _entries(rules, "figure_per")
    if match := patterns["per"].search(around.behind):
        if match["year"]:
            return "year"
        if match["short"]:
            return _SHORT[match["short"].lower()]
        if match["many"]:
            return " ".join(match["many"].split())
        parts = ["year" if p in ("jr", "j") else known.get(p.casefold(), p) for p in match["unit"].split("/") if p]
        if match["time"]:
            parts.append(known[match["time"].casefold()])
        return "/".join(known.get(p.casefold(), p) for p in parts)
    behind = regex.match(r"(?:(?!\sen\s)[^,.;:\d]){0,40}", around.behind)
    if (behind and patterns["yearly_behind"].search(behind[0])) or patterns["yearly"].search(around.before[-25:]):
        return "year"
    match = patterns["per_before"].search(around.before)
    if match and not share and not _NUMBERED.search(around.before, 0, match.start()):
        unit = match["unit"]
        return known.get(unit.casefold(), " ".join(unit.split()))
    return None


# `2 fte per basisteam 75% van hun tijd`: what stands behind a number is of that one, unless `en` joins another.
_NUMBERED = regex.compile(r"\d[^.;:,]{0,60}(?<!\s(?:en|of|maar))$")


# `€ 30 p/m`; `p.p.` may be of persons or points.
_SHORT = {"m": "month", "j": "year", "p": "persoon", "w": "week", "d": "day", "u": "hour"}


@cache
def _natures(rules: Rules) -> tuple[tuple[Nature, regex.Pattern[str]], ...]:
    order: tuple[Nature, ...] = ("norm", "target", "estimate", "reported")
    return tuple((name, rules.compile(rf"(?i)(?<!\p{{L}})(?:{words_pattern(rules, 'figure_nature', name)})(?!\p{{L}})")) for name in order)


def nature(around: Surroundings, rules: Rules) -> Nature | None:
    """Of what kind the figure is, by the words of its clause; None where they do not say."""
    clause = around.before[-CLAUSE:] + " " + around.behind[:CLAUSE]
    return next((name for name, pattern in _natures(rules) if pattern.search(clause)), None)
