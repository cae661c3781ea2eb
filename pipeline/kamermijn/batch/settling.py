"""Settles what each mined file of a run is among the others: the letter that counts, a rendition, an older version, a duplicate."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import PurePosixPath
from typing import Any

from kamermijn.batch.copies import Copy, is_official
from kamermijn.batch.likeness import Likeness, Wording, packed
from kamermijn.batch.versions import ANOTHER_HAD, ANOTHER_HAS, OF_ANOTHER_NAME, Decision, decide
from kamermijn.store import Ledger, Letters, file_name
from kamermijn.store.ledger import Known

_AT_HAND = 500_000
"""So many runs of words are kept of the letters that were compared last, each in eight bytes."""
_NAMES = 1000
# What stands in the folder is gone over once and joined: to look for each file again would take the square of their number.
_COPIES = (
    "WITH before AS (SELECT sha256, max(coalesce(json_extract(says, '$.version'), 1)) AS version, "
    "max(name LIKE 'letters/%' AND heir IS NULL AND json_extract(says, '$.duplicate_of') IS NULL) AS counts "
    "FROM published WHERE sha256 IS NOT NULL GROUP BY sha256) "
    "SELECT position, input.sha256, heir, number, key, before.sha256 IS NOT NULL, before.counts, before.version "
    "FROM input LEFT JOIN before ON before.sha256 = input.sha256 WHERE state IN ('mined', 'former') ORDER BY position"
)
_PLACES = "SELECT sha256, path FROM input WHERE state IN ('mined', 'former') AND heir IS NULL ORDER BY position"


class Settling:
    """The letters of one run; what two of them have in common is remembered in the ledger."""

    def __init__(self, ledger: Ledger, letters: Letters) -> None:
        self._ledger, self._letters = ledger, letters
        # What a likeness is remembered under: asked for each pair, so it is not looked up in the ledger each time.
        self._name = lru_cache(_NAMES)(partial(_name_of, ledger))  # of no method: what is held for all letters ends with this object
        # A letter is compared with many others one after the other: it is read again only when others were in between.
        self._at_hand: dict[int, Wording] = {}
        self._runs_at_hand = 0

    def settle(self) -> Iterator[tuple[Decision, Known]]:
        """Decide on all letters and note it down; gives those that do not just stand for themselves, with what is known of them."""
        copies = [self._copy(*row) for row in self._ledger.rows(_COPIES)]
        decisions = decide(copies, self._compare, self._taken(copies))
        heirs = {decision.copy.heir for decision in decisions if decision.copy.heir}
        paths = {str(sha256): str(path) for sha256, path in self._ledger.rows(_PLACES) if sha256 in heirs}
        for decision in decisions:
            copy, says = decision.copy, _says(decision)
            if path := paths.get(copy.heir or ""):
                # It may be another file that goes on with it than the one in its place.
                self._ledger.change("UPDATE input SET heir = ?, path = ? WHERE position = ?", copy.heir, path, copy.position)
            if decision.state in ("left", "gone"):
                self._ledger.change("UPDATE input SET state = 'left' WHERE position = ?", copy.position)
                if decision.state == "left":
                    yield decision, self._known(copy)
                continue
            own = file_name(decision.letter_id)
            name = own if decision.state == "mined" else f"{own.removesuffix('.json')}/{copy.sha256[:8]}.json"
            self._ledger.settle(copy.position, decision.state, decision.letter_id, name, says, decision.version, decision.why)
            if not decision.is_plain or decision.state != "mined" or decision.was:
                yield decision, self._known(copy)

    def _taken(self, copies: list[Copy]) -> frozenset[str]:
        """The ids that no new letter may get: those of file names that once had a letter, and those of letters that wait for their file."""
        waiting = {str(letter_id).casefold() for (letter_id,) in self._ledger.rows("SELECT letter_id FROM input WHERE state = 'waiting'")}
        new = {copy.family for copy in copies if copy.heir is None and not copy.kept and not is_official(copy.says)}
        return frozenset(waiting | {name for name in new if self._ledger.is_given(name)})

    def _known(self, copy: Copy) -> Known:
        return _known(self._ledger, copy.position)

    def _copy(
        self, position: Any, sha256: Any, heir: Any, number: Any, key: Any, stands: Any, counts: Any, version: Any
    ) -> Copy:  # fmt: skip
        known = self._ledger.known(key)
        assert known
        assert known.letter_id
        traits = known.traits
        return Copy(
            position, sha256, known.letter_id, _once(traits.get("form")) or "", _once(traits.get("date")), _once(traits.get("status")),
            packed(traits.get("sparks") or ()), heir, number, self._ledger.ids_of(sha256), bool(stands), bool(counts), version,
        )  # fmt: skip

    def _compare(self, one: Copy, other: Copy) -> Likeness:
        names = self._name(one.position), self._name(other.position)
        row = next(self._ledger.rows("SELECT says FROM likeness WHERE one = ? AND other = ?", *names), None)
        if row:
            return Likeness(*json.loads(str(row[0])))
        found = self._wording(one).compare(self._wording(other))
        for pair, likeness in ((names, found), (names[::-1], found.turned())):
            said = json.dumps([likeness.share, likeness.ratio, likeness.first_has_own, likeness.second_has_own])
            self._ledger.change("INSERT OR REPLACE INTO likeness VALUES (?, ?, ?)", *pair, said)
        return found

    def _wording(self, copy: Copy) -> Wording:
        wording = self._at_hand.pop(copy.position, None)
        if wording is None:
            wording = Wording.of(self._letters.text(self._known(copy)))
            self._runs_at_hand += len(wording.runs)
        self._at_hand[copy.position] = wording
        while self._runs_at_hand > _AT_HAND and len(self._at_hand) > 1:
            self._runs_at_hand -= len(self._at_hand.pop(next(iter(self._at_hand))).runs)
        return wording


def _once(word: object) -> str | None:
    """A word that many letters have, held once for all of them."""
    return sys.intern(str(word)) if word else None


def _known(ledger: Ledger, position: int) -> Known:
    ((key,),) = ledger.rows("SELECT key FROM input WHERE position = ?", position)
    known = ledger.known(str(key))
    assert known
    return known


def _name_of(ledger: Ledger, position: int) -> str:
    known = _known(ledger, position)
    return f"{known.key}-{known.producer}"


def _says(decision: Decision) -> str:
    """The fields of the letter that are settled here, those that are not as they would be without, as JSON."""
    fields: dict[str, Any] = {"version": decision.version, "renditions": decision.renditions, "duplicate_of": decision.duplicate_of}
    unsaid = {"version": 1, "renditions": (), "duplicate_of": None}
    return json.dumps({name: value for name, value in fields.items() if value != unsaid[name]}, ensure_ascii=False, sort_keys=True)


def told(decision: Decision) -> tuple[str, str] | None:
    """What a reader of the run is told, as a short code and a message; renditions are no news, and stand in the table of versions."""
    if decision.duplicate_of:
        return "same_text", f"{decision.letter_id} says the same as {decision.duplicate_of}: its records are left out of the tables"
    if decision.state == "superseded":
        return "superseded", f"is version {decision.version} of {decision.letter_id} and left out of the tables: {decision.why}"
    if decision.was:
        return "new_id", f"is {decision.letter_id} from now on: it was {decision.was}, {_why_new(decision)}"
    if decision.state == "mined" and decision.apart:
        says = f"says that it is {decision.copy.base}, as"
        return {
            ANOTHER_HAS: ("same_id", f"{says} another letter does; both are kept, this one as {decision.letter_id}"),
            ANOTHER_HAD: ("same_id", f"{says} a letter of an earlier run did; this one is {decision.letter_id}"),
            OF_ANOTHER_NAME: ("kept_id", f"would be {decision.copy.base} by its name; its letter keeps the id {decision.letter_id}"),
        }[decision.apart]
    return None


def _why_new(decision: Decision) -> str:
    if not is_official(decision.copy.says):
        return "which it no longer says that it is"
    if decision.apart:
        return f"and says now that it is {decision.copy.base}, as another letter does"
    return "and says now which letter it is"


def version_rows(ledger: Ledger, producer: str) -> Iterator[dict[str, Any]]:
    """The rows of the table of versions: every file of the run that holds a letter, and what it held before, by letter, version and digest.

    ``producer`` is that of the run: of what another one made, the row says so.
    """
    query = (
        "SELECT i.letter_id, i.sha256, r.traits, i.path, i.version, i.state, i.says, i.why, p.name, p.producer FROM input i "
        "JOIN result r ON r.key = i.key JOIN planned p ON p.key = i.key "
        "WHERE i.state IN ('mined', 'rendition', 'superseded') ORDER BY i.letter_id, i.version, i.sha256"
    )
    for letter_id, sha256, traits, path, version, state, says, why, place, maker in ledger.rows(query):
        known = json.loads(str(traits))
        yield {
            "letter_id": letter_id, "sha256": sha256, "form": known.get("form"),
            "file": PurePosixPath(str(path)).name, "version": version,
            "status": known.get("status"), "current": state == "mined", "duplicate_of": json.loads(str(says)).get("duplicate_of"),
            "why": why, "made_by": None if maker == producer else maker, "json_file": place,
        }  # fmt: skip
