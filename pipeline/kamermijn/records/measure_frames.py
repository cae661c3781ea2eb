"""Read the frames of committing off a sentence: which verb, in which clause, with what subject."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from kamermijn.language.clauses import Word
from kamermijn.records.measure_scene import Act, Scene, Status, subject_of
from kamermijn.rules import Rule, Rules, Verb

ENOUGH = 2.0
"""The weight from which a sentence is a measure."""

# Negation within a clause: the act is denied.
_DENIED = frozenset({"niet", "geen", "nooit", "noch", "evenmin"})
# Words with which a sentence tells an effect of what was said before; with a verb of support more of them do.
# What may follow a particle that looks like a preposition: `zet ... in op`, `wijzen ... aan voor`.
# fmt: off
_BEHIND_PARTICLE = frozenset({
    "aan", "als", "bij", "binnen", "conform", "dan", "door", "en", "in", "maar", "met", "na", "naar", "naast", "of", "om", "onder", "op",
    "over", "per", "sinds", "te", "tegen", "tot", "totdat", "tussen", "uit", "van", "vanaf", "vanuit", "via", "volgens", "voor", "waar",
    "wanneer", "zodat", "zodra", "zonder",
})
# fmt: on
_EFFECT = frozenset({"hierdoor", "daardoor", "dit", "dat"})
_SUPPORT_EFFECT = _EFFECT | {"daarmee", "hiermee", "door", "met", "zo"}


@cache
def _needed(needs: tuple[str, ...]) -> regex.Pattern[str]:
    """A pattern for the words of which a verb needs one; ``*`` stands for more letters."""
    parts = [
        (r"\w*" if n.startswith("*") else "") + regex.escape(n.strip("*"), literal_spaces=True) + (r"\w*" if n.endswith("*") else "")
        for n in needs
    ]
    return regex.compile(r"(?i)(?<!\w)(?:" + "|".join(parts) + r")(?!\w)")


def _particle_at(particle: str, clause: list[Word], after: int) -> int:
    """Where the separable particle stands in the clause behind offset ``after``; -1 where it does not.

    `in`, `op` and `aan` are prepositions too: a particle closes its clause, or a preposition or conjunction follows it.
    """
    parts = particle.split()
    rest = [word for word in clause if word.start >= after]
    for i in range(len(rest) - len(parts), -1, -1):
        if [word.text for word in rest[i : i + len(parts)]] != parts:
            continue
        following = rest[i + len(parts)] if i + len(parts) < len(rest) else None
        if following is None or len(particle) > 4 or following.verbal or following.text in {",", ";", ":"} | _BEHIND_PARTICLE:
            return rest[i].start
        if following.start - rest[i + len(parts) - 1].end > 1:
            return rest[i].start
    return -1


def _denied(clause: list[Word]) -> bool:
    texts = [word.text for word in clause]
    if "maar" in texts[1:]:
        texts = texts[: texts.index("maar", 1)]
    return any(w in _DENIED and texts[i + 1 : i + 2] not in (["alleen"], ["langer"], ["eerder"]) for i, w in enumerate(texts))


def _completing(scene: Scene, clause: list[Word], anchor: Word, form: str) -> Iterator[Verb]:
    """The verbs of the lexicon that complete the frame with a participle or infinitive in the clause."""
    text = _searched(scene, clause)
    for i, word in enumerate(clause):
        if word is anchor or word.finite or (i and clause[i - 1].text == "te" and anchor.auxiliary in {"future", "going", "wish"}):
            continue
        for reading in word.readings:
            if reading.form != form or reading.verb.force == "process":
                continue
            if reading.particle and not _before(clause, i).endswith(reading.particle):
                continue
            if reading.verb.needs and not _needed(reading.verb.needs).search(text):
                continue
            yield reading.verb


def _before(clause: list[Word], i: int) -> str:
    """The words before the verb at ``i`` without the auxiliaries beside it: `in kaart (worden) gebracht`, `in (te) zetten`."""
    while i and (clause[i - 1].auxiliary or clause[i - 1].text == "te"):
        i -= 1
    return " ".join(word.text for word in clause[:i])


def _searched(scene: Scene, clause: list[Word]) -> str:
    """The words of a clause, with those that open a subordinate clause of it (`kijken hoe`): where needed words are sought."""
    ends = clause[-1].end if clause else 0
    opening = {"of", "hoe", "welke", "waar", "hoeverre", "dat"}
    extra = [w.text for w in scene.words if w.level == "subordinate" and w.text in opening and w.start <= ends + 40]
    return " ".join([w.text for w in clause] + extra)


def _best(verbs: Iterator[Verb]) -> Verb | None:
    """The verb that says most: a separable one before its simple twin, an act before support."""
    return max(verbs, key=lambda v: (v.force == "act", "|" in v.infinitive, bool(v.needs), len(v.infinitive)), default=None)


def _by_verb(scene: Scene, rules: Rules, by_reading: dict[str, list[Rule]]) -> Iterator[Act]:
    """Acts whose verb stands in the lexicon, for every finite verb of a main or reported clause."""
    for index, anchor in enumerate(scene.words):
        if not anchor.finite or anchor.level == "subordinate":
            continue
        clause = scene.clause(index)
        if _denied(clause):
            continue
        subject = subject_of(scene, index, rules)
        group = anchor.auxiliary
        if anchor.level == "reported" and not _reported_act(scene, index, subject):
            continue
        if group in {"future", "going", "wish"}:
            yield from _with_infinitive(scene, clause, anchor, subject, by_reading["infinitive"])
        elif group == "passive":
            for rule in by_reading["participle"]:
                if verb := _best(_completing(scene, clause, anchor, "participle")):
                    weight = 1.0 if verb.force == "support" else 2.0
                    yield Act(rule, "started", weight, anchor, clause, verb, "", passive=True)
        elif group in {"perfect", "being"}:
            for rule in by_reading["perfect"]:
                verb = _best(v for v in _completing(scene, clause, anchor, "participle") if v.lasting)
                if verb and group == "being" and scene.ahead and verb.type != "funding":
                    continue  # `In 2030 is de uitstoot gehalveerd`: a goal, no step that was taken.
                if verb and not (group == "perfect" and subject in {"", "other"}):
                    yield Act(
                        rule, "completed", 2.0 if verb.force == "act" else 1.0, anchor, clause, verb, subject, passive=group == "being"
                    )
        elif not group and anchor.readings:
            yield from _active(scene, clause, anchor, subject, by_reading["active"])
        elif not group and subject == "cabinet":
            yield from (Act(rule, "started", 2.0, anchor, clause, None, subject) for rule in by_reading["active"])


def _reported_act(scene: Scene, index: int, subject: str) -> bool:
    """Whether a `dat`-clause tells an act: behind `betekent dat` only what ik or we do, behind `besloten dat` anything."""
    before = next((w.text for w in reversed(scene.words[:index]) if w.finite), "")
    return subject in {"sender", "cabinet"} if before == "betekent" else True


def _with_infinitive(scene: Scene, clause: list[Word], anchor: Word, subject: str, rules: list[Rule]) -> Iterator[Act]:
    if any(w.text in {"moeten", "kunnen", "mogen", "hoeven"} and w.level == anchor.level for w in clause):
        return  # `zal moeten worden gewerkt`: a need, no act.
    wish = anchor.auxiliary == "wish"
    verb = _best(_completing(scene, clause, anchor, "infinitive"))
    passive = False
    if verb is None and any(w.text == "worden" for w in clause):
        verb = _best(_completing(scene, clause, anchor, "participle"))
        passive = verb is not None
    committed = subject in {"sender", "cabinet", "body"}
    weight = 0.0
    if verb and subject == "other" and not passive and clause[0].text in {"dit", "dat"}:
        weight = 1.0  # `Dit zal vragen om ...` tells an effect.
    elif verb:
        weight = 2.5 if verb.force in {"act", "event"} else (2.0 if committed or passive else 1.0)
        if wish and not committed:
            weight = 1.0 if verb.force == "act" else 0.0
    elif committed and not wish and _unknown_infinitive(clause, anchor, subject):
        weight = 2.0
    for rule in rules:
        if weight and regex.search(rule.pattern or "", anchor.text):
            yield Act(rule, "announced", weight, anchor, clause, verb, subject, passive)


def _unknown_infinitive(clause: list[Word], anchor: Word, subject: str) -> bool:
    """Whether the clause ends in an infinitive that no list knows: `zal ik de sluis ... bemannen`."""
    rest = [word for word in clause if word.start > anchor.end and word.text not in ",;:"]
    if not rest:
        return False
    known = [r for word in rest for r in word.readings if r.form == "infinitive" and r.verb.force == "process"]
    last = rest[-1].text
    return (
        not known
        and len(last) > 4
        and last.endswith(("en", "aan"))
        and not any(w.text in {"zijn", "hebben", "blijven", "moeten", "kunnen"} for w in rest)
    )


def _active(scene: Scene, clause: list[Word], anchor: Word, subject: str, rules: list[Rule]) -> Iterator[Act]:
    text = _searched(scene, clause)
    found: list[tuple[int, bool, Verb]] = []
    for reading in anchor.readings:
        if reading.form not in {"first", "third", "plural"} or reading.verb.force == "process":
            continue
        place = _particle_at(reading.particle, clause, anchor.end) if reading.particle else 0
        if place < 0 or (reading.verb.needs and not _needed(reading.verb.needs).search(text)):
            continue
        # Of several particles the last one is the verb's: `zet ik onder andere op in`.
        found.append((place, reading.verb.force != "support", reading.verb))
    if not found:
        return
    verb = max(found, key=lambda f: f[:2])[2]
    if subject in {"sender", "cabinet"}:
        weight = 2.0 if verb.force == "support" else 2.5
    elif verb.force == "event":
        weight = 2.0
    elif subject == "body":
        weight = 1.0 if verb.force == "support" else 2.0
    elif subject == "other":
        weight = 0.5
    else:
        weight = 0.5 if verb.force == "support" else 1.5
    beside = [w.text for w in scene.words if anchor.end <= w.start <= anchor.end + 12]
    if {"mij", "ons", "zich"} & set(beside[:2]) and "zich" not in verb.needs:
        weight -= 1.5  # `richt ik mij op`: the reflexive verb is another one.
    for rule in rules:
        yield Act(rule, "started", weight, anchor, clause, verb, subject)


def _by_phrase(scene: Scene, rules: Rules, phrases: list[Rule]) -> Iterator[Act]:
    """Acts that are said by a set phrase whose verb stands in a main or reported clause."""
    for rule in phrases:
        for match in rules.compiled(rule.id).finditer(scene.text, scene.start, scene.end):
            spans = match.spans("verb") if "verb" in match.re.groupindex else []
            place = spans[0][0] if spans else match.start()
            index = next((i for i, w in enumerate(scene.words) if w.start <= place < w.end), None)
            if index is None or scene.words[index].level == "subordinate":
                continue
            anchor = scene.words[index]
            if anchor.verbal and not anchor.finite and rule.reading != "inform":
                continue
            clause = scene.clause(index) if anchor.finite else [w for w in scene.words if w.level == anchor.level]
            subject = subject_of(scene, index, rules)
            weight = _phrase_weight(scene, rule, match, clause, subject)
            last = next((w for w in reversed(scene.words) if w.start < match.end()), anchor)
            if weight <= 0 or (last.level == "subordinate" and rule.reading in {"promise", "commission"}):
                continue
            status: Status = rule.constants.get("status", "started")  # type: ignore[assignment]
            kind = rule.constants.get("type")
            verb = (
                _best(_completing(scene, clause + scene.words[index:], anchor, "infinitive"))
                if rule.reading in {"intend", "commission"}
                else None
            )
            passive = anchor.auxiliary == "passive" or (rule.reading == "commission" and anchor.auxiliary == "being")
            yield Act(rule, status, weight, anchor, clause, verb, subject, passive, str(kind) if kind else None)
            break


def _phrase_weight(scene: Scene, rule: Rule, match: regex.Match[str], clause: list[Word], subject: str) -> float:
    """How sure a set phrase is, by who says it."""
    reading = rule.reading
    if _denied([w for w in clause if match.start() - 20 <= w.start <= match.end()]):
        return 0.0
    if reading == "inform":
        return 0.0 if subject in {"other"} and "Kamer" not in match[0] else 3.0
    if reading == "commission":
        return 2.5 if subject in {"sender", "cabinet", "body"} else (2.0 if match[0].startswith(("is", "zijn")) else 0.0)
    if reading == "committer":
        return 2.5 if subject in {"sender", "cabinet"} else 0.0
    if reading == "work":
        return 2.5 if subject in {"sender", "cabinet", "body"} or match.group("done") else 0.0
    if reading == "talks":
        made = clause and (clause[-1].can_be("participle") or any(w.text in {"geweest", "gebeurd"} for w in clause))
        return 0.0 if made and match[0].split()[0] in {"is", "zijn", "ben"} else 2.5
    if reading == "comes":
        return 0.0 if {"binnen", "uit", "voort", "op", "naar", "vaak", "vragen", "signalen"} & {w.text for w in clause} else 2.5
    if reading == "scheduled":
        return 2.5 if scene.ahead and subject not in {"sender", "cabinet", "other"} else 0.0
    if reading == "planned":
        return 0.0 if scene.past else 2.5
    if reading == "money":
        return 0.0 if scene.past else 2.5
    if reading == "intend":
        return 2.5 if subject in {"sender", "cabinet", "body"} else 1.5
    return 2.5


def acts(scene: Scene, rules: Rules) -> list[Act]:
    """All commitments that the rules see in a sentence, the surest first; empty where an exclusion holds."""
    if scene.lower.rstrip(" »”\"'").endswith("?"):
        return []
    mine = rules.of("measure")
    spans: list[tuple[int, int]] = []
    for rule in mine:
        if rule.outcome == "ignore" and (where := _excluded(scene, rules.compiled(rule.id))):
            if rule.reading != "clause":
                return []
            spans += where
    by_reading: dict[str, list[Rule]] = {"active": [], "infinitive": [], "participle": [], "perfect": []}
    phrases = []
    for rule in mine:
        if rule.outcome != "record":
            continue
        if rule.reading in by_reading:
            by_reading[rule.reading].append(rule)
        elif rule.reading != "list_item":
            phrases.append(rule)
    found = [*_by_phrase(scene, rules, phrases), *_by_verb(scene, rules, by_reading)]
    for act in found:
        act.weight += _circumstances(scene, act)
    found = [act for act in found if act.weight >= ENOUGH and not any(start <= act.anchor.start < end for start, end in spans)]
    return sorted(found, key=lambda act: -act.weight)


def _excluded(scene: Scene, pattern: regex.Pattern[str]) -> list[tuple[int, int]]:
    """Where an exclusion holds; what stands in a subordinate clause excludes nothing."""
    found = []
    # On the sentence alone, so that `^` is its beginning.
    for match in pattern.finditer(scene.text[scene.start : scene.end]):
        start, end = match.start() + scene.start, match.end() + scene.start
        first = next((w for w in scene.words if w.end > start), None)
        if first is None or first.level != "subordinate":
            found.append((start, end))
    return found


def _circumstances(scene: Scene, act: Act) -> float:
    """What the rest of the sentence adds: a time ahead, a list of measures, or signs that it tells of effects or the past."""
    extra = 0.0
    if scene.ahead:
        extra += 0.5 if act.status in {"announced", "started"} else 0.0
    if scene.ahead and act.verb and act.verb.force == "support" and act.subject == "body":
        extra += 0.5
    if scene.listed:
        extra += 1.0
    if act.rule.reading == "infinitive" and not act.passive and act.subject in {"", "other"} and "naar verwachting" in scene.lower:
        extra -= 1.0
    opening = scene.words[0].text
    if act.verb and act.status != "announced" and opening in (_SUPPORT_EFFECT if act.verb.force == "support" else _EFFECT):
        extra -= 1.0
    if act.verb and act.passive and act.verb.force == "support":
        now = any(
            w.text in {"momenteel", "thans", "nu", "nader", "daarom", "hiertoe", "daartoe", "tevens", "daarnaast"} for w in act.clause
        )
        extra += 1.0 if now or scene.ahead else 0.0
    if act.status == "completed" and act.verb and scene.past and act.passive:
        extra -= 0.5
    return extra
