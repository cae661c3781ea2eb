"""spaCy without its command line, which takes as long to import as all that mining needs of spaCy, and without the YAML of that."""

from __future__ import annotations

import sys
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any

_COMMANDS, _INFO, _YAML = "spacy.cli", "spacy.cli.info", "srsly._yaml_api"


def import_spacy() -> None:
    """Import spaCy, its command line and YAML only when somebody asks for these; where spaCy is there already nothing happens."""
    if "spacy" in sys.modules:
        return
    commands, information = ModuleType(_COMMANDS), ModuleType(_INFO)
    information.info = _info  # type: ignore[attr-defined]
    sys.modules |= {_COMMANDS: commands, _INFO: information}
    if "srsly" not in sys.modules:
        sys.modules[_YAML] = yaml = ModuleType(_YAML)
        for name in ("read_yaml", "write_yaml", "yaml_dumps", "yaml_loads", "is_yaml_serializable"):
            setattr(yaml, name, partial(_with_yaml, name))
    try:
        import_module("spacy")
    finally:
        # Whoever imports them from now on gets the real ones.
        for name in (_COMMANDS, _INFO, _YAML):
            if not getattr(sys.modules.get(name), "__file__", None):
                sys.modules.pop(name, None)


def _with_yaml(name: str, *arguments: Any, **options: Any) -> Any:
    return getattr(import_module(_YAML), name)(*arguments, **options)


def _info(*arguments: Any, **options: Any) -> Any:
    """``spacy.info``, which is part of the command line."""
    return import_module(_INFO).info(*arguments, **options)
