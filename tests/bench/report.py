"""How a part of the bench says what it found: a line that people can read and ``make bench`` takes into results.md."""

from __future__ import annotations

MARK = "RESULT"


def result(what: str, value: float, unit: str = "", *, aim: str = "", limit: str = "", good: bool | None = None) -> None:
    """Print one finding with what was hoped for and what must hold; ``good`` is whether it does."""
    verdict = "" if good is None else "yes" if good else "NO"
    print(" | ".join((MARK, what, f"{value:.3g} {unit}".strip(), aim, limit, verdict)), flush=True)


def rows(output: str) -> list[list[str]]:
    """The findings in what a part printed."""
    return [line.split(" | ")[1:] for line in output.splitlines() if line.startswith(f"{MARK} | ")]
