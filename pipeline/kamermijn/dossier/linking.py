"""Letters linked to each other: what a new, changed or removed letter touches is made anew, the rest stays as it was.

What comes out does not depend on the order in which letters came in, nor on whether they came in together or one by one.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, partial
from importlib import resources
from pathlib import Path
from typing import Any

from kamermijn.dossier import arithmetic, comparisons, parts, revisions
from kamermijn.dossier.candidates import matches
from kamermijn.dossier.card import TOPIC, Card, make_card
from kamermijn.dossier.kept import read, values_of, written
from kamermijn.dossier.known_letters import KnownLetters
from kamermijn.dossier.links import links
from kamermijn.dossier.matching import Match
from kamermijn.dossier.measured import Measures, names_of
from kamermijn.dossier.motions import Fates, history
from kamermijn.dossier.points import Points, keep_points
from kamermijn.dossier.promises import promises
from kamermijn.dossier.references import Reference, References
from kamermijn.dossier.series import NATURES, key_of, key_of_indicator, series
from kamermijn.dossier.state import State
from kamermijn.dossier.words import Words
from kamermijn.rules import Rules

WINDOW = 1000
"""In a block with more letters a promise is looked for in so many of the letters that come after it, and no further."""
_REMEMBERED = 100  # cards that are kept at hand: a card takes up to 40 kB


@dataclass(frozen=True, slots=True)
class Source:
    """A letter of the collection: ``stamp`` changes when its document does, ``read`` gives the document.

    ``earlier`` gives the documents of its earlier versions, which the stamp tells of too.
    """

    letter_id: str
    stamp: str
    read: Callable[[], Mapping[str, Any]]
    earlier: tuple[Callable[[], Mapping[str, Any]], ...] = ()


@dataclass
class Touched:
    """What an update had to make anew."""

    letters: set[str] = field(default_factory=set)
    blocks: set[str] = field(default_factory=set)
    series: set[str] = field(default_factory=set)


class Linking:
    """All that is said across the letters of an output folder, kept up to date in its state."""

    def __init__(self, state: State, rules: Rules) -> None:
        self._state, self._rules = state, rules
        self._words = Words.with_plain(rules.plain)
        self._references, self._fates, self._measures = References(rules), Fates(rules), Measures(rules, self._words)
        self._names = names_of(rules.indicators)

    # -- keeping up to date -----------------------------------------------------------------------------------------

    def update(self, sources: Iterable[Source]) -> Touched:
        """Take in the letters of the collection as they are now; returns what was made anew."""
        state, touched = self._state, Touched()
        with state.together():
            state.forget_all_unless(producer(self._rules))
            state.begin_to_see()
            for source in sources:
                if state.see(source.letter_id) != source.stamp:
                    self._forget(source.letter_id, touched)
                    self._take_in(source, touched)
            for letter_id in state.unseen():
                self._forget(letter_id, touched)
            self._link(touched)
        return touched

    def _forget(self, letter_id: str, touched: Touched) -> None:
        self._note(letter_id, touched)
        self._state.forget_letter(letter_id)

    def _note(self, letter_id: str, touched: Touched) -> None:
        """Note down all groups that the letter is part of."""
        touched.letters.add(letter_id)
        touched.blocks.update(block for (block,) in self._state.rows("SELECT block FROM member WHERE letter_id = ?", letter_id))
        touched.series.update(key for (key,) in self._state.rows("SELECT series FROM point WHERE letter_id = ?", letter_id))

    def _take_in(self, source: Source, touched: Touched) -> None:
        state, document = self._state, source.read()
        found = list(self._references.found(document))
        card = make_card(document, self._words, found)
        figures = self._measures.of(document)
        letter_id = card.letter_id = source.letter_id
        state.write("INSERT INTO card VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", letter_id, source.stamp, card.date,
                    document["letter"]["date"] is not None, card.has_dossier, card.sender_role, card.fictional, written(card.blocks),
                    card.to_json())  # fmt: skip
        state.write_all("INSERT INTO member VALUES (?, ?)", ((block, letter_id) for block in card.blocks))
        state.write_all("INSERT INTO reference VALUES (?, ?, ?)", ((letter_id, position, written(values_of(reference)))
                                                                   for position, (reference, _) in enumerate(found)))  # fmt: skip
        spoken = [replace(one, letter_id=letter_id) for one in self._fates.spoken(document)]
        state.write_all("INSERT INTO spoken VALUES (?, ?, ?)",
                        ((letter_id, position, written(values_of(one))) for position, one in enumerate(spoken)))  # fmt: skip
        corrected = {statement.sentence for statement in card.statements if any(one.relation == "corrects" for one in statement.references)}
        keep_points(
            state, letter_id, ((key, figure, figure.sentence in corrected) for figure in figures if (key := key_of(figure, card.date)))
        )
        document = {**document, "letter": {**document["letter"], "letter_id": letter_id}}
        versions = [*(read_earlier() for read_earlier in source.earlier), document]
        rows = itertools.chain(arithmetic.checks(document, figures, self._rules), revisions.between_versions(versions))
        state.replace_made("checks", f"letter {letter_id}", (row.model_dump_json() for row in rows))
        self._note(letter_id, touched)

    def _link(self, touched: Touched) -> None:
        card = lru_cache(_REMEMBERED)(partial(_card, self._state))  # at hand for as long as blocks are linked
        for block in sorted(touched.blocks):
            self._link_block(block, card)
        letters = KnownLetters(self._state)
        for key in sorted(touched.series):
            points = Points(self._state, key)
            several = len(points) > 1  # most have one point
            rows = series(key, points, letters, self._names) if several else ()
            self._state.replace_made("series", key, (row.model_dump_json() for row in rows))
            checks = comparisons.between_letters(points.in_periods(), letters) if several else ()
            self._state.replace_made("checks", f"series {key}", (row.model_dump_json() for row in checks))
        for whole in self._rules.indicators:
            for nature in NATURES if whole.parts else ():
                keys = [key_of_indicator(each, whole.unit, nature) for each in (whole.id, *whole.parts)]
                if touched.series.intersection(keys):
                    of_whole, *of_parts = (Points(self._state, key).by_letter() for key in keys)
                    checks = parts.against_parts(of_whole, of_parts, letters)
                    self._state.replace_made("checks", f"parts {keys[0]}", (row.model_dump_json() for row in checks))

    def _link_block(self, block: str, card: Callable[[str], Card]) -> None:
        """Match the promises of a block anew; of a large block piece by piece, so that memory stays small."""
        state = self._state
        state.write("DELETE FROM match WHERE block = ?", block)
        if block.startswith(TOPIC) and not state.value(
            "SELECT 1 FROM member JOIN card USING (letter_id) WHERE block = ? AND NOT filed", block
        ):
            return  # all of them are compared in their dossiers
        members = [letter_id for (letter_id,) in state.rows(
            "SELECT card.letter_id FROM member JOIN card USING (letter_id) WHERE block = ? AND date IS NOT NULL "
            "ORDER BY date, letter_id", block)]  # fmt: skip
        for begin in range(0, max(1, len(members) - 1), WINDOW // 2):
            own = members[begin : begin + WINDOW // 2]
            cards = [card(letter_id) for letter_id in members[begin : begin + WINDOW // 2 + WINDOW]]
            if len(cards) < 2:
                continue
            letter_of, found = matches(block, cards, frozenset(own))
            state.write_all("INSERT INTO match VALUES (?, ?, ?, ?)",
                            ((letter_of[match.promise], block, position, written(values_of(match)))
                             for position, match in enumerate(found)))  # fmt: skip

    # -- the rows -----------------------------------------------------------------------------------------------------

    def rows(self) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
        """All rows as plain data, table by table, in a fixed order."""
        letters = KnownLetters(self._state)
        yield from self._links(letters)
        yield from self._motions(letters)
        yield from self._promises()
        for kind in ("series", "checks"):
            for (data,) in self._state.rows("SELECT data FROM made WHERE kind = ? ORDER BY scope, position", kind):
                yield kind, [read(data)]

    def newest(self) -> str | None:
        """The date of the newest letter."""
        return self._state.value("SELECT max(date) FROM card")

    def _links(self, letters: KnownLetters) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
        for letter_id, letter in letters.items():
            found = (Reference(*read(data)) for (data,) in
                     self._state.rows("SELECT data FROM reference WHERE letter_id = ? ORDER BY position", letter_id))  # fmt: skip
            yield "links", [link.model_dump(mode="json") for link in links(letter, found, letters.of_day, letters)]

    def _motions(self, letters: KnownLetters) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
        for event in history(self._state, letters):
            yield "motion_history", [event.model_dump(mode="json")]

    def _promises(self) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
        newest = self.newest()
        for letter_id, data in self._state.rows("SELECT letter_id, data FROM card ORDER BY letter_id"):
            found = (Match(*read(one)) for (one,) in
                     self._state.rows("SELECT data FROM match WHERE letter_id = ? ORDER BY block, position", letter_id))  # fmt: skip
            yield "promises", [row.model_dump(mode="json") for row in promises(Card.from_json(data), found, newest)]


def _card(state: State, letter_id: str) -> Card:
    data = state.value("SELECT data FROM card WHERE letter_id = ?", letter_id)
    assert data is not None
    return Card.from_json(data)


@cache
def producer(rules: Rules) -> str:
    """A digest of the code and rules that link letters; the records of single letters have one of their own."""
    digest = hashlib.sha256()
    for path in (*sorted(Path(__file__).parent.glob("*.py")), Path(__file__).parents[1] / "dutch" / "stems.py"):
        digest.update(path.read_bytes())
    for file in sorted((resources.files("kamermijn") / "nl_kamer_sm" / "kamermijn_lemmas").iterdir(), key=lambda file: file.name):
        digest.update(file.read_bytes())
    across = {name: pattern for name, pattern in sorted(rules.patterns.items()) if name.startswith("across_")}
    digest.update(repr((across, rules.plain, rules.generic)).encode())
    for indicator in rules.indicators:
        digest.update(indicator.model_dump_json(exclude={"examples"}).encode())
    return digest.hexdigest()[:16]
