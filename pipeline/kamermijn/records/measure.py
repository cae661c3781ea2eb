"""Measures: sentences in which somebody in government commits to act, acts, or has set something in motion."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, ClassVar, Literal

from pydantic import Field

from kamermijn.language import Sentence
from kamermijn.language.sentences import pieces
from kamermijn.language.syntax import Tree
from kamermijn.model import Record, Rejected
from kamermijn.records.extraction import Extraction
from kamermijn.records.measure_actor import actor_among
from kamermijn.records.measure_beneficiary import beneficiary_of
from kamermijn.records.measure_details import actions_of, first_joined, topic_of
from kamermijn.records.measure_frames import LONGEST, frames_of
from kamermijn.records.measure_listing import Listing
from kamermijn.records.measure_motion import motion_carried_out
from kamermijn.records.measure_scene import Act, Scene, Status, scene_of
from kamermijn.records.measure_values import action_of, amount_of, dates_of_act, deadline_of, type_of

MeasureType = Literal["funding", "staffing", "training", "organisation", "legislation", "research", "enforcement",
                      "cooperation", "information", "technology", "other"]  # fmt: skip


_CLOSE = 30
"""Characters: further behind its verb `daarna` tells of something else."""
# The readings of a plain present tense: of these words of order tell that the act lies ahead.
_PRESENT = frozenset({"active", "participle", "tree_active", "tree_passive"})

_NOT_READ = frozenset({"heading", "label", "masthead", "signature", "table_row"})


class Measure(Record):
    """A commitment: who does what, by when, with what money."""

    singular: ClassVar[str] = "measure"
    plural: ClassVar[str] = "measures"
    facets: ClassVar[tuple[str, ...]] = ("type", "status", "actor")
    sorted_by: ClassVar[tuple[tuple[str, ...], ...]] = (("status", "type", "deadline_end", "record_id"), ("motion",))
    searched: ClassVar[tuple[str, ...]] = ("quote", "actor")

    type: MeasureType = Field(description="Sort of act; `information` is a promise to inform Parliament (a toezegging).")
    actor: str | None = Field(
        None,
        description="Canonical name of who acts; empty where the sentence names none.",
        examples=["Minister van Justitie en Veiligheid"],
    )
    action: str = Field(description="The act, as the letter words it, short.", examples=["informeer uw Kamer"])
    actions: tuple[str, ...] = Field(
        (), description="All acts joined in the sentence, the first one included.", examples=[["informeer uw Kamer", "stuur het rapport"]]
    )
    status: Literal["announced", "started", "completed", "considered"] = Field(description="How far it is.")
    deadline_start: datetime.date | None = Field(None, description="First day of the time named for the act.", examples=["2031-09-21"])
    deadline_end: datetime.date | None = Field(None, description="Last day of the time named for the act.", examples=["2031-12-20"])
    amount: float | None = Field(
        None, description="First money or quantity named for it.", examples=[2500000.0], json_schema_extra={"unit": "that of `amount_unit`"}
    )
    amount_unit: str | None = Field(None, description="Unit of the amount.", examples=["EUR"])
    figures: tuple[str, ...] = Field((), description="Ids of the figures that stand in it.", examples=[["figure-f3b7ece5d698f5a8"]])
    dates: tuple[str, ...] = Field((), description="Ids of the dates that stand in it.", examples=[["date-0c1f5d7e9a2b4c68"]])
    motion: str | None = Field(None, description="Kamerstuk of the motion that it carries out.", examples=["kst-28638-153"])
    beneficiary: str | None = Field(None, description="For whom it is, as the letter words it.", examples=["gemeenten"])
    promise_topic: str | None = Field(
        None, description="What Parliament is to be informed about, as the letter words it.", examples=["de uitkomsten van het onderzoek"]
    )


def extract(extraction: Extraction) -> Iterator[Measure | Rejected]:
    """Find the measures, one a sentence or list item; the last kind, which reads all the others."""
    rules = extraction.annotated.rules
    if not rules.of("measure"):
        return
    listed = Listing(extraction)
    read = [frames_of(scene, extraction.annotated.anchors, rules) for scene in _scenes(extraction, listed)]
    asking = [frames.scene for frames in read if frames.ask_for_syntax()]
    trees = extraction.annotated.trees(Sentence(scene.start, scene.end) for scene in asking)
    tree_of = {scene.start: tree for scene, tree in zip(asking, trees, strict=True)}
    for frames in read:
        scene = frames.scene
        tree = tree_of.get(scene.start)
        found = frames.acts(tree)
        act = found[0] if found else listed.item(Sentence(scene.start, scene.end), scene, tree)
        if act:
            scene.tree = tree
            yield _measure(extraction, first_joined(act, found, tree), scene, tree)


def _scenes(extraction: Extraction, listed: Listing) -> Iterator[Scene]:
    """Every sentence of the sender that may hold an act; a long one clause by clause."""
    letter = extraction.annotated.letter
    for sentence in extraction.annotated.sentences:
        paragraph = letter.paragraph(sentence.start)
        if paragraph and (paragraph.kind in _NOT_READ or paragraph.speaker != "sender"):
            continue
        if listed.introduces(sentence):
            continue
        for piece in pieces(extraction.text, sentence, LONGEST):
            # One word of a thousand characters is a code or an image written as text, no act.
            if piece.end - piece.start <= LONGEST:
                yield _scene(extraction, piece, in_list=listed.holds(sentence))


def _scene(extraction: Extraction, sentence: Sentence, *, in_list: bool) -> Scene:
    """The sentence with the times and bodies that stand in it."""
    start, end = sentence.start, sentence.end
    anchor = extraction.anchor
    dates: list[Any] = list(extraction.overlapping("dates", start, end))
    ahead = any(anchor and (d.date_end or datetime.date.max) > anchor and (d.date_start or anchor) >= datetime.date(anchor.year, 1, 1)
                for d in dates)  # fmt: skip
    year = datetime.timedelta(days=365)
    past = not ahead and any(anchor and d.date_end and d.date_end < anchor - year for d in dates)
    far = (d for d in dates if anchor and d.date_start and d.date_start > anchor + 4 * year)
    goal = any(extraction.text[start : d.start].strip() in {"In", "Uiterlijk in"} for d in far)
    bodies = tuple((b.start, b.end) for b in extraction.overlapping("organisations", start, end))
    return scene_of(
        extraction.annotated.anchors, start, end, extraction.annotated.rules,
        bodies=bodies, ahead=ahead, past=past, goal=goal, listed=in_list,
    )  # fmt: skip


def _measure(extraction: Extraction, act: Act, scene: Scene, tree: Tree | None) -> Measure:
    start, end = scene.start, scene.end
    status = _status(act, scene, extraction)
    act = replace(act, status=status)
    kind = type_of(act, scene, extraction.annotated.rules)
    first, last, inferred = deadline_of(act, scene, extraction)
    times = [(date.start, date.end) for date in dates_of_act(act, scene, extraction)]
    amount, unit, unit_inferred = amount_of(act, scene, extraction)
    actions = actions_of(act, action_of(act, scene), scene, tree, extraction.annotated.rules)
    actor = actor_among(act, kind, scene, tree, extraction)
    return extraction.make(
        Measure, start, end, act.rule, type=kind, actor=actor, action=actions[0], actions=actions, status=status,
        deadline_start=first, deadline_end=last, amount=amount, amount_unit=unit,
        figures=tuple(r.record_id for r in extraction.overlapping("figures", start, end)),
        dates=tuple(r.record_id for r in extraction.overlapping("dates", start, end)),
        motion=motion_carried_out(act, scene, extraction), beneficiary=beneficiary_of(act, scene, tree, extraction.annotated.rules),
        promise_topic=topic_of(act, scene, tree, times) if kind == "information" else None,
        inferred=(*inferred, *(("amount_unit",) if unit_inferred else ())),
    )  # fmt: skip


def _status(act: Act, scene: Scene, extraction: Extraction) -> Status:
    """How far the act is: what is said in the present tense is announced where its time lies ahead."""
    rules = extraction.annotated.rules
    if act.rule.reading == "inform":
        herewith = rules.compile("{measure_herewith}").search(scene.text, scene.start, scene.end)
        return "completed" if herewith else act.status
    if act.rule.reading == "promise":
        return act.status
    if act.status == "completed":
        if act.rule.reading == "money" and (scene.ahead or act.anchor.text in {"komt", "komen"}):
            return "announced"
        funding = act.verb is not None and act.verb.type == "funding"
        if act.anchor.auxiliary == "being" and act.rule.reading == "perfect" and not funding and _ahead_of_act(act, scene, extraction):
            return "announced" if not any(w.text in {"afgesproken", "besloten", "overeengekomen"} for w in act.clause) else "completed"
        return "started" if act.verb and act.verb.status == "started" else "completed"
    if act.rule.reading == "talks" and act.anchor.auxiliary in {"future", "going"}:
        return "announced"
    if act.verb and act.verb.status == "considered" and act.rule.reading != "infinitive":
        return "considered"
    if act.status == "started" and _ahead_of_act(act, scene, extraction) and not _said_beside("{measure_now}", act, scene, extraction):
        return "announced"
    if act.status == "started" and act.verb and act.verb.type == "funding" and act.subject == "sender":
        return "announced"
    if act.status == "started" and act.rule.reading in _PRESENT and _said_beside("{measure_later}", act, scene, extraction):
        return "announced"
    return act.status


def _said_beside(words: str, act: Act, scene: Scene, extraction: Extraction) -> bool:
    """Whether words of time stand in the act's clause, before its verb or close behind it: `daarna`, `momenteel`."""
    found = extraction.annotated.rules.compile("(?i)" + words).finditer(scene.text, scene.start, scene.end)
    own = {word.start for word in act.clause}
    return any(match.start() in own and match.start() <= act.anchor.end + _CLOSE for match in found)


def _ahead_of_act(act: Act, scene: Scene, extraction: Extraction) -> bool:
    first, last, _ = deadline_of(act, scene, extraction)
    if first and not last and all(date.quote.casefold().startswith("sinds") for date in dates_of_act(act, scene, extraction)):
        return False  # What is done since May is being done.
    return bool(
        extraction.anchor and ((first and first > extraction.anchor) or (last and last > extraction.anchor) or (first and not last))
    )
