"""The templates of our pages. Datasette's own way to fill in templates hands on every few words through its event loop, which is slow."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, PackageLoader, PrefixLoader

from kamermijn.explore import wording


@functools.cache
def _environment() -> Environment:
    environment = Environment(loader=PrefixLoader({"kamermijn": PackageLoader("kamermijn.explore", "html")}), autoescape=True)
    environment.filters.update(
        nl_number=wording.number, nl_day=wording.day, nl_word=lambda value, field: wording.word(field, value), nl_field=wording.field_name,
        nl_shown=lambda value, name: wording.shown(name, value),
    )  # fmt: skip
    environment.globals.update(nl_period=wording.period, nl_quantity=wording.quantity)
    return environment


def filled_in(name: str, context: Mapping[str, Any]) -> str:
    """The template of this name with everything in it escaped that is not marked as HTML."""
    return _environment().get_template(f"kamermijn/{name}.html").render(context)
