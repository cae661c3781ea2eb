"""What makes the records: code, rules and model, as one digest. What it made before need not be made again."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import kamermijn
from kamermijn.ingest import tesseract
from kamermijn.ingest.limits import ReadingLimits
from kamermijn.language.weights import SHIPPED, weights_of
from kamermijn.rules import Rules

_PACKAGE = Path(kamermijn.__file__).parent
# What only tells or stores has no part in what the records say.
_APART = {"batch", "cli", "store", "dossier", "explore", "__pycache__"}
# Rules have a digest of their own, and so has the model that is used.
_DIGESTED = {"_rules", SHIPPED}
# Of what ships with the model the word list is read whichever model is used.
_WORD_LIST = "kamermijn_lemmas"


def producer(rules: Rules, model: str = SHIPPED, reading: ReadingLimits | None = None) -> str:
    """The digest of the code, of what the rules mean, of the content of the model, of what reads scans, and of how much is read.

    Examples, descriptions and comments in the rules are left out: they change no record.
    """
    reading = reading or ReadingLimits()
    read = f"{reading.pages} {reading.characters} {reading.scanned_pages} {tesseract.version()}"
    return _producer(rules, weights_of(model).digest, read)


@cache
def _producer(rules: Rules, weights: str | None, read: str) -> str:
    digest = hashlib.sha256(f"{kamermijn.__version__}\0{weights}\0{read}\0{_code()}\0".encode())
    for rule in sorted(rules.rules, key=lambda rule: rule.id):
        digest.update(rule.model_dump_json(exclude={"examples", "description"}).encode())
    for part in (rules.bodies, rules.verbs):
        for row in part:
            digest.update(row.model_dump_json(exclude={"examples", "description"}).encode())
    # Patterns by which letters are set beside each other make no record of a single one.
    own = [(name, rules.patterns[name]) for name in sorted(rules.patterns) if not name.startswith("across_")]
    digest.update(repr(own).encode("utf-8", "replace"))
    digest.update(repr([(name, {key: tuple(words) for key, words in entries.items()})
                        for name, entries in sorted(rules.lexicons.items())]).encode("utf-8", "replace"))  # fmt: skip
    return digest.hexdigest()[:16]


@cache
def _code() -> str:
    """The digest of the modules that take part in making records."""
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        parts = path.relative_to(_PACKAGE).parts
        listed = parts[0] in _APART | _DIGESTED and parts[1:2] != (_WORD_LIST,)
        if listed or "__pycache__" in parts or not path.is_file():
            continue
        digest.update("/".join(parts).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
