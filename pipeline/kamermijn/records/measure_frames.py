"""Read the frames of committing off a sentence: which verb, in which clause, with what subject."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial

import regex

from kamermijn.language.anchors import Anchors
from kamermijn.language.clauses import Word
from kamermijn.language.syntax import Tree
from kamermijn.records.measure_asking import may_hold_act
from kamermijn.records.measure_comes import noun_comes
from kamermijn.records.measure_phrases import phrase_acts
from kamermijn.records.measure_practice import dated, takes_out, takes_so_long, where_holds
from kamermijn.records.measure_scene import ENOUGH, Act, Scene, body_acts, subject_of, words_of_step
from kamermijn.records.measure_trees import tree_acts
from kamermijn.records.measure_verbs import best_verb, completing_verbs, denied, needed, particle_at, searched_words
from kamermijn.rules import Rule, Rules, Verb

LONGEST = 1000
"""Characters; a longer sentence is mostly a list that lost its marks, and is read clause by clause."""

# Words with which a sentence tells an effect of what was said before; with a verb of support more of them do.
_EFFECT = frozenset({"hierdoor", "daardoor", "dit", "dat"})
_SUPPORT_EFFECT = _EFFECT | {"daarmee", "hiermee", "door", "met", "zo"}

# Of a verb that no list knows an act is read only where the cabinet is its subject, as these words say.
_CABINET = ("we", "wij", "kabinet", "regering")
_AUXILIARIES = frozenset({"future", "going", "wish", "staying", "passive", "perfect", "being"})

_READINGS_OF_VERBS = ("active", "infinitive", "participle", "perfect")


def _by_verb(scene: Scene, rules: Rules, by_reading: dict[str, list[Rule]]) -> Iterator[Act]:
    """Acts whose verb stands in the lexicon, for every finite verb of a main or reported clause."""
    cabinet = any(word in scene.lower for word in _CABINET)
    for index, anchor in enumerate(scene.words):
        group = anchor.auxiliary
        if not anchor.finite or anchor.level == "subordinate" or not (cabinet or anchor.readings or group in _AUXILIARIES):
            continue
        clause = scene.clause(index)
        if denied(clause):
            continue
        # Asked for where a verb was found: most verbs are no act of anybody.
        subject = cache(partial(subject_of, scene, index, rules))
        if anchor.level == "reported" and not _reported_act(scene, index, subject):
            continue
        if group in {"future", "going", "wish", "staying"}:
            acts = list(_with_infinitive(scene, clause, anchor, subject(), by_reading["infinitive"]))
            # `Het bureau gaat na welke gevolgen ...`: the verb itself, with its particle.
            yield from acts or (_active(scene, clause, anchor, subject, by_reading["active"]) if group == "going" else ())
        elif group == "passive":
            for rule in by_reading["participle"]:
                if verb := best_verb(completing_verbs(scene, clause, anchor, "participle")):
                    weight = 2.0 if verb.force != "support" or body_acts(scene, clause, rules) else 1.0
                    yield Act(rule, "started", weight, anchor, clause, verb, "", passive=True)
        elif group in {"perfect", "being"}:
            for rule in by_reading["perfect"]:
                verb = best_verb(v for v in completing_verbs(scene, clause, anchor, "participle") if v.lasting)
                if verb and group == "being" and scene.goal and verb.type != "funding":
                    continue  # `In 2050 is de uitstoot gehalveerd`: a goal, no step that was taken.
                if verb and not (group == "perfect" and subject() in {"", "other"}):
                    # A law that is in force now holds from then on; one of years ago is how things stand.
                    in_force = verb.force == "event" and verb.type == "legislation" and not scene.past
                    weight = 2.0 if verb.force == "act" or in_force else 1.0
                    # `Ben ik overeengekomen` is no passive: with `ik` or `wij` who acts is said.
                    passive = group == "being" and anchor.text != "ben" and subject() != "sender"
                    yield Act(rule, "completed", weight, anchor, clause, verb, subject(), passive)
        elif not group and anchor.readings:
            yield from _active(scene, clause, anchor, subject, by_reading["active"])
        elif not group and cabinet and subject() == "cabinet":
            yield from (Act(rule, "started", 2.0, anchor, clause, None, "cabinet") for rule in by_reading["active"])


def _reported_act(scene: Scene, index: int, subject: Callable[[], str]) -> bool:
    """Whether a `dat`-clause tells an act: behind `betekent dat` only what ik or we do, behind `besloten dat` anything."""
    before = next((w.text for w in reversed(scene.words[:index]) if w.finite), "")
    return subject() in {"sender", "cabinet"} if before == "betekent" else True


def _with_infinitive(scene: Scene, clause: list[Word], anchor: Word, subject: str, rules: list[Rule]) -> Iterator[Act]:
    if any(w.text in {"moeten", "kunnen", "mogen", "hoeven"} and w.level == anchor.level for w in clause):
        return  # `zal moeten worden gewerkt`: a need, no act.
    behind = [w.text for w in clause if w.start > anchor.start][:2]
    if anchor.auxiliary == "going" and (behind[:1] == ["om"] or behind in (["het", "om"], ["hier", "om"], ["daarbij", "om"])):
        return  # `Hier gaat het om het voorkomen van ...` tells what something is.
    wish, staying = anchor.auxiliary == "wish", anchor.auxiliary == "staying"
    verb = best_verb(completing_verbs(scene, clause, anchor, "infinitive"))
    passive = False
    if verb is None and any(w.text == "worden" for w in clause):
        verb = best_verb(completing_verbs(scene, clause, anchor, "participle"))
        passive = verb is not None
    committed = subject in {"sender", "cabinet", "body"}
    weight = 0.0
    if verb and subject == "other" and not passive and clause[0].text in {"dit", "dat"}:
        weight = 1.0  # `Dit zal vragen om ...` tells an effect.
    elif verb:
        weight = 2.5 if verb.force in {"act", "event"} else (2.0 if committed or passive else 1.0)
        if (wish or staying) and not committed:
            weight = 1.0 if verb.force == "act" else 0.0
    elif committed and not wish and not staying and _unknown_infinitive(clause, anchor, subject):
        weight = 2.0
    for rule in rules:
        if weight and regex.search(rule.pattern or "", anchor.text):
            yield Act(rule, "started" if staying else "announced", weight, anchor, clause, verb, subject, passive)


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


def _active(scene: Scene, clause: list[Word], anchor: Word, who: Callable[[], str], rules: list[Rule]) -> Iterator[Act]:
    text = searched_words(scene, clause)
    found: list[tuple[int, int, bool, Verb]] = []
    for reading in anchor.readings:
        if reading.form not in {"first", "third", "plural"} or reading.verb.force == "process":
            continue
        place = particle_at(reading.particle, clause, anchor.end) if reading.particle else 0
        if place < 0 or (reading.verb.needs and not needed(reading.verb.needs).search(text)):
            continue
        # Of several particles the last one is the verb's (`zet ik onder andere op in`), and the fullest (`brengt ... in kaart`).
        found.append((place, len(reading.particle), reading.verb.force != "support", reading.verb))
    if not found:
        return
    verb, subject = max(found, key=lambda f: f[:3])[3], who()
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


# What is to be more or less so in a year far ahead.
_MORE = frozenset({"meer", "minder", "vaker", "beter", "sneller"})


@dataclass
class Frames:
    """What the rules without a tree see in a sentence; ``barred`` are the spans in which an exclusion may take acts out."""

    scene: Scene
    rules: Rules
    found: list[Act]
    barred: list[tuple[int, int, Rule]]
    excluded: bool = False

    @cached_property
    def may_hold_act(self) -> bool:
        """Whether the rules for trees may find an act."""
        return may_hold_act(self.scene, self.rules)

    def acts(self, tree: Tree | None = None) -> list[Act]:
        """All commitments in the sentence, those of its tree included, the surest first; empty where an exclusion holds."""
        if self.excluded:
            return []
        if tree is None:
            return self._sure(self.found)
        # What comes is read off the tree, where its noun stands in it.
        by_words = [act for act in self.found if act.rule.reading != "comes" or not noun_comes(tree, self.rules)]
        return self._sure([*by_words, *tree_acts(self.scene, tree, self.rules)])

    def _sure(self, found: list[Act]) -> list[Act]:
        weights = [(act.weight + _circumstances(self.scene, act, self.rules), act) for act in found]
        sure = [replace(act, weight=weight) for weight, act in weights if weight >= ENOUGH and not self._barred(act)]
        # `ligt bij de Raad van State en zal ... worden ingediend`: the step that follows says more.
        later = {"infinitive", "participle"} if self.scene.ahead else {"infinitive"}
        step_follows = any(act.rule.reading in later for act in sure)
        return sorted(sure, key=lambda act: (step_follows and act.rule.reading == "pending", -act.weight))

    def _barred(self, act: Act) -> bool:
        holding = (rule for start, end, rule in self.barred if start <= act.anchor.start < end)
        return any(takes_out(rule, act, self.scene, self.rules) for rule in holding)

    def ask_for_syntax(self) -> bool:
        """Whether a tree may tell more: of an act that was found, or of one that the rules for trees may find."""
        return not self.excluded and (bool(self.acts()) or self.may_hold_act)


def frames_of(scene: Scene, text: Anchors, rules: Rules) -> Frames:
    """Read the frames of a sentence by its words; ``text`` are the anchors of the text in which it stands."""
    if scene.lower.rstrip(" »”\"'").endswith("?"):
        return Frames(scene, rules, [], [], excluded=True)
    plan = _plan(rules)
    # Of the sentence alone, so that `^` is its beginning.
    anchors = text.part(scene.start, scene.end)
    phrases = anchors.possible(plan.phrases)
    frames = Frames(scene, rules, [*phrase_acts(scene, rules, phrases, anchors), *_by_verb(scene, rules, plan.by_reading)], [])
    if not frames.found and not frames.may_hold_act:
        return frames  # There is nothing to take out.
    for rule in anchors.possible(plan.exclusions):
        if where := where_holds(scene, rule, anchors.finditer(rule)):
            if rule.reading is None:
                return Frames(scene, rules, [], [], excluded=True)
            frames.barred += [(start, end, rule) for start, end in where]
    return frames


@dataclass(frozen=True)
class _Plan:
    """The rules of a folder by what they are for, in their order; the first two by their ids."""

    exclusions: dict[str, Rule]
    phrases: dict[str, Rule]
    by_reading: dict[str, list[Rule]]


@cache
def _plan(rules: Rules) -> _Plan:
    mine = rules.of("measure")
    words = [rule for rule in mine if rule.outcome == "record" and rule.kind != "dependency"]
    by_reading = {reading: [rule for rule in words if rule.reading == reading] for reading in _READINGS_OF_VERBS}
    return _Plan(
        exclusions={rule.id: rule for rule in mine if rule.outcome == "ignore" and rule.kind == "regex"},
        phrases={rule.id: rule for rule in words if rule.reading not in {*_READINGS_OF_VERBS, "list_item"}},
        by_reading=by_reading,
    )


@cache
def _habit(rules: Rules) -> frozenset[str]:
    """The words that make of it a habit, or tell that it was so before."""
    lists = (*rules.lexicon("measure_habit").values(), *rules.lexicon("measure_before_now").values())
    return frozenset(word for words in lists for word in words)


def _circumstances(scene: Scene, act: Act, rules: Rules) -> float:
    """What the rest of the sentence adds: a time ahead, a list of measures, or signs that it tells of effects or the past."""
    extra = 0.0
    by_others = act.verb is not None and act.verb.force == "support" and (act.passive or act.subject == "body")
    ahead = scene.ahead and not (by_others and takes_so_long(scene, rules))
    if ahead:
        extra += 0.5 if act.status in {"announced", "started"} else 0.0
    if scene.listed:
        extra += 1.0
    if act.rule.reading == "infinitive" and not act.passive and act.subject in {"", "other"} and "naar verwachting" in scene.lower:
        extra -= 1.0
    opening = scene.words[0].text
    # `Dit laat ik onderzoeken`: what opens the sentence is done by the sender, and has no effect of its own.
    # In `Dit wetsvoorstel treedt ... in werking` it only points.
    points = opening in {"dit", "dat"} and len(scene.words) > 1 and scene.words[0].level == "main" and not scene.words[1].finite
    effect = not points and (act.subject not in {"sender", "cabinet"} or opening not in {"dit", "dat"})
    if effect and act.verb and act.status != "announced" and opening in (_SUPPORT_EFFECT if act.verb.force == "support" else _EFFECT):
        extra -= 1.0
    if by_others:
        texts = {w.text for w in act.clause}
        by_means = opening == "met" and scene.words[1:2] and scene.words[1].text != "ingang"
        since = ahead and rules.compile("(?i){measure_since}").search(scene.text, scene.start, scene.end)
        habits = texts & _habit(rules) - {"sinds" if since else ""}
        from_to = act.passive and rules.compile("(?i){measure_from_to}").search(scene.text, scene.start, scene.end)
        step = (texts & words_of_step(rules) or ahead or from_to) and not habits
        extra += 1.0 if not by_means and (step or (ahead and dated(scene, rules))) else 0.0
    if act.status == "completed" and act.verb and scene.past and act.passive:
        extra -= 0.5
    if scene.goal and act.passive and (act.verb or act.rule.kind == "dependency"):
        # `In 2030 wordt zorg vaker thuis georganiseerd` paints more of it than a year for a sum of money does.
        painted = {w.text for w in act.clause} & _MORE and not rules.compile("(?i){measure_money}").search(
            scene.text, scene.start, scene.end
        )
        extra -= 2.0 if painted else 1.0
    return extra
