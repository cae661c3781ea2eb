"""The spaCy component: ``spacy.blank("nl").add_pipe("kamermijn")`` fills ``doc.spans`` per kind of record."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("kamermijn", default_config={"rules": None})
def make_kamermijn(nlp: Language, name: str, rules: str | None) -> Callable[[Doc], Doc]:
    """Make the component; ``rules`` is a rules folder (default: the one that ships)."""
    raise NotImplementedError
