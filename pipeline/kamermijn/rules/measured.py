"""How often each rule was right on the annotated letters, as ``make score`` measured it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kamermijn.rules.loader import default_folder

MEASURED = "precision.json"
"""The file in the rules folder that holds it, and ships with the rules."""


def precision(folder: Path | None = None) -> dict[str, Any]:
    """``letters``: how many were annotated; ``rules``: of each rule how many records it ``found`` in them and how many are ``right``.

    Nothing where it was never measured: rules of your own come without it.
    """
    path = (folder or default_folder()) / MEASURED
    if not path.is_file():
        return {}
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
