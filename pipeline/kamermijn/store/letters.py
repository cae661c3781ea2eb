"""The letters' own files: kept as they are mined, moved to their places when all are done, found again by the next run."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from kamermijn.records.identity import renamed
from kamermijn.store.file_names import shard_of
from kamermijn.store.folder import OutputError, OutputFolder
from kamermijn.store.gone import mark_gone
from kamermijn.store.ledger import Known, Ledger, Standing

FLAT = 1000
"""Up to so many letters stand in ``letters/`` itself; more of them in ``letters/00/`` to ``letters/ff/``, by a digest of the id."""

UNSETTLED: Mapping[str, Any] = MappingProxyType({"version": 1, "renditions": [], "duplicate_of": None})
"""Fields of a letter that the other letters of its run decide on, as they are of one that stands alone."""
_NOTHING = "{}"

_TREES = ".kamermijn-trees"
_STARTS = b'{\n "schema_version":'


class Superseded(NamedTuple):
    """A file that holds a version of a letter before the one that counts; ``stamp`` says of which content and by which producer."""

    letter_id: str
    version: int
    form: str
    sha256: str
    producer: str
    stamp: str
    read: Callable[[], Mapping[str, Any]]


class Letters:
    """The letters of an output folder; the ledger says whose content each is and which producer made it."""

    def __init__(self, folder: OutputFolder, ledger: Ledger) -> None:
        self._folder, self._ledger = folder, ledger
        with ledger.together():
            self._adopt()
            self._finish()

    def keep(self, known: Known, content: bytes) -> None:
        """Keep the file of a letter until the run is published."""
        self._folder.stage(_staged(known), content)

    def trees(self, key: str) -> Path:
        """Where the trees of a letter's sentences are kept, which a change of rules leaves as they are."""
        return self._folder.path / _TREES / key[:2] / key

    def forget_trees(self) -> None:
        """Remove what is kept of letters that are not among those of the run."""
        for path in (self._folder.path / _TREES).glob("*/*"):
            if not self._ledger.known(path.name):
                path.unlink(missing_ok=True)

    def found(self, known: Known) -> bool:
        """Whether the letter of this result is still there, whole."""
        return self._place(known) is not None

    def _place(self, known: Known) -> tuple[Path, Standing | None] | None:
        staged = self._folder.staged(_staged(known))
        if _size(staged) == known.size:
            return staged, None
        standing = self._ledger.standing(known.key, known.producer)
        if standing and _size(path := self._folder.path / standing.name) == standing.size:
            return path, standing
        return None

    def plan(self) -> str:
        """Decide where each letter of the run will stand; returns a digest of all of it, the same for the same letters."""
        (count,) = next(self._ledger.rows("SELECT count(*) FROM input WHERE state = 'mined'"))
        sharded = isinstance(count, int) and count > FLAT
        digest = hashlib.sha256()
        for name, key, letter_id, path, sha256, says, heir, number in self._settled():
            known = self._ledger.known(key)
            assert known
            place = f"letters/{shard_of(letter_id)}/{name}" if sharded and "/" not in name else f"letters/{name}"
            place = f"versions/{name}" if "/" in name else place
            size = self._ready(known, place, letter_id, says)
            self._ledger.plan(Standing(place, key, known.producer, letter_id, size, path, sha256, says, heir, number))
            digest.update("\0".join((place, key, known.producer, letter_id, says)).encode("utf-8", "replace") + b"\n")
        return digest.hexdigest()

    def _settled(self) -> Iterator[tuple[str, str, str, str, str, str, str | None, int]]:
        """The letters of the run in the order of the tables, those that a better or newer file stands for too."""
        query = "SELECT name, key, letter_id, path, sha256, says, heir, number FROM input WHERE name IS NOT NULL ORDER BY name"
        yield from self._ledger.rows(query)  # type: ignore[misc]

    def text(self, known: Known) -> str:
        """The text of a letter that was mined, wherever its file is now."""
        if not (found := self._place(known)):
            raise self._meddled()
        text: str = json.loads(found[0].read_bytes())["text"]
        return text

    def can_be(self, known: Known, letter_id: str) -> bool:
        """Whether the letter of this result can get this id: what an earlier version of kamermijn made may not be known well enough."""
        path, standing = self._place(known) or (None, None)
        if not path or letter_id == (standing.letter_id if standing else known.letter_id):
            return path is not None
        try:
            renamed(json.loads(path.read_bytes()), letter_id)
        except ValueError:
            return False
        return True

    def _meddled(self) -> OutputError:
        return OutputError(f"{self._folder.path}: letters are changed there while a run is writing; run again")

    def _ready(self, known: Known, place: str, letter_id: str, says: str) -> int:
        """Have the letter's file, as it is among the others of this run, where it can be moved in from; returns its size."""
        found = self._place(known)
        if not found:
            raise self._meddled()
        path, standing = found
        is_now = (standing.letter_id, standing.says) if standing else (known.letter_id, _NOTHING)
        as_mined = (letter_id, says) == (known.letter_id, _NOTHING)
        if is_now == (letter_id, says):
            if standing and standing.name != place:
                self._folder.stage(_staged(known, None if as_mined else letter_id + says), path.read_bytes())
            return known.size if not standing else int(standing.size or 0)
        data = json.loads(path.read_bytes())
        if data["letter"]["letter_id"] != letter_id:
            try:
                data = renamed(data, letter_id)
            except ValueError as error:
                raise OutputError(f"{path}: cannot get the id {letter_id}: {error}; mine it anew with --force") from error
        # What does not change stays as it was made, also by an earlier version of kamermijn.
        data["letter"] |= UNSETTLED | json.loads(says)
        content = f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode("utf-8", "replace")
        self._folder.stage(_staged(known, None if as_mined else letter_id + says), content)
        return len(content)

    def documents(self) -> Iterator[dict[str, Any]]:
        """The planned letters as data, one at a time, in the order of the tables."""
        for standing in self._planned():
            yield json.loads(self._source(standing).read_bytes())

    def sources(self) -> Iterator[tuple[Standing, Callable[[], dict[str, Any]]]]:
        """The planned letters, each with what reads its document, for who needs not all of them."""
        for standing in self._planned():
            yield standing, lambda standing=standing: json.loads(self._source(standing).read_bytes())  # type: ignore[misc]

    def superseded(self) -> Iterator[Superseded]:
        """The files of versions that a newer one took the place of, by letter and version."""
        query = (
            "SELECT input.letter_id, input.version, input.sha256, result.traits, planned.* FROM input "
            "JOIN planned ON planned.key = input.key JOIN result ON result.key = input.key "
            "WHERE input.state = 'superseded' ORDER BY input.letter_id, input.version, input.sha256"
        )
        for letter_id, version, digest, traits, *row in self._ledger.rows(query):
            standing, form = Standing(*row), str(json.loads(str(traits)).get("form") or "")  # type: ignore[arg-type]
            yield Superseded(str(letter_id), int(str(version)), form, str(digest), standing.producer or "",
                             f"{standing.key} {standing.producer}",
                             lambda standing=standing: json.loads(self._source(standing).read_bytes()))  # type: ignore[misc]  # fmt: skip

    def _planned(self) -> Iterator[Standing]:
        """The planned letters in the order of the tables."""
        query = "SELECT planned.* FROM input JOIN planned ON planned.key = input.key WHERE input.state = 'mined' ORDER BY input.name"
        for row in self._ledger.rows(query):
            yield Standing(*row)  # type: ignore[arg-type]

    def _source(self, standing: Standing) -> Path:
        """Where a planned letter is now: kept apart, or at its place already."""
        known = self._ledger.known(standing.key or "")
        assert known
        # As it was mined it may be kept too, and be as long: a version is one figure.
        as_mined = (standing.letter_id, standing.says) == (known.letter_id, _NOTHING)
        staged = self._folder.staged(_staged(known, None if as_mined else f"{standing.letter_id}{standing.says}"))
        return staged if _size(staged) == standing.size else self._folder.path / standing.name

    def refuse_foreign(self) -> None:
        """Raise OutputError when a letter would replace a file that was not made by kamermijn."""
        for (name,) in self._ledger.rows("SELECT name FROM planned WHERE name NOT IN (SELECT name FROM published)"):
            if (self._folder.path / str(name)).exists():
                raise OutputError(
                    f"{self._folder.path}: {name} was not made by kamermijn; move it away or choose another folder with --out"
                )

    def publish(self) -> None:
        """Move the planned letters to their places and remove those that the run does not have; a killed run is finished later."""
        mark_gone(self._ledger, self._folder.path, self._source)
        self._ledger.set_note("publishing", "letters")
        self._ledger.commit()
        self._finish()
        self._ledger.commit()
        self._folder.forget_staged()

    def _finish(self) -> None:
        if self._ledger.note("publishing") is None:
            return
        for row in self._ledger.rows("SELECT * FROM planned"):
            standing = Standing(*row)  # type: ignore[arg-type]
            target, source = self._folder.path / standing.name, self._source(standing)
            if source != target:
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(source, target)
        for (name,) in self._ledger.rows("SELECT name FROM published WHERE name NOT IN (SELECT name FROM planned)"):
            path = self._folder.path / str(name)
            path.unlink(missing_ok=True)
            for above in path.parents[: len(Path(str(name)).parents) - 1]:
                if above.name != "letters" and above.is_dir() and not any(above.glob("*")):
                    above.rmdir()
        self._ledger.give_ids("planned")
        self.stay()
        self._ledger.set_note("publishing", None)

    def stay(self) -> None:
        """Note down of the planned letters, which stand at their places, from which files they are: these may have moved."""
        self._ledger.change("DELETE FROM published")
        self._ledger.change("INSERT INTO published SELECT * FROM planned")
        self._ledger.change("DELETE FROM planned")

    def written_over(self) -> list[Standing]:
        """What files held before that no file of the run holds now, as earlier runs mined it: first what was written over first."""
        query = ("SELECT * FROM published WHERE sha256 NOT IN (SELECT sha256 FROM input WHERE sha256 IS NOT NULL) "
                 "AND (heir IS NOT NULL OR path IN (SELECT path FROM input)) ORDER BY number = 0, number, path")  # fmt: skip
        return [Standing(*row) for row in self._ledger.rows(query)]  # type: ignore[arg-type]

    def vanished(self) -> list[Standing]:
        """What counted of letters of which no file of the run has the content or the place: taken away, or moved and written over."""
        query = ("SELECT * FROM published WHERE name LIKE 'letters/%' AND heir IS NULL AND path NOT IN (SELECT path FROM input) "
                 "AND sha256 NOT IN (SELECT sha256 FROM input WHERE sha256 IS NOT NULL) ORDER BY path")  # fmt: skip
        return [Standing(*row) for row in self._ledger.rows(query)]  # type: ignore[arg-type]

    def _adopt(self) -> None:
        """Take over the letters of a version without a ledger, or of one whose ledger was removed: they are replaced, not kept."""
        if self._ledger.note("adopted"):
            return
        own = self._folder.own()
        for path in (found for folder in ("letters", "versions") for found in (self._folder.path / folder).rglob("*.json")):
            name = path.relative_to(self._folder.path).as_posix()
            with path.open("rb") as file:
                if name in own or file.read(len(_STARTS)) == _STARTS:
                    self._ledger.change("INSERT OR IGNORE INTO published (name) VALUES (?)", name)
        self._folder.disown({name for name in own if name.startswith(("letters/", "versions/"))})
        self._ledger.set_note("adopted", "yes")


def _staged(known: Known, settled: str | None = None) -> str:
    """The name under which a letter is kept; with another id or version than it says of itself it is another file."""
    other = "" if settled is None else "-" + hashlib.sha256(settled.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{known.key}-{known.producer}{other}.json"


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None
