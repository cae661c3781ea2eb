"""What is told of the model that a command was given."""

from __future__ import annotations

from rich.console import Console

from kamermijn.language.syntax import available
from kamermijn.language.weights import NONE, SHIPPED, WITHOUT_MODEL


def tell_model(console: Console, model: str | None) -> None:
    """Stop before the first letter where a model cannot be used, and say what is lost without one."""
    if model and model != SHIPPED:
        available(model)
    if model == NONE:
        console.print(f"notice: {WITHOUT_MODEL}", markup=False)
