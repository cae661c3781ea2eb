"""What a rule file may hold: strict, so that a misspelt key is an error and never a silent nothing."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

Scalar = str | int | float | bool


class Strict(BaseModel):
    """Base: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Example(Strict):
    """A sentence with the records that must be found in it marked up; without mark-up nothing may be found."""

    text: str = Field(min_length=1)
    date: datetime.date | None = None
    """Date of the letter, for expressions that need an anchor."""


class Rule(Strict):
    """One rule: what it looks for, how the match is read, and sentences that show it.

    ``kind`` says how it looks: ``regex`` (the third-party ``regex`` dialect; ``{name}`` inserts a named pattern),
    ``phrase`` (literal phrases, by token), ``token`` (spaCy Matcher patterns) or ``dependency`` (spaCy DependencyMatcher
    patterns over the trees of the statistical model; such a rule finds nothing where there is no model). ``reading`` names
    the function that turns the match into a record; ``constants`` are handed to it. ``outcome`` ``ignore`` claims the span so that no other
    rule of the folder finds anything in it, for the ``reason`` given; ``reject`` reports it as unreadable.
    """

    id: str = Field(pattern=r"^[a-z]+(\.[a-z0-9_]+)+$")
    revision: int = Field(1, ge=1)
    kind: Literal["regex", "phrase", "token", "dependency"] = "regex"
    description: str = ""
    pattern: str | None = None
    phrases: tuple[str, ...] = ()
    tokens: tuple[tuple[dict[str, object], ...], ...] = ()
    dependency: tuple[tuple[dict[str, object], ...], ...] = ()
    reading: str | None = None
    constants: dict[str, Scalar] = {}
    outcome: Literal["record", "ignore", "reject"] = "record"
    reason: str | None = None
    priority: int = 0
    examples: tuple[Example, ...]

    @field_validator("examples", mode="before")
    @classmethod
    def _plain_strings(cls, value: object) -> object:
        return [{"text": v} if isinstance(v, str) else v for v in value] if isinstance(value, list) else value

    @model_validator(mode="after")
    def _complete(self) -> Rule:
        key = {"regex": "pattern", "phrase": "phrases", "token": "tokens", "dependency": "dependency"}[self.kind]
        if not getattr(self, key):
            raise ValueError(f"a {self.kind} rule needs `{key}`")
        if self.outcome != "record" and not self.reason:
            raise ValueError(f"outcome `{self.outcome}` needs a `reason` that people can read")
        return self


class Verb(Strict):
    """One row of the verb lexicon: a verb by which somebody acts, whatever frame it stands in.

    ``|`` in ``infinitive`` stands behind a separable particle (``uit|breiden``). Regular forms are computed; ``first``,
    ``past`` and ``participle`` (all without the particle) say the irregular ones. ``needs`` lists words of which one must
    stand in the clause for the verb to be an act (``nemen`` with ``maatregelen``).
    """

    infinitive: str = Field(pattern=r"^(?:[^\d.|]+\|)?[^\d.| ]+n$")
    type: str
    """The sort of act, as the records name it (`Measure.type`)."""
    force: Literal["act", "support", "event", "process"] = "act"
    """``act`` commits when somebody does it; ``support`` (helpen, stimuleren) only where a government does it, or at a
    time that lies ahead; ``event`` needs no actor (in werking treden); ``process`` is a plain
    verb of the language, listed so that its forms are known as verbs, and never an act."""
    lasting: bool = False
    """True when the perfect (`is ingericht`) still holds from now on, and is more than a past event."""
    status: Literal["announced", "started", "completed", "considered"] | None = None
    needs: tuple[str, ...] = ()
    first: str | None = None
    past: tuple[str, ...] = ()
    participle: str | None = None


class Indicator(Strict):
    """What letters report on again and again, under whatever words: joins figures that would stand in several series, and names them.

    A figure belongs to it when its unit is ``unit`` and its clause holds all words of one of the ``words`` phrases (in any form) and none
    of ``without``. ``parts`` are ids of indicators that together make up this one. In ``examples`` the figures that belong to it are
    marked up, with ``<figure>``; without mark-up none may.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    unit: str = "count"
    words: tuple[str, ...] = Field(min_length=1)
    without: tuple[str, ...] = ()
    organisation: str | None = None
    parts: tuple[str, ...] = ()
    examples: tuple[str, ...] = Field(min_length=2)


class Follow(Strict):
    """What the watch tells of: ids of indicators, ids of motions (``kst-28638-153``), canonical names of bodies, dossier numbers."""

    indicators: tuple[str, ...] = ()
    motions: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    dossiers: tuple[str, ...] = ()


class RuleFile(Strict):
    """A TOML file in a folder of ``rules/``: rules, named sub-patterns, word lists and verbs, in any mix.

    ``indicator``, ``plain`` (words that tell no two promises apart), ``generic`` (words that say nothing of what is counted) and
    ``follow`` are about many letters: they change no record.
    """

    rule: tuple[Rule, ...] = ()
    indicator: tuple[Indicator, ...] = ()
    plain: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    follow: Follow | None = None
    verb: tuple[Verb, ...] = ()
    pattern: dict[str, str] = {}
    lexicon: dict[str, dict[str, tuple[str, ...]]] = {}


class Body(Strict):
    """One row of the gazetteer: a body with every name it goes by.

    ``identifier`` is its TOOI or Wikidata id; ``valid_from`` and ``valid_to`` are ISO dates, empty where unknown or
    open. ``aliases`` and ``abbreviations`` are separated by ``|`` in the CSV.
    """

    id: str = Field(min_length=1)
    name: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    type: str
    identifier: str | None = None
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    parent: str | None = None

    @field_validator("aliases", "abbreviations", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(v.strip() for v in value.split("|") if v.strip()) if isinstance(value, str) else value

    @field_validator("identifier", "valid_from", "valid_to", "parent", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return value or None
