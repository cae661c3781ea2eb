"""Formulas of Word (OMML) and of the web (MathML) on one line, so that no two of their numbers become one.

Element names are those of ISO/IEC 29500-1, chapter 22, and of W3C MathML 3.
"""

from __future__ import annotations

from kamermijn.ingest.markup import DEEPEST, Element, name

FORMULAS = frozenset(["oMath", "oMathPara", "math"])
_LEFT_OUT = frozenset(["annotation", "annotation-xml", "mphantom", "mspace"])
_FRACTIONS, _ROOTS = frozenset(["f", "mfrac"]), frozenset(["rad", "msqrt", "mroot"])
_RAISED = frozenset(["sSup", "sSubSup", "msup", "msubsup", "sPre"])
_LOWERED = frozenset(["sSub", "msub"])
_HIGH, _LOW = str.maketrans("0123456789-−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺"), str.maketrans("0123456789-−+", "₀₁₂₃₄₅₆₇₈₉₋₋₊")


def on_one_line(formula: Element, depth: int = 0) -> str:
    """What a formula says: fractions with a stroke (``1/2``), powers and indices raised and lowered (``10⁶``)."""
    if depth > DEEPEST:
        return " "
    parts = [below for below in formula if name(below) and not name(below).endswith("Pr") and name(below) not in _LEFT_OUT]
    said = [on_one_line(part, depth + 1) for part in parts]
    kind = name(formula)
    if kind in _FRACTIONS and len(said) == 2:
        return f"{_bracketed(said[0])}/{_bracketed(said[1])}"
    if kind in _RAISED and len(said) > 1:
        low = _shifted(said[1], _LOW, "_") if len(said) > 2 else ""
        return f"{said[0]}{low}{_shifted(said[-1], _HIGH, '^')}"
    if kind in _LOWERED and len(said) == 2:
        return f"{said[0]}{_shifted(said[1], _LOW, '_')}"
    if kind in _ROOTS:
        return f"√{_bracketed(said[-1] if kind == 'rad' else said[0])}" if said else "√"
    own = formula.text or "" if kind in ("t", "mi", "mn", "mo", "mtext", "ms") else ""
    # Two numbers that stand beside each other (the cells of a matrix, a number and its index) are two.
    for piece in said:
        own += f" {piece}" if own[-1:].isdigit() and piece[:1].isdigit() and kind not in ("r", "e", "mrow", "oMath", "math") else piece
    return own


def _bracketed(said: str) -> str:
    said = said.strip()
    return said if said.replace(",", "").replace(".", "").isalnum() else f"({said})"


def _shifted(said: str, signs: dict[int, int], mark: str) -> str:
    moved = said.strip().translate(signs)
    return moved if not any(sign.isascii() and sign.isalnum() for sign in moved) else f"{mark}{_bracketed(said)}"
