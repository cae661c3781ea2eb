"""What a measure says besides that it is one: its type, when, with how much, and its words in short."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from kamermijn.language.clauses import Word
from kamermijn.records.extraction import Extraction
from kamermijn.records.figure_amount import DURATIONS
from kamermijn.records.measure_scene import Act, Scene
from kamermijn.records.measure_trees import verb_of
from kamermijn.rules import Rules

# Words before a date that make it the date of something else than the act: a brief van 4 april, het debat d.d. 3 mei.
_BACKGROUND = regex.compile(
    r"(?i)(?:\bd\.d\.|\bdd\.|\b(?:brief|brieven|debat|overleg|AO|VAO|WGO|vergadering|motie|rapport|advies|artikel|verdrag|besluit|verslag|"
    r"Kamerbrief|wet|uitspraak|commissiedebat|toezegging|vraag|monitor|begroting|akkoord|cijfers|bijlage)\b(?:\s+\S+){0,4}?\s+(?:van|uit|op|over))\s*$"
)
_BUDGET = regex.compile(r"(?i)\bbegroting\w*\s+(?:voor|van)\s*$")
_MONEY = regex.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class _TypeWords:
    """The words that tell one type; one of the ``cores`` stands, in small letters, in every text in which one of them does."""

    pattern: regex.Pattern[str]
    cores: tuple[str, ...]

    def within(self, text: str, lower: str) -> Iterator[regex.Match[str]]:
        """The words in a text, which is given in small letters too."""
        if any(core in lower for core in self.cores):
            yield from self.pattern.finditer(text)


@cache
def _type_words(rules: Rules) -> Mapping[str, _TypeWords]:
    found = {}
    for kind, words in rules.lexicon("measure_type").items():
        parts = [
            (r"\w*" if w.startswith("*") else "") + regex.escape(w.strip("*"), literal_spaces=True) + (r"\w*" if w.endswith("*") else "")
            for w in words
        ]
        pattern = rules.compile(r"(?i)(?<!\w)(?:" + "|".join(parts) + r")(?!\w)")
        found[kind] = _TypeWords(pattern, tuple(sorted({word.strip("*").casefold() for word in words})))
    return found


# Verbs of these types say by themselves what sort of act it is; the others leave it to the nouns.
_TELLING = {"training": 4.0, "research": 4.0, "information": 5.0, "funding": 1.5, "legislation": 1.0, "staffing": 2.0,
            "organisation": 1.0, "enforcement": 2.0, "cooperation": 1.5, "technology": 2.0}  # fmt: skip


# Nouns that say more than others do: a `training` is one whoever is trained.
_SPECIFIC = {"training": 1.5, "technology": 1.1, "cooperation": 0.9, "funding": 0.8}


# `Er komt ...`: what comes is its subject.
_COMING = frozenset({"comes", "tree_comes"})
# Readings of which the subject is no agent, but what is to be or is being done.
_OF_THINGS = frozenset({"phrase", "planned", "effective", "scheduled", "pending"})
# What is acted upon says more than the other nouns of the clause.
_OBJECT = 2.0


def _objects(act: Act, scene: Scene) -> str:
    """The nouns that the act is done to, by the tree: objects, the subject of a passive, what `er komt`."""
    tree = scene.tree
    verb = verb_of(act, tree) if tree else None
    if tree is None or verb is None or act.rule.reading == "phrase":
        return ""
    deps = ("obj", "nsubj", "nsubj:pass") if act.passive or act.rule.reading in _COMING else ("obj", "nsubj:pass")
    heads = [i for v in (verb, *tree.children(verb, "xcomp")) for i in tree.children(v, *deps)]
    heads += [i for h in heads for i in tree.children(h, "conj")]
    return " ".join(tree.words[i].text for i in heads if tree.words[i].pos in {"NOUN", "PROPN"})


def _agents(act: Act, scene: Scene) -> list[tuple[int, int]]:
    """Where those stand who act: the subject of an active verb with all that belongs to it."""
    tree = scene.tree
    verb = verb_of(act, tree) if tree else None
    if tree is None or verb is None or act.passive or not act.subject or act.rule.reading in _COMING | _OF_THINGS:
        return []
    found = [tree.subtree(i) for i in tree.children(verb, "nsubj")]
    return [(tree.words[i].start, tree.words[i].end) for below in found for i in below]


_CIRCUMSTANCE = regex.compile(
    r"(?i)\b(?:aan|bij|door|met|namens|naar|onder|van|vanuit|via|volgens|samen\s+met)\s+(?:(?:de|het|een|mijn|onze)\s+)?(?:\p{Ll}+e\s+)?$"
)


def _beside(act: Act, scene: Scene) -> list[tuple[int, int]]:
    """The bodies and offices that are not what the act is done to: they act, or stand behind a preposition."""
    found = []
    for start, end in (*scene.bodies, *((office.start, office.end) for office in scene.offices)):
        between = scene.text[act.anchor.end : start].strip().casefold() if start >= act.anchor.end else ""
        subject = not act.passive and between in {"", "de", "het", "ook de", "ook het"}
        if subject or _CIRCUMSTANCE.search(scene.text[scene.start : start]):
            found.append((start, end))
    return found


# A clause that breaks off what is told and lets it go on: `, waarmee ..., `.
_BETWEEN_COMMAS = regex.compile(r", [^,;:]+, ")
# The law on which something is based, or the programme in which it is done, is not what is done.
_BASIS = regex.compile(
    r"(?i)\b(?:in\s+het\s+kader\s+van|op\s+(?:grond|basis)\s+van|krachtens|ingevolge|vooruitlopend\s+op|bedoeld\s+in)\s+"
    r"(?:de|het|deze|dit)\s+(?:(?!(?:de|het|een)\s)[\p{L}-]+\s+){0,3}?\p{L}*(?:wet|wetsvoorstel|regeling|besluit|verordening|richtlijn)\b"
)


def _words_of(act: Act, scene: Scene) -> list[Word]:
    """The words that tell the act; what others are asked to do stands in the clause behind: `is gevraagd om ... uit te breiden`."""
    if act.rule.reading != "commission":
        return act.clause
    own = {word.start for word in act.clause}
    return [word for word in scene.words if word.start in own or word.start > act.anchor.end]


def type_of(act: Act, scene: Scene, rules: Rules) -> str:
    """The type of the act: that of the phrase, else of its verb and the nouns of its clause together."""
    if act.type:
        return act.type
    # What stands before the verb of an active clause is more often circumstance than object: `In overleg met ... stel ik ... op`.
    split = act.anchor.start if act.subject in {"sender", "cabinet"} and not act.passive else scene.start
    # Who acts or is named says nothing of the act: a council that advises sets up no body.
    agents = _agents(act, scene)
    named = [] if act.rule.reading == "list_item" else [*agents, *_beside(act, scene)]
    telling = [w for w in _words_of(act, scene) if not any(start <= w.start < end for start, end in named)]
    bases = [m.span() for m in _BASIS.finditer(scene.text, scene.start, scene.end)]
    aside = {w.start for w in telling if w.start < split or any(start <= w.start < end for start, end in bases)}
    front, clause = (" ".join(scene.text[w.start : w.end] for w in telling if (w.start in aside) == before) for before in (True, False))
    scores: dict[str, float] = {}
    if act.verb:
        scores[act.verb.type] = _TELLING.get(act.verb.type, 0.2)
    objects = _objects(act, scene)
    lower_front, lower_clause, lower_objects = front.casefold(), clause.casefold(), objects.casefold()
    for kind, words in _type_words(rules).items():
        hits = {m[0].casefold() for m in words.within(clause, lower_clause)}
        if hits:
            scores[kind] = scores.get(kind, 0.0) + min(2.25, _SPECIFIC.get(kind, 0.75) + 0.5 * len(hits))
        elif any(words.within(front, lower_front)):
            scores[kind] = scores.get(kind, 0.0) + 0.5
        if any(words.within(objects, lower_objects)):
            scores[kind] = scores.get(kind, 0.0) + _OBJECT
    best = max(scores, key=lambda k: scores[k], default="other")
    acting = " ".join(scene.text[start:end] for start, end in (agents if scene.tree else named))
    # What the police or an inspectorate does of which no more is said.
    untold = best == "other" and scores.get("other", 0.0) < 1.0
    return "enforcement" if untold and _type_words(rules)["enforcement"].pattern.search(acting) else best


def deadline_of(act: Act, scene: Scene, extraction: Extraction) -> tuple[datetime.date | None, datetime.date | None, tuple[str, ...]]:
    """First and last day of the time named for the act, and which of them the letter implies rather than says."""
    found = dates_of_act(act, scene, extraction)
    if not found:
        return None, None, ()
    start, end = found[0].date_start, found[-1].date_end
    inferred = {name for date in found for name in date.inferred}
    names = tuple(f"deadline_{side}" for side in ("start", "end") if f"date_{side}" in inferred or (side in inferred))
    return start, end, tuple(n for n in names if (start if n == "deadline_start" else end))


def dates_of_act(act: Act, scene: Scene, extraction: Extraction) -> list[Any]:
    """The records of the dates that are the time of the act, in their order."""
    if act.status == "completed" and (act.type == "information" or act.rule.reading in {"promise", "commission"}):
        return []
    clause = {(w.start, w.end) for w in act.clause} | _shared_opening(act, scene)
    if act.rule.reading == "promise":
        # `Ik zeg toe dat ik voor 1 mei ...`: the time of what is promised.
        clause |= {(w.start, w.end) for w in scene.words if w.start > act.anchor.start and w.level != "main"}
    found = _dates_within(clause, act, scene, extraction)
    if not found and act.status in {"announced", "started"} and act.rule.reading != "promise":
        found = _dates_within(_promised_beside(act, scene), act, scene, extraction)
    return found


def _shared_opening(act: Act, scene: Scene) -> set[tuple[int, int]]:
    """What stands before the first verb belongs to the second too: `Na de zomer maken we de balans op en besluiten ...`."""
    main = [w for w in scene.words if w.level == "main"]
    before = [w for w in main if w.start < act.anchor.start and w.text != ","]
    if not before or before[-1].text not in {"en", "of"}:
        return set()
    first = next((i for i, w in enumerate(main) if w.finite), 0)
    return {(w.start, w.end) for w in main[:first]}


def _promised_beside(act: Act, scene: Scene) -> set[tuple[int, int]]:
    """The words of a relative clause in which the sender or the cabinet acts: `..., waarover ik uw Kamer dit najaar bericht`."""
    tree = scene.tree
    if tree is None:
        return set()
    for index, word in enumerate(tree.words):
        above = tree.words[word.head] if word.dep == "conj" else word
        done = any(tree.words[i].lemma in {"hebben", "zijn"} for i in tree.children(index, "aux"))  # `waarover ik u in mei heb bericht`
        if above.dep == "acl:relcl" and word.pos == "VERB" and "Tense=Past" not in word.morph and not done:
            subjects = {tree.words[i].text.casefold() for i in tree.children(index, "nsubj")}
            if subjects & {"ik", "we", "wij", "kabinet"}:
                return {(tree.words[i].start, tree.words[i].end) for i in tree.subtree(index)}
    return set()


def _dates_within(clause: set[tuple[int, int]], act: Act, scene: Scene, extraction: Extraction) -> list[Any]:
    """The dates in these words that are the time of an act: the first, and what is joined to it."""
    anchor = extraction.anchor
    chosen: list[Any] = []
    for date in extraction.overlapping("dates", scene.start, scene.end):
        before = scene.text[scene.start : date.start]
        inside = any(start < date.end and end > date.start for start, end in clause)
        budget = bool(_BUDGET.search(before))
        inside = inside or before.endswith("(")
        if not inside or (_in_background(before, act, scene) and not budget):
            continue
        over = anchor and date.date_end and date.date_end < anchor  # type: ignore[attr-defined]
        if over and act.status in {"announced", "considered"}:
            continue
        if over and act.status == "started" and date.precision in {"vague", "period"}:  # type: ignore[attr-defined]
            continue
        if chosen and not regex.fullmatch(r"\s*(?:en|tot|t/m|,)\s*(?:in\s+|eind\s+)?", scene.text[chosen[-1].end : date.start]):
            continue
        chosen.append(date)
    return chosen


def _in_background(before: str, act: Act, scene: Scene) -> bool:
    """Whether the words before a date make it that of something else; `De wet treedt op 1 mei ...` has the verb of the act between."""
    found = _BACKGROUND.search(before)
    return found is not None and not found.start() < act.anchor.start - scene.start < found.end()


def amount_of(act: Act, scene: Scene, extraction: Extraction) -> tuple[float | None, str | None, bool]:
    """First money, else first quantity that stands in the act's clause; whether its unit is inferred."""
    clause = {(w.start, w.end) for w in _words_of(act, scene)}
    if act.rule.reading == "list_item":
        clause = {(scene.start, scene.end)}
    inside = [
        f
        for f in extraction.overlapping("figures", scene.start, scene.end)
        if any(start < f.end and end > f.start for start, end in clause)
    ]
    money: Sequence[Any] = [f for f in inside if _MONEY.fullmatch(f.unit)]  # type: ignore[attr-defined]
    others: Sequence[Any] = [f for f in inside if f.unit not in DURATIONS and not f.in_table]  # type: ignore[attr-defined]
    for figure in (*money, *others):
        return figure.value, figure.unit, "unit" in figure.inferred
    return None, None, False


def action_of(act: Act, scene: Scene) -> str:
    """The act in the words of the letter, from its verb to the end of its clause, at most some twenty words."""
    words = [w for w in act.clause if w.start >= act.anchor.start and w.text not in ",;:"]
    if act.passive or act.anchor.level == "reported" or act.rule.reading == "list_item":
        words = [w for w in act.clause if w.text not in ",;:"]
        before = next((i for i, w in enumerate(words) if w.start >= act.anchor.start), 0)
        if before and words[before - 1].text in {"en", "maar"}:
            words = words[before:]  # `ligt bij het OM en zal worden ingediend`: its subject is that of the clause before.
    run: list[Any] = []
    for word in words:
        if run and word.start - run[-1].end > 40:
            between = scene.text[run[-1].end : word.start]
            if run[-1].start >= act.anchor.start or not _BETWEEN_COMMAS.fullmatch(between):
                break
            run = []  # `De regeling, waarmee ..., wordt verlengd`: what is done stands behind what comes between.
        run.append(word)
    if not run:
        return scene.text[scene.start : scene.end].strip(" .;")
    if len(run) > 22:
        run = run[:22]
    end = run[-1].end
    return scene.text[run[0].start : end + scene.text.startswith("%", end)]
