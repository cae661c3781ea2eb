"""What a match of a figure rule comes to: an amount, the reason why its value is not certain, or no figure at all."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Amount:
    """A quantity at ``text[start:end]``; ``scale`` is that of its scale word (10**6 for `miljoen`), ``sign`` as written."""

    start: int
    end: int
    value: Fraction
    unit: str
    high: Fraction | None = None
    sign: str | None = None
    scale: int = 1
    approximate: bool = False


@dataclass(frozen=True)
class Refusal:
    """A match without a certain value, and the values between which the letter does not decide."""

    start: int
    end: int
    reason: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Skip:
    """A match that is no figure after all, for a reason that the account of numbers shows."""

    start: int
    end: int
    reason: str


Outcome = Amount | Refusal | Skip


def shown(value: Fraction) -> str:
    """A value as a candidate of a refusal shows it."""
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.10g}"
