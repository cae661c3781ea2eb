"""What is kept of a letter to compare it with others: its sentences as weighed stems, and what stands in each.

A card is made from a letter's document once. It holds no more than the linking reads, so that the cards of a dossier fit in memory.
"""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from kamermijn.dossier.kept import read, values_of, written
from kamermijn.dossier.references import Reference
from kamermijn.dossier.words import Words

DOSSIER, TOPIC = "dossier:", "topic:"
"""How the names of blocks begin: letters of a dossier, letters of a ministry on a topic."""
_KINDS = ("measures", "motions", "figures", "citations", "dates", "organisations")
_TELLING, _ENDS = ("measures", "motions", "figures"), (".", ";", ":", "!", "?", ")")
_EVERYWHERE = ("parliament", "government", "ministry")
_LONGEST = 1500  # characters of a sentence that are read; a longer one is a table or a list run together
_TOPICS, _VECTOR = 3, 28


@dataclass(slots=True)
class Statement:
    """A sentence of the sender that holds a record; ``record`` is the one that says most of it (a measure before a figure)."""

    record: str
    kind: str
    start: int
    sentence: str
    vector: dict[str, float]
    """Stems with their weight in this letter; the squares add up to 1."""
    amounts: list[tuple[float, str]] = field(default_factory=list)
    motions: list[str] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    body_words: list[str] = field(default_factory=list)
    """The stems of the names of those bodies."""
    measure: dict[str, Any] | None = None


@dataclass(slots=True)
class Card:
    """A letter as the others see it; ``day`` is its date, or what stands in for it, as an ordinal."""

    letter_id: str
    day: int | None
    date: str | None
    kind: str
    dossiers: list[str]
    topics: list[str]
    sender_role: str | None
    subject: str | None
    fictional: bool
    blocks: list[str]
    statements: list[Statement]

    @property
    def has_dossier(self) -> bool:
        """Whether it is filed under a dossier or names one."""
        return any(block.startswith(DOSSIER) for block in self.blocks)

    def to_json(self) -> str:
        """The card as text, for the state that is kept between runs."""
        *told, statements = values_of(self)
        return written([*told, [_values(one) for one in statements]])

    @classmethod
    def from_json(cls, text: str) -> Card:
        """A card as :meth:`to_json` wrote it."""
        values: list[Any] = read(text)
        values[-1] = [_statement(one) for one in values[-1]]
        return cls(*values)


def _values(statement: Statement) -> list[Any]:
    values = values_of(statement)
    values[_REFERENCES] = [values_of(reference) for reference in statement.references]
    return values


def _statement(values: list[Any]) -> Statement:
    values[_AMOUNTS] = [(value, unit) for value, unit in values[_AMOUNTS]]
    values[_REFERENCES] = [Reference(*reference) for reference in values[_REFERENCES]]
    return Statement(*values)


_FIELDS = [one.name for one in fields(Statement)]
_AMOUNTS, _REFERENCES = _FIELDS.index("amounts"), _FIELDS.index("references")
_MEASURE_FIELDS = ("type", "actor", "action", "actions", "status", "deadline_start", "deadline_end", "amount", "amount_unit", "motion",
                   "promise_topic", "page", "quote")  # fmt: skip


def make_card(document: Mapping[str, Any], words: Words, references: Iterable[tuple[Reference, int]]) -> Card:
    """The card of a letter's document (as ``letters/*.json`` holds it), with the references in it and where each stands."""
    letter, text = document["letter"], document["text"]
    date = letter["date"] or letter["date_inferred"]
    drafts = _sentences(document)
    for reference, place in references:
        holder = next((draft for draft in drafts.values() if draft.start <= place < draft.start + len(draft.sentence)), None)
        if holder is not None:
            holder.references.append(reference)
    statements = sorted(drafts.values(), key=lambda statement: (statement.start, statement.record))
    _weigh(statements, text, words)
    cited = {dossier for citation in document["citations"] for dossier in citation["dossiers"]}
    dossiers = list(letter["dossiers"])
    blocks = {f"{DOSSIER}{dossier}" for dossier in (*dossiers, *cited)}
    topics = _topics(statements)
    if office := portfolio(letter["sender_role"]):
        blocks |= {f"{TOPIC}{office}/{stem}" for stem in topics}
    return Card(
        letter["letter_id"], datetime.date.fromisoformat(date).toordinal() if date else None, date, letter["kind"], dossiers, topics,
        letter["sender_role"], letter["subject"], bool(letter["fictional"]), sorted(blocks), statements,
    )  # fmt: skip


def portfolio(role: str | None) -> str | None:
    """What an office is about, whoever holds it and however it is ordered: ``justitie veiligheid``, for both names of that ministry."""
    if not role:
        return None
    names = role.casefold().replace(",", " ").split()
    kept = [name for name in names if name not in _OFFICE_WORDS]
    return " ".join(sorted(kept)) or None


_OFFICE_WORDS = frozenset({"de", "het", "minister", "staatssecretaris", "van", "voor", "en", "minister-president", "demissionair", "a.i."})


def _sentences(document: Mapping[str, Any]) -> dict[tuple[int, str], Statement]:
    """The sentences of the sender that hold records, each once, with the record that says most first."""
    text: str = document["text"]
    found: dict[tuple[int, str], Statement] = {}
    targets = {motion["record_id"]: motion["target"] or motion["record_id"] for motion in document["motions"]}
    for kind in _KINDS:
        for record in document[kind]:
            sentence = record["sentence"]
            if record["speaker"] != "sender" or record.get("in_table") or (kind not in _TELLING and sentence[-1:] not in _ENDS):
                continue  # a heading, the masthead, a label
            start = text.rfind(sentence, 0, record["start"] + len(sentence)) if len(sentence) <= _LONGEST else record["start"]
            sentence = sentence[:_LONGEST]
            key = (max(start, 0), sentence)
            statement = found.get(key)
            if statement is None:
                statement = found[key] = Statement(record["record_id"], kind, max(start, 0), sentence, {})
            if kind == "measures" and statement.measure is None:
                statement.measure = {name: record.get(name) for name in _MEASURE_FIELDS}
            elif kind == "figures":
                statement.amounts.append((record["value"], record["unit"]))
            elif kind == "motions":
                statement.motions.append(targets[record["record_id"]])
            elif kind == "organisations" and record["type"] not in _EVERYWHERE and record["name"] not in statement.bodies:
                statement.bodies.append(record["name"])
                statement.body_words += (record["quote"], record["acronym"] or "", record["name"])
    _later_mentions(document, found, targets)
    for statement in found.values():
        if statement.measure and statement.measure["motion"] and statement.measure["motion"] not in statement.motions:
            statement.motions.append(statement.measure["motion"])
    return found


def _later_mentions(document: Mapping[str, Any], found: dict[tuple[int, str], Statement], targets: Mapping[str, str]) -> None:
    """A motion is one record, its mentions may stand in many sentences."""
    for motion in document["motions"]:
        for mention in motion["mentions"]:
            for statement in found.values():
                inside = statement.start <= mention["start"] < statement.start + len(statement.sentence)
                if inside and targets[motion["record_id"]] not in statement.motions:
                    statement.motions.append(targets[motion["record_id"]])


_POINTING = frozenset({"hierover", "daarover", "hierop", "daarop", "hierbij", "daarbij", "hiervan", "daarvan", "hiertoe", "daartoe",
                       "hiermee",
                       "daarmee", "hierin", "daarin", "hier", "daar", "dit", "deze", "die", "dat"})  # fmt: skip
_FEW = 4


def _weigh(statements: list[Statement], text: str, words: Words) -> None:
    """Give each sentence its vector: what stands in many sentences of the letter tells little about one of them."""
    bags = [words.of(statement.sentence) for statement in statements]
    for statement, bag in zip(statements, bags, strict=True):
        statement.body_words = sorted(
            {f"@{body}" for body in statement.bodies}.union(words.of(" ".join(statement.body_words), inside=True))
        )
        for body in statement.bodies:
            bag.setdefault(f"@{body}", 1.0)
    often = Counter(stem for bag in bags for stem in bag)
    for statement, bag in zip(statements, bags, strict=True):
        said = statement.sentence.casefold().split()
        if said and (said[0] in _POINTING or (len(bag) <= _FEW and _POINTING.intersection(said))):
            # `Ik informeer uw Kamer hierover`, `Hiermee wordt ...`: what it is about stands in the sentence before.
            before = text[max(0, statement.start - 400) : statement.start].rpartition("\n")[2].rstrip(" .")
            for stem, weight in words.of(before[before.rfind(". ") + 1 :]).items():
                bag.setdefault(stem, weight / 2)
        weighed = {stem: weight / (1 + math.log2(max(1, often[stem]))) for stem, weight in bag.items()}
        if len(weighed) > _VECTOR:
            weighed = dict(sorted(weighed.items(), key=lambda item: (-item[1], item[0]))[:_VECTOR])
        length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
        statement.vector = {stem: round(weight / length, 4) for stem, weight in sorted(weighed.items())}


def _topics(statements: list[Statement]) -> list[str]:
    """The stems that most sentences of the letter share: what it is about."""
    often = Counter(stem for statement in statements for stem in statement.vector if len(stem) > 5)
    return sorted(stem for stem, _ in sorted(often.items(), key=lambda item: (-item[1], -len(item[0]), item[0]))[:_TOPICS])
