"""What a file held before it was written over: an earlier version of the letter, of which only what was mined is left.

It stays for as long as what took its place is there, also under another path, and is never made again: its file is gone. A file that
was taken away may have been moved and written over: whether a new file goes on with it is for :mod:`kamermijn.batch.versions` to say.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from kamermijn.batch.copies import family_of
from kamermijn.batch.versions import Decision
from kamermijn.store import Ledger, Letters, Problem, depot, file_name
from kamermijn.store.gone import Gone
from kamermijn.store.ledger import Standing

LOST = "what was made of it is no longer there either"
_UNFIT = "what was made of it cannot get the id that it had"


class Formers:
    """Brings the former contents of files among the files of a run; those that cannot be kept are told."""

    def __init__(self, ledger: Ledger, letters: Letters, store: str | None) -> None:
        self._ledger, self._letters, self._store = ledger, letters, store

    def bring_in(self, position: int) -> list[Problem]:
        """Note them down behind the files of the run, from this position on; returns what there is to tell of them."""
        problems = []
        last = max(int(str(number)) for (number,) in self._ledger.rows("SELECT coalesce(max(number), 0) FROM published"))
        vanished = {standing.sha256: standing for standing in self._vanished()}
        for standing in [*self._letters.written_over(), *vanished.values()]:
            place = self._place_of_heir(standing)
            if place is None and not {standing.sha256, standing.heir} & vanished.keys():
                continue  # Its file was taken away, which is told of what it held last.
            if why := self._why_lost(standing):
                problems.append(not_kept(standing.path or "", standing.letter_id or "", standing.sha256 or "", why))
                continue
            last += not standing.number
            if place is None:
                self._ledger.add_former(position, standing, standing.heir or "", standing.number or last)
                position += 1
                continue
            path, heir = place
            self._ledger.add_former(position, replace(standing, path=path), heir or standing.heir or "", standing.number or last)
            if not heir:
                self._leave_as_it_is(position, standing)
                problems += [] if standing.heir else [_waits(path, standing)]
            position += 1
        return problems

    def _vanished(self) -> Iterator[Standing]:
        """What is taken away, as far as a new file says that it is the same letter and could go on with it."""
        query = ("SELECT DISTINCT result.letter_id FROM input JOIN result USING (key) WHERE input.state = 'mined' "
                 "AND input.sha256 NOT IN (SELECT sha256 FROM published WHERE sha256 IS NOT NULL)")  # fmt: skip
        new = {family_of(str(says)) for (says,) in self._ledger.rows(query)}
        for standing in self._letters.vanished() if new else ():
            known = self._ledger.known(standing.key or "")
            ids = {family_of(letter_id) for letter_id in (standing.letter_id, known and known.letter_id) if letter_id}
            if ids & new and not self._why_lost(standing):
                yield standing

    def _place_of_heir(self, standing: Standing) -> tuple[str, str] | None:
        """Where what took its place is, and its digest; empty where that cannot be read now. None where its file is gone."""
        path = standing.path or ""
        order = "ORDER BY state = 'failed', path <> ?, position"
        queries = [("sha256 = ?", standing.heir)] if standing.heir else []
        for where, value in (*queries, ("path = ?", path)):
            query = f"SELECT path, state, sha256 FROM input WHERE {where} AND heir IS NULL {order}"
            if found := next(self._ledger.rows(query, value, path), None):
                there, state, sha256 = found
                return str(there), str(sha256) if state != "failed" and self._is_mined(sha256) else ""
        return None

    def _is_mined(self, sha256: object) -> bool:
        """Whether a file with these bytes could be read: one that only has the bytes of another is not read for itself."""
        query = "SELECT 1 FROM input WHERE sha256 = ? AND state = 'mined' AND heir IS NULL"
        return next(self._ledger.rows(query, sha256), None) is not None

    def _why_lost(self, standing: Standing) -> str | None:
        """Why what was made of it cannot be kept, if it cannot."""
        known = self._ledger.known(standing.key or "")
        if not known or known.producer != standing.producer or known.letter_id is None:
            return LOST
        if not self._letters.found(known):
            # On another machine than the one that made it.
            _, document = (depot(self._store).find(known.key, known.producer) if self._store else None) or (None, None)
            if not document:
                return LOST
            self._letters.keep(known, document)
        # As another machine made it, it has no other id than its file says.
        return None if self._letters.can_be(known, standing.letter_id or "") else _UNFIT

    def _leave_as_it_is(self, position: int, standing: Standing) -> None:
        """As long as nobody knows what took its place, it is of the letter and version that it was."""
        letter_id, says = standing.letter_id or "", standing.says
        name = f"{file_name(letter_id).removesuffix('.json')}/{(standing.sha256 or '')[:8]}.json"
        self._ledger.settle(position, "waiting", letter_id, name, says, json.loads(says).get("version", 1), "")


def told_former(decision: Decision, path: str, *, outdated: bool) -> Problem:
    """What a reader is told of what a file held before."""
    digest = decision.copy.sha256
    if decision.state == "left":
        return not_kept(path, decision.letter_id, digest, decision.why)
    message = f"what it held before ({digest[:8]}) is version {decision.version} of {decision.letter_id} and left out of the tables"
    if outdated:
        message += "; it was read by other rules than what counts now, cannot be read again, and its figures are compared with nothing"
    return _notice(path, "superseded", message)


def told_gone(found: Gone) -> Problem:
    """What a reader is told of a file that was taken away."""
    letter_id = found.standing.letter_id
    what = f"{letter_id} and its records are out of the tables"
    if found.remains:
        what = f"{letter_id} is still there in another"
    elif found.to_another:
        what = f"its records are out of the tables, and another letter is {letter_id} now"
    return _notice(found.standing.path or "", "gone", f"was mined by an earlier run and is no longer there: {what}")


def not_kept(path: str, letter_id: str, digest: str, why: str) -> Problem:
    """What a reader is told of what a file held before, where it is not kept."""
    what = f"what an earlier run made of what it held before ({letter_id}, {digest[:8]})"
    message = f"has another content now; {what} is not kept, as {why}: to keep both, give the old file too, under another name"
    return _notice(path, "replaced", message)


def _waits(path: str, standing: Standing) -> Problem:
    message = f"what an earlier run read in it ({standing.letter_id}) is out of the tables, and kept until the file can be read again"
    return _notice(path, "superseded", message)


def _notice(path: str, reason: str, message: str) -> Problem:
    return Problem(source=PurePosixPath(path).name, path=path, level="notice", reason=reason, message=message)
