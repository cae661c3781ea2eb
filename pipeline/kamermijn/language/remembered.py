"""Trees that the model gave before, by the text of their sentence: when rules change, no sentence is parsed again."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import zlib
from collections.abc import Iterator
from contextvars import ContextVar
from functools import cache
from importlib.metadata import version
from pathlib import Path

from kamermijn.language.syntax import Tree, Word
from kamermijn.language.weights import weights_of

_HERE = Path(__file__).parent


class Remembered:
    """The trees of one letter, in a file that may be deleted at any time.

    A tree rests on nothing but its sentence, the model and the code that asks it. The file says which model and code that was;
    of others nothing is remembered. It is JSON, since a file in an output folder may come from anybody.
    """

    def __init__(self, path: Path, model: str | Path) -> None:
        self._path, self._model = path, model
        self._made_by = self._maker()
        self._before = self._read()
        self._asked: dict[str, list[list[object]] | None] = {}

    def _maker(self) -> str:
        return f"{weights_of(self._model).digest} {_code()}"

    def _read(self) -> dict[str, list[list[object]] | None]:
        # Cut off, empty or of another version: as if it were not there.
        with contextlib.suppress(OSError, ValueError, zlib.error, KeyError, TypeError, AttributeError):
            kept = json.loads(zlib.decompress(self._path.read_bytes()))
            if kept["made_by"] == self._made_by and isinstance(kept["trees"], dict):
                return dict(kept["trees"])
        return {}

    def find(self, text: str, span: tuple[int, int]) -> tuple[bool, Tree | None]:
        """Whether the tree of a sentence is known, and the tree; None is what the model gives of too long a one."""
        sentence = text[span[0] : span[1]]
        if sentence not in self._before:
            return False, None
        words = self._asked[sentence] = self._before[sentence]
        return True, None if words is None else Tree(tuple(_word(word, span[0]) for word in words))

    def learn(self, text: str, span: tuple[int, int], tree: Tree | None) -> None:
        """Remember what the model gave."""
        self._asked[text[span[0] : span[1]]] = None if tree is None else [
            [w.start - span[0], w.end - span[0], w.text, w.lemma, w.pos, w.dep, w.head, w.morph] for w in tree.words
        ]  # fmt: skip

    def keep(self) -> None:
        """Write down the trees that were asked for; without a word where nothing may be written, since nothing rests on it."""
        if self._asked == self._before or self._made_by != self._maker():  # of a model that was changed nobody knows which trees are whose
            return
        content = json.dumps({"made_by": self._made_by, "trees": self._asked}, ensure_ascii=False, separators=(",", ":"))
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._path.parent, delete=False) as file:
                try:
                    file.write(zlib.compress(content.encode("utf-8", "surrogatepass"), 1))
                    file.close()
                    os.replace(file.name, self._path)
                except BaseException:
                    os.unlink(file.name)
                    raise


def _word(values: list[object], start: int) -> Word:
    first, last, text, lemma, pos, dep, head, morph = values
    assert isinstance(first, int) and isinstance(last, int) and isinstance(head, int)  # noqa: PT018
    return Word(start + first, start + last, str(text), str(lemma), str(pos), str(dep), head, str(morph))


@cache
def _code() -> str:
    """The digest of the code between a sentence and its tree."""
    digest = hashlib.sha256(version("spacy").encode())
    for path in sorted(_HERE.glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


CURRENT: ContextVar[Remembered | None] = ContextVar("remembered", default=None)
"""The memory of the letter that is being mined, where there is one."""


@contextlib.contextmanager
def remembering(path: Path | None, model: str | Path) -> Iterator[None]:
    """Within, the trees of the one letter that is mined are taken from a file as far as they are there, and kept in it."""
    memory = Remembered(path, model) if path else None
    token = CURRENT.set(memory)
    try:
        yield
    finally:
        CURRENT.reset(token)
    if memory:
        memory.keep()
