"""Rules as they were read before, with their patterns compiled: kept in the user's cache folder, where they may be deleted at any time.

To compile a few hundred patterns takes seconds, to read them back a fraction of one. What is kept is used only when the rule
files, the code that reads them and the versions of Python, regex and pydantic are the same to the byte.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

_HERE = Path(__file__)
_DUTCH = _HERE.parents[1] / "dutch"
_CODE = (*sorted(_HERE.parent.glob("*.py")), _DUTCH / "numbers.py", _DUTCH / "number_words.py")


# Of the rules folders of users so many are kept, those used last.
_MOST_FOLDERS = 4
# The digest of each folder when this process was about to read it.
_as_read: dict[Path, str] = {}


def _place(folder: Path, *, own: bool) -> Path:
    """One file for each place where kamermijn is installed, and for each other folder of rules (``own``) used there.

    OSError or RuntimeError where there is no home.
    """
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    names = ["rules", *(hashlib.sha256(str(path).encode()).hexdigest()[:12] for path in ((_HERE, folder) if own else (_HERE,)))]
    return root / "kamermijn" / f"{'-'.join(names)}.pickle"


def _key(folder: Path) -> str:
    """A digest of all that the compiled rules depend on."""
    digest = hashlib.sha256()
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".toml", ".csv"})
    for path in (*files, *_CODE):
        digest.update(str(path).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    digest.update(repr((sys.version, version("regex"), version("pydantic"))).encode())
    return digest.hexdigest()


def recall(folder: Path, *, own: bool = False) -> object | None:
    """What was remembered of exactly these rules, or None; ``own`` are the rules of a user, not those that ship."""
    try:
        key = _as_read[folder] = _key(folder)
        with _place(folder, own=own).open("rb") as file:
            if pickle.load(file) != key:
                return None
            found: object = pickle.load(file)
        if own:
            os.utime(_place(folder, own=own))
        return found
    # A pickle that was cut off or written by other code can fail in any way; the rules are then read anew.
    except Exception:
        return None


def remember(folder: Path, rules: object, *, own: bool = False) -> None:
    """Keep the rules for the next process; without a word where nothing may be written, as Python does with its own files.

    Nor are they kept where the files are no longer as they were when this process read them: they would be taken for the new ones.
    """
    with contextlib.suppress(OSError, RuntimeError):
        key = _key(folder)
        if _as_read.get(folder, key) != key:
            return
        place = _place(folder, own=own)
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, prefix="rules.", delete=False) as file:
            try:
                pickle.dump(key, file, pickle.HIGHEST_PROTOCOL)
                pickle.dump(rules, file, pickle.HIGHEST_PROTOCOL)
                file.close()
                # Whole or not at all: another process may be reading.
                os.replace(file.name, place)
            except BaseException:
                os.unlink(file.name)
                raise
        if own:
            others = place.parent.glob(f"{place.stem.rpartition('-')[0]}-*.pickle")
            for old in sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)[_MOST_FOLDERS:]:
                old.unlink(missing_ok=True)
