"""A sentence as the frames of committing see it: its clauses, its times, its bodies, and who acts in each clause."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

import regex

from kamermijn.language.anchors import Anchors
from kamermijn.language.clauses import Word, clauses
from kamermijn.language.syntax import Tree
from kamermijn.records.measure_offices import Office, acting_office, offices
from kamermijn.rules import Rule, Rules, Verb

ENOUGH = 2.0
"""The weight from which a sentence is a measure."""

Status = Literal["announced", "started", "completed", "considered"]

_PRONOUN_SUBJECTS = {"ik": "sender", "we": "cabinet", "wij": "cabinet"}
_JOINTS = frozenset({"en", "maar", ";"})
_OTHER_SUBJECTS = frozenset({"u", "hij", "zij", "ze", "men", "dit", "dat", "er"})


@dataclass
class Act:
    """A commitment found in a sentence: by which rule, with which verb (None for a set phrase) and which words.

    ``anchor`` is the finite verb; ``clause`` the words of its clause, which hold time, money and agent. ``weight`` is how
    sure the frame is: a measure needs at least :data:`ENOUGH`.
    """

    rule: Rule
    status: Status
    weight: float
    anchor: Word
    clause: list[Word]
    verb: Verb | None = None
    subject: str = ""
    passive: bool = False
    type: str | None = None


@dataclass
class Scene:
    """A sentence as the frames see it: its text, its words by clause, and what stands around it."""

    text: str
    start: int
    end: int
    words: list[Word]
    bodies: tuple[tuple[int, int], ...] = ()
    offices: tuple[Office, ...] = ()
    ahead: bool = False
    """Whether the sentence names a time that lies ahead."""
    past: bool = False
    """Whether it names a time that is long over (a year and more), and none that lies ahead."""
    goal: bool = False
    """Whether it opens with a year that lies far ahead: `In 2050 is ...` paints a goal."""
    listed: bool = False
    """Whether it stands in a list of measures."""
    tree: Tree | None = None
    """Its tree, where it was parsed."""
    lower: str = field(init=False)

    def __post_init__(self) -> None:
        self.lower = self.text[self.start : self.end].casefold()

    def clause(self, index: int) -> list[Word]:
        """The words of the clause of the finite verb at ``index``: up to the neighbouring finite verbs of its level."""
        level = self.words[index].level
        low = index
        while low > 0 and not (self.words[low - 1].finite and self.words[low - 1].level == level):
            low -= 1
        high = index + 1
        while high < len(self.words) and not (self.words[high].finite and self.words[high].level == level):
            high += 1
        return [word for word in self.words[low:high] if word.level == level]

    def main_verbs(self) -> list[Word]:
        """The finite verbs of the main and reported clauses, in their order."""
        return [word for word in self.words if word.finite and word.level != "subordinate"]

    def joined_clause(self, place: int) -> tuple[int, int]:
        """Where the main clause about a place begins and ends: between the `en`, `maar` or `;` that join it to its neighbours."""
        start, end = self.start, self.end
        verbs = self.main_verbs()
        for before, behind in itertools.pairwise(verbs):
            joints = [w for w in self.words if before.end <= w.start < behind.start and w.level != "subordinate" and w.text in _JOINTS]
            if joints and joints[-1].start <= place:
                start = joints[-1].start
            elif joints:
                return start, joints[-1].start
        return start, end


@cache
def _committers(rules: Rules) -> regex.Pattern[str]:
    found = {w for group, ws in rules.lexicon("measure_committer").items() if group != "sender" for w in ws}
    # Equal lengths in one order too: the pattern is kept compiled, and a set has another order in every process.
    words = sorted(found, key=lambda word: (-len(word), word))
    return rules.compile(r"(?i)(?<!\w)(?:" + "|".join(regex.escape(w, literal_spaces=True) for w in words) + r")(?!\w)")


def subject_of(scene: Scene, index: int, rules: Rules) -> str:
    """Who acts in the clause of the finite verb at ``index``: `sender`, `cabinet`, `body`, `other` or nothing said.

    In a main clause the subject stands right before or right behind the finite verb; in a reported clause behind `dat`.
    """
    words = scene.words
    around = [words[i] for i in (index - 1, index + 1, index + 2) if 0 <= i < len(words) and words[i].level == words[index].level]
    for word in around[:2]:
        if word.text in _PRONOUN_SUBJECTS:
            return _PRONOUN_SUBJECTS[word.text]
    if words[index].level == "reported":
        around = [w for w in words[max(0, index - 25) : index] if w.level == "reported"]
        if any(w.text == "ik" for w in around):
            return "sender"
        if any(w.text in {"we", "wij"} for w in around):
            return "cabinet"
    place = words[index]
    if acting_office(scene.offices, scene.text, scene.start, (place.start, place.end)):
        return "body"
    reach = scene.text[place.end : min(scene.end, place.end + 45)]
    if (behind := _committers(rules).match(reach.lstrip())) and behind.end() <= 40:
        return "cabinet" if "kabinet" in behind[0] or "regering" in behind[0] else "body"
    ahead = scene.text[scene.start : place.start] if words[index].level == "main" else " ".join(w.text for w in around)
    for found in _committers(rules).finditer(ahead):
        inside = next((w for w in words if w.start >= scene.start + found.start()), None)
        opens = (
            not ahead[: found.start()].strip()
            or words[index].level == "reported"
            or ahead[: found.start()].rstrip().endswith((",", ";", " en", "Ook"))
        )
        if inside and opens:
            return "cabinet" if "kabinet" in found[0].casefold() or "regering" in found[0].casefold() else "body"
    # `... en informeer uw Kamer`: a verb in the first person has nobody else for its subject.
    own = not place.auxiliary and not place.text.endswith(("t", "n"))
    for start, end in () if own else scene.bodies:
        before = scene.text[scene.start : start].strip().casefold()
        if end <= place.start and before in {"", "de", "het", "ook de", "ook het", "en"}:
            return "body"
        if place.end < start and scene.text[place.end : start].strip().casefold() in {"", "de", "het", "ook de", "ook het", "nu de", "uw"}:
            return "body"
    if words[index].level == "main" and (_named(scene, index) or _called(scene, index, rules)):
        return "body"
    if any(w.text in {"zij", "ze"} for w in around[:2]) and words[index].auxiliary in {"future", "going"}:
        return "body"
    if any(w.text in _OTHER_SUBJECTS for w in around):
        return "other"
    if (ahead_words := [w for w in words[:index] if w.level == "main"]) and ahead_words[-1].text in {"en", "maar", "of"}:
        # `Ik onderzoek dit en informeer ...`: the second verb has the subject of the first.
        earlier = next((i for i in range(index - 1, -1, -1) if words[i].finite and words[i].level == words[index].level), None)
        return subject_of(scene, earlier, rules) if earlier is not None else ""
    return ""


def _called(scene: Scene, index: int, rules: Rules) -> bool:
    """Whether a public body without a name is the subject: `De ambassade in Caracas opent ...`, `Daarom opent de rechtbank ...`."""
    anchor, public = scene.words[index], tuple(rules.lexicon("measure_body")["public"])
    opening = rules.compile("{measure_body_called}").match(scene.text, scene.start, anchor.start)
    if opening and regex.fullmatch(r"\s*(?:in\s+\p{Lu}[\p{L} -]*)?", scene.text[opening.end() : anchor.start]):
        return opening["name"].casefold().endswith(public)
    behind = rules.compile(r"\s+{measure_body_called}").match(scene.text, anchor.end, scene.end)
    return bool(behind and behind["name"].casefold().endswith(public))


def body_acts(scene: Scene, clause: list[Word], rules: Rules) -> bool:
    """Whether a body or office, named or not, is the agent of a passive clause: `door de IND`, `door gemeenten`."""
    for word in clause:
        if word.text == "door":
            named = (*scene.bodies, *((office.start, office.end) for office in scene.offices))
            if any(scene.text[word.end : start].strip().casefold() in {"", "de", "het"} for start, _ in named if start >= word.end):
                return True
            if rules.compile(r"\s+{measure_body_called}").match(scene.text, word.end, scene.end):
                return True
    return False


_NAME_FIRST = regex.compile(
    r"(?:(?:Ook|Daarnaast|En)\s+)?(?:[Dd]e|[Hh]et)\s+(?:\p{Ll}+e\s+)?\p{Lu}[\w&.-]*(?:,?\s+(?:van|voor|en|de|het|der|den|\p{Lu}[\w&.-]*))*\s*$|\p{Lu}[\p{Ll}]*\p{Lu}[\w-]*\s*$"
)
_NAME_BEHIND = regex.compile(r"\s+(?:(?:ook|nu)\s+)?(?:de|het)\s+\p{Lu}|\s+\p{Lu}[\w]*\p{Lu}")
_NO_BODY = regex.compile(
    r"(?i)^\s*(?:ook\s+)?(?:de|het)\s+(?:\p{L}+e\s+)?(?:\S*wet|\S*besluit|\S*richtlijn|\S*verordening|\S*regeling|\S*verdrag|\S*akkoord|europese\s+unie|tweede\s+kamer|kamer|motie)\b"
)


def _named(scene: Scene, index: int) -> bool:
    """Whether the subject is a name: `De Belastingdienst opent ...`, `Daarom opent het COA ...`."""
    anchor = scene.words[index]
    lead, behind = scene.text[scene.start : anchor.start], scene.text[anchor.end : anchor.end + 40]
    if len(lead) < 90 and _NAME_FIRST.fullmatch(lead.rstrip()):
        return not _NO_BODY.match(lead)
    return bool(_NAME_BEHIND.match(behind) and not _NO_BODY.match(behind))


def scene_of(anchors: Anchors, start: int, end: int, rules: Rules, **around: object) -> Scene:
    """The scene of a sentence: of what stands between two places of the text that the anchors are of."""
    text, named = anchors.text, tuple(offices(anchors, start, end, rules))
    return Scene(text, start, end, clauses(text, start, end, rules), offices=named, **around)  # type: ignore[arg-type]


@cache
def committer_heads(rules: Rules) -> frozenset[str]:
    """The nouns by which those who can commit themselves are called: `minister` of `de minister`, `politie`."""
    committers = rules.lexicon("measure_committer")
    return frozenset(phrase.split()[-1] for group in ("office", "public") for phrase in committers[group])


@cache
def words_of_step(rules: Rules) -> frozenset[str]:
    """The words that make of `helpen` or `uitvoeren` a step taken now or to an end."""
    return frozenset(rules.lexicon("measure_step")["now"])
