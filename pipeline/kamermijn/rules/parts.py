"""A pattern taken apart by the parser of regex itself, so that nothing is read otherwise than it is matched."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import regex

PARSER: Any = import_module("regex._regex_core")
# With these a pattern is matched otherwise than its parts say.
_UNREAD = (regex.REVERSE, regex.BESTMATCH, regex.ENHANCEMATCH, regex.POSIX, regex.FULLCASE, regex.LOCALE, regex.VERSION1, regex.ASCII)

# What is set for a group alone is not told with the flags of the whole: `(?if:straße)` finds `STRASSE`.
_SCOPED = regex.compile(r"\(\?[a-zA-Z]*f[a-zA-Z]*(?:-[a-zA-Z]*)?:")


def parsed(pattern: str, flags: int = 0) -> tuple[Any, dict[Any, Any]] | None:
    """The parts of a pattern, and its groups by number and by name; None where it has flags that change how parts are matched."""
    node, info = _read(pattern, flags)
    if any((info.flags | flags) & flag for flag in _UNREAD) or _SCOPED.search(pattern):
        return None
    return node, _groups(node, info)


def _read(pattern: str, flags: int) -> tuple[Any, Any]:
    while True:
        source = PARSER.Source(pattern)
        info = PARSER.Info(flags, source.char_type, {})
        info.guess_encoding = int(regex.UNICODE)
        source.ignore_space = bool(info.flags & regex.VERBOSE)
        try:
            return PARSER._parse_pattern(source, info), info
        except PARSER._UnscopedFlagSet:
            if flags == info.global_flags:
                raise
            flags = info.global_flags


_NESTED = (PARSER.Sequence, PARSER.Branch, PARSER.Group, PARSER.Atomic, PARSER.GreedyRepeat,
           PARSER.Conditional, PARSER.LookAround, PARSER.LookAroundConditional)  # fmt: skip


def _groups(node: Any, info: Any) -> dict[Any, Any]:
    """Every group of a pattern by its number and by its name."""
    found: dict[Any, Any] = {}
    if not info.group_count:
        return found
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if not isinstance(each, _NESTED):
            continue
        if type(each).__name__ == "Group":
            found[each.group] = found[str(each.group)] = each
            if name := info.group_name.get(each.group):
                found[name] = each
        for name in ("items", "branches"):
            waiting += getattr(each, name, ())
        waiting += [part for name in ("subpattern", "yes_item", "no_item") if (part := getattr(each, name, None)) is not None]
    return found
