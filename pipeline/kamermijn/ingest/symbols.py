"""What a character code in a text layer prints: ligatures, symbol fonts and the hyphens that PDFium marks."""

from __future__ import annotations

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# Symbol and Wingdings keep their signs in the private area at F000; only those that letters use as bullets and arrows.
_SYMBOLS = {
    0xF02D: "-", 0xF06F: "o", 0xF071: "□", 0xF072: "□", 0xF076: "•", 0xF09F: "•", 0xF0A7: "▪", 0xF0A8: "□", 0xF0B7: "•",
    0xF0D8: "➢", 0xF0DE: "⇒", 0xF0E0: "→", 0xF0E8: "→", 0xF0F0: "⇨", 0xF0FC: "✓", 0xF0AE: "→", 0xF0A3: "≤", 0xF0B3: "≥", 0xF0B0: "°",
}  # fmt: skip
_HYPHENS = {0x2, 0xFFFE, 0xAD, 0x2010, 0x2011}
UNMAPPED = "\ufffd"
"""Stands for a printed sign whose code has no meaning."""
_INVISIBLE = {0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF}


def printed(code: int, is_hyphen: bool) -> str:
    """The characters that a code prints: one, two for a ligature, none for the invisible."""
    if is_hyphen or code in _HYPHENS:
        # PDFium gives U+0002 or U+FFFE for a hyphen at a line end, but a file's own U+0002 is a code without meaning.
        return "-" if is_hyphen or code != 0x2 else UNMAPPED
    if code in _LIGATURES:
        return _LIGATURES[code]
    if code in _SYMBOLS:
        return _SYMBOLS[code]
    if code in _INVISIBLE or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return ""
    # A control code in print is a sign that the file gives no meaning to.
    return UNMAPPED if code < 0x20 or 0x7F <= code < 0xA0 else chr(code)
