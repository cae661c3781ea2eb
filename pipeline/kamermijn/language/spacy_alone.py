"""spaCy without its command line: `import spacy` brings that along, which takes as long to import as all that mining needs of spaCy."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_COMMANDS, _INFO = "spacy.cli", "spacy.cli.info"


def import_spacy() -> None:
    """Import spaCy, and its command line only when somebody asks for that; where spaCy is there already nothing happens."""
    if "spacy" in sys.modules:
        return
    commands, information = ModuleType(_COMMANDS), ModuleType(_INFO)
    information.info = _info  # type: ignore[attr-defined]
    sys.modules |= {_COMMANDS: commands, _INFO: information}
    try:
        import_module("spacy")
    finally:
        # Whoever imports them from now on gets the real ones.
        for name in (_COMMANDS, _INFO):
            sys.modules.pop(name, None)


def _info(*arguments: Any, **options: Any) -> Any:
    """``spacy.info``, which is part of the command line."""
    return import_module(_INFO).info(*arguments, **options)
