"""What is said across letters, as rows of tables: links, histories of motions, promises, series and checks."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from kamermijn.model import Row

_LETTER: Mapping[str, str] = MappingProxyType({"letter_id": "letters"})


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Link(Row):
    """One place where a letter names another document."""

    singular: ClassVar[str] = "link"
    plural: ClassVar[str] = "links"
    references: ClassVar[Mapping[str, str]] = _LETTER
    facets: ClassVar[tuple[str, ...]] = ("kind", "how", "target", "in_collection")
    searched: ClassVar[tuple[str, ...]] = ("quote",)

    letter_id: str = Field(description="Letter that names the document.", examples=["kst-39901-12"])
    target: str | None = Field(
        None,
        description="Document that is named: its official id, or the id of the letter; empty where that is not certain.",
        examples=["kst-39901-9"],
    )
    kind: Literal["cites", "answers", "carries out", "corrects"] = Field(description="What the letter says that it does with the document.")
    how: Literal["number", "date", "ambiguous", "not in this collection"] = Field(
        description="How the document was found: by its number, by its date and sender, or not at all and why not."
    )
    quote: str = Field(description="The words that name it, literally.", examples=["mijn brief van 3 februari 2031"])
    why: str = Field(description="Why it is this document, in plain words.", examples=["named by its number"])
    candidates: tuple[str, ...] = Field(
        (), description="Letters between which date and sender do not decide.", examples=[["kst-39901-9", "kst-39901-10"]]
    )
    in_collection: bool = Field(description="True when the document is one of the letters that were mined.")
    date: datetime.date | None = Field(None, description="Date of the letter that names it.", examples=["2031-03-12"])
    record_id: str = Field(description="The citation or date that names it.", examples=["date-0c1f5d7e9a2b4c68"])
    fictional: bool = Field(False, description="True for the sample letters that ship with kamermijn.")


MotionFate = Literal[
    "adopted", "rejected", "submitted", "withheld", "withdrawn", "lapsed", "carried out", "being carried out", "not carried out"
]


class MotionEvent(Row):
    """One letter that speaks of a motion, with what it says of it; all letters on a motion in the order of their dates."""

    singular: ClassVar[str] = "motion_event"
    plural: ClassVar[str] = "motion_history"
    references: ClassVar[Mapping[str, str]] = _LETTER
    facets: ClassVar[tuple[str, ...]] = ("motion", "says", "how")
    searched: ClassVar[tuple[str, ...]] = ("sentence",)

    motion: str = Field(
        description="The motion: the Kamerstuk that holds it, else its proposers and date as the letter names them.",
        examples=["kst-39901-7"],
    )
    proposers: tuple[str, ...] = Field((), description="Who proposed it, as far as any letter says.", examples=[["Van Nispen", "Volp"]])
    order: int = Field(description="Place of this letter among all that speak of the motion, by date, from 1.", examples=[1])
    letter_id: str = Field(description="Letter that speaks of it.", examples=["kst-39901-12"])
    date: datetime.date | None = Field(None, description="Date of that letter.", examples=["2031-03-12"])
    says: tuple[str, ...] = Field(
        (),
        description="What the letter says of it: adopted, rejected, submitted, withheld, withdrawn, lapsed, (being, not) carried out.",
        examples=[["carried out"]],
    )
    sentence: str = Field(
        description="The sentence that says so; else the first that names it.", examples=["Daarmee is de motie uitgevoerd."]
    )
    how: Literal["number", "proposers", "ambiguous", "not resolved"] = Field(
        description="How the motion was told apart: by its Kamerstuk, or by proposers, date and dossier."
    )
    candidates: tuple[str, ...] = Field(
        (),
        description="Motions of the collection that fit as well, where proposers and date do not decide.",
        examples=[["kst-39901-7", "kst-39901-8"]],
    )
    record_id: str = Field(description="The motion as a record of that letter.", examples=["motion-5e6f7a8b1a2b3c4d"])
    fictional: bool = Field(False, description="True for the sample letters that ship with kamermijn.")


class FollowUp(_Part):
    """A sentence of a later letter that tells what became of a promise."""

    letter_id: str
    date: datetime.date
    record_id: str
    sentence: str
    why: Literal["same motion", "explicit reference", "same act and object"]
    words: tuple[str, ...]
    amounts: tuple[str, ...] = ()
    score: float
    says: str | None = None
    doubt: str | None = None


_FOLLOW_UP: Mapping[str, object] = {
    "letter_id": "kst-39901-15", "date": "2031-10-02", "record_id": "measure-1a2b3c4d5e6f7a8b",
    "sentence": "Hierbij informeer ik uw Kamer over de storingen.", "why": "same act and object", "words": ["storing"], "amounts": [],
    "score": 0.8, "says": "completed", "doubt": None,
}  # fmt: skip

PromiseStatus = Literal["follow-up found", "none found in this collection", "deadline ahead", "told as done"]


class Promise(Row):
    """A measure or promise to inform, with what later letters of this collection say of it."""

    singular: ClassVar[str] = "promise"
    plural: ClassVar[str] = "promises"
    key: ClassVar[str | None] = "promise_id"
    references: ClassVar[Mapping[str, str]] = _LETTER
    facets: ClassVar[tuple[str, ...]] = ("status", "type", "actor", "told_as")
    sorted_by: ClassVar[tuple[tuple[str, ...], ...]] = (("status", "type", "told_as", "deadline_end", "promise_id", "actor"),)
    searched: ClassVar[tuple[str, ...]] = ("quote", "topic")

    promise_id: str = Field(description="The measure that it is (its record_id in measures).", examples=["measure-e67d084b57e552eb"])
    letter_id: str = Field(description="Letter in which it is made.", examples=["kst-39901-12"])
    date: datetime.date | None = Field(None, description="Date of that letter.", examples=["2031-03-12"])
    actor: str | None = Field(None, description="Who acts.", examples=["Minister van Justitie en Veiligheid"])
    type: str = Field(description="Sort of act; `information` is a promise to inform Parliament (a toezegging).", examples=["information"])
    act: str = Field(description="The act, as the letter words it.", examples=["informeer uw Kamer"])
    topic: str | None = Field(None, description="What Parliament is to be informed about.", examples=["de uitkomsten van het onderzoek"])
    told_as: str = Field(
        description="How far its own letter says it is: announced, started, completed, considered.", examples=["announced"]
    )
    deadline_start: datetime.date | None = Field(None, description="First day of the time named for the act.", examples=["2031-09-21"])
    deadline_end: datetime.date | None = Field(None, description="Last day of the time named for the act.", examples=["2031-12-20"])
    amount: float | None = Field(
        None, description="First money or quantity named for it.", examples=[2500000.0], json_schema_extra={"unit": "that of `amount_unit`"}
    )
    amount_unit: str | None = Field(None, description="Unit of the amount.", examples=["EUR"])
    motion: str | None = Field(None, description="Kamerstuk of the motion that it carries out.", examples=["kst-39901-7"])
    status: PromiseStatus = Field(
        description="follow-up found; none found in this collection; deadline ahead of the newest letter; told as done by its letter."
    )
    first_follow_up: str | None = Field(None, description="First later letter that speaks of it.", examples=["kst-39901-15"])
    first_follow_up_date: datetime.date | None = Field(None, description="Date of that letter.", examples=["2031-10-02"])
    days_after_deadline: int | None = Field(
        None,
        description="Days from the deadline to the first follow-up, negative before it; without one to a later newest letter.",
        examples=[-79],
        json_schema_extra={"unit": "days"},
    )
    followed_up_in: tuple[FollowUp, ...] = Field(
        (),
        description="Sentences of later letters that speak of it, each with the reason, the words in common and a score from 0 to 1.",
        examples=[[_FOLLOW_UP]],
    )
    candidates: tuple[FollowUp, ...] = Field(
        (),
        description="Sentences that may speak of it, and what is doubtful about each.",
        examples=[[_FOLLOW_UP]],
    )
    quote: str = Field(description="The sentence that makes it.", examples=["Na de zomer informeer ik uw Kamer over de storingen."])
    page: int | None = Field(None, description="Page on which it stands.", examples=[2])
    fictional: bool = Field(False, description="True for the sample letters that ship with kamermijn.")


class SeriesPoint(Row):
    """A figure of an indicator that more than one figure is about: a point of its series."""

    singular: ClassVar[str] = "series_point"
    plural: ClassVar[str] = "series"
    references: ClassVar[Mapping[str, str]] = _LETTER
    facets: ClassVar[tuple[str, ...]] = ("series", "nature", "unit", "organisation")
    sorted_by: ClassVar[tuple[tuple[str, ...], ...]] = (("series_key", "period_start"),)
    searched: ClassVar[tuple[str, ...]] = ("name", "quote")

    series: str = Field(
        description="The indicator: its id in rules/indicator/, else a digest of the key.", examples=["series-7c80105ddbe5"]
    )
    name: str = Field(description="What it counts, in words.", examples=["storingen"])
    series_key: str = Field(
        description="What all points have in common: stems of the subject, unit, nature, body. Wrong? rules/indicator/ corrects it.",
        examples=["storing | count | reported | "],
    )
    nature: Literal["reported", "target", "estimate", "norm", "expected"] = Field(
        description="Reported, a target, an estimate, a norm, or merely about a time ahead (expected): never mixed in one series."
    )
    period_start: datetime.date | None = Field(None, description="First day of the time the figure is about.", examples=["2030-01-01"])
    period_end: datetime.date | None = Field(None, description="Last day of the time the figure is about.", examples=["2030-12-31"])
    value: float = Field(description="The number.", examples=[1250.0], json_schema_extra={"unit": "that of `unit`"})
    value_high: float | None = Field(
        None, description="Upper end of a range.", examples=[1300.0], json_schema_extra={"unit": "that of `unit`"}
    )
    unit: str = Field(description="Unit of the number.", examples=["count"])
    qualifier: str | None = Field(None, description="How exact the letter says it is.", examples=["approx"])
    organisation: str | None = Field(None, description="Body that the figure is counted by or about.", examples=["Rijkswaterstaat"])
    letter_id: str = Field(description="Letter in which it stands.", examples=["kst-39901-12"])
    date: datetime.date | None = Field(None, description="Date of that letter.", examples=["2031-03-12"])
    record_id: str = Field(description="The figure that it is (its record_id in figures).", examples=["figure-f3b7ece5d698f5a8"])
    quote: str = Field(description="The sentence in which it stands.", examples=["In 2030 lag het aantal storingen 8% lager dan in 2029."])
    fictional: bool = Field(False, description="True for the sample letters that ship with kamermijn.")


class Check(Row):
    """A statement set beside a computation, or beside another statement: do they agree, within the rounding of what is stated?"""

    singular: ClassVar[str] = "check"
    plural: ClassVar[str] = "checks"
    references: ClassVar[Mapping[str, str]] = _LETTER
    facets: ClassVar[tuple[str, ...]] = ("kind", "verdict")
    searched: ClassVar[tuple[str, ...]] = ("sentence",)

    kind: Literal["change", "share", "total", "implied base", "two letters", "parts", "two versions"] = Field(
        description="What is set beside what: change, share, total within a paragraph; one indicator and period in two letters; "
        "an indicator and the sum of its parts; the versions of a letter."
    )
    verdict: Literal["holds", "does not hold", "cannot tell"] = Field(
        description="Whether the two agree; `cannot tell` where a number or its time is not certain."
    )
    letter_id: str = Field(description="Letter that states it; of two the later one.", examples=["kst-39901-12"])
    date: datetime.date | None = Field(None, description="Date of that letter.", examples=["2031-03-12"])
    stated: str = Field(description="What is stated, as the letter words it.", examples=["8%"])
    computed: str = Field(description="The computation, or the other statement.", examples=["(1150 - 1250) / 1250 = -8.0%"])
    tolerance: str = Field(
        description="How much they may differ, from the rounding of the numbers as stated.", examples=["0.5 percentage points"]
    )
    note: str = Field("", description="What a reader should know, in plain words.", examples=["the parts may overlap"])
    notes: tuple[str, ...] = Field(
        (), description="The same as codes, each with its value behind `=`.", examples=[["parts_of=kst-39901-9", "overlap"]]
    )
    other_letter: str | None = Field(None, description="The other letter, where two are compared.", examples=["kst-39901-9"])
    other_date: datetime.date | None = Field(None, description="Date of the other letter.", examples=["2030-03-01"])
    corrected: bool | None = Field(None, description="Whether the later letter says that it corrects; empty where one letter is checked.")
    figures: tuple[str, ...] = Field(
        (), description="Ids of the figures that are compared, the stated one first.", examples=[["figure-f3b7ece5d698f5a8"]]
    )
    sentence: str = Field(description="The sentence that states it.", examples=["In 2030 lag het aantal storingen 8% lager dan in 2029."])
    fictional: bool = Field(False, description="True for the sample letters that ship with kamermijn.")


ROWS: tuple[type[Row], ...] = (Link, MotionEvent, Promise, SeriesPoint, Check)
"""Every class of rows that is made from more than one letter, or between its records."""
