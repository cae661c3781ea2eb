"""How what is remembered of letters is written down between runs: the fields of small classes, as JSON without their names."""

from __future__ import annotations

from typing import Any

from pydantic_core import from_json, to_json


def values_of(one: Any) -> list[Any]:
    """The fields of a slotted dataclass in their order; what they hold is not copied."""
    return [getattr(one, name) for name in one.__slots__]


def written(value: object) -> str:
    """Plain data as JSON."""
    return to_json(value).decode()


def read(text: str) -> Any:
    """Plain data as :func:`written` wrote it; tuples come back as lists."""
    return from_json(text)


def tuples_in(values: list[Any]) -> list[Any]:
    """The values of a class whose lists are tuples."""
    return [tuple(one) if isinstance(one, list) else one for one in values]
