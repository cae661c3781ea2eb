"""Which statistical model is meant, told by its files without loading it: where it is, and its name, version and digest."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from kamermijn.model import ModelError

SHIPPED = "nl_kamer_sm"
"""The name of the model that ships."""
NONE = "none"
"""The name that stands for doing without a model."""
WITHOUT_MODEL = (
    "no model: measures, what a figure counts and whose share a percentage is are read from rules alone; "
    "actors behind other words, acts of verbs that no list knows, joined acts, beneficiaries and topics of promises are missed"
)
"""What is lost with ``none``."""

_SURE = 2_000_000_000  # nanoseconds: no file system tells times less exactly


@dataclass(frozen=True)
class Weights:
    """A model as a run notes it down; ``digest`` is that of the content of all its files. ``lost`` says what is missed without one."""

    name: str
    version: str | None = None
    digest: str | None = None
    lost: str | None = None

    @property
    def record(self) -> dict[str, str]:
        """The fields that have a value."""
        return {field: value for field, value in asdict(self).items() if value is not None}


def place_of(name: str | Path) -> Path:
    """The folder of a model: the one that ships, a folder with that path, or an installed package.

    Raises ModelError, with what to do, where there is none.
    """
    if str(name) == SHIPPED:
        shipped = Path(__file__).parents[1] / SHIPPED
        if shipped.is_dir():
            return shipped
        raise ModelError(f"there is no model {SHIPPED}: the installation is damaged: install kamermijn again")
    if Path(name).is_dir():
        return Path(name).resolve()
    if (package := _package(str(name))) is not None:
        return package
    raise ModelError(f"there is no model {name}: give a folder, or 'pip install' the package {name} first")


def lasting_name(name: str | Path) -> str:
    """The name by which any process finds the same model, wherever it stands: a folder as an absolute path."""
    named = str(name)
    return named if named in (SHIPPED, NONE) or not Path(named).is_dir() else str(Path(named).resolve())


def weights_of(name: str | Path) -> Weights:
    """What a model is, by its files; ModelError where there is no such model."""
    if str(name) == NONE:
        return Weights(NONE, lost=WITHOUT_MODEL)
    place = place_of(name)
    # What ships changes with the code, which a process reads once too.
    return _known(place, ()) if str(name) == SHIPPED else _weights_now(place)


def _weights_now(place: Path) -> Weights:
    """What the files of a folder are now: read again only where one of them is another, or may be."""
    stamps = []
    for path in _files(place):
        with suppress(OSError):
            state = path.stat()
            stamps.append((str(path), state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino))
    # A file that was just written may be written again without another time. That of its last change nobody can set, other than that of
    # its content, which may lie in the future.
    newest = max((stamp[3] for stamp in stamps), default=0)
    return _known(place, tuple(stamps)) if time.time_ns() - newest > _SURE else _weights(place)


@lru_cache(maxsize=8)
def _known(place: Path, stamps: tuple[object, ...]) -> Weights:
    return _weights(place)


def _files(place: Path) -> list[Path]:
    return [path for path in sorted(place.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]


def _weights(place: Path) -> Weights:
    try:
        meta = json.loads((place / "meta.json").read_text(encoding="utf-8"))
        name, version = f"{meta['lang']}_{meta['name']}", str(meta["version"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"the model {place} cannot be read: it has no meta.json that names it; give the folder of a spaCy pipeline"
        ) from error
    digest = hashlib.sha256()
    try:
        for path in _files(place):
            # Each part behind its length, so that no two sets of files read the same.
            for part in (path.relative_to(place).as_posix().encode(), path.read_bytes()):
                digest.update(len(part).to_bytes(8, "big") + part)
    except OSError as error:
        raise ModelError(
            f"the model {place} cannot be read: {error.filename}: {error.strerror}; run again when its files are there"
        ) from error
    return Weights(name, version, digest.hexdigest())


def _package(name: str) -> Path | None:
    """The folder of an installed package, None where there is none of that name."""
    if not name.isidentifier():
        return None
    try:
        found = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None
    return Path(found.origin).parent if found and found.origin and found.origin.endswith("__init__.py") else None
