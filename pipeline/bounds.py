"""Work out where the patterns of the rules that ship can match: ``make bounds``, after a change of rules; else every first run does it."""

from __future__ import annotations

from pathlib import Path

import kamermijn
from kamermijn.rules import kept_bounds, load
from kamermijn.rules.landmarks import Bounds, bounds_of
from kamermijn.rules.loader import Rules

SAMPLES = Path(__file__).parents[1] / "corpus" / "voorbeelden"


def bounds(rules: Rules) -> dict[str, Bounds]:
    """The bounds of all patterns of the rules, and of those that the code looks for in a letter, by the pattern as it is matched."""
    for sample in sorted(SAMPLES.rglob("*.txt")):
        kamermijn.mine(sample)
    patterns = {rule.pattern or "" for rule in rules.rules if rule.kind == "regex"} | rules.__dict__["_bounds"].keys()
    # Worked out anew, never taken from what is kept: which words are rare changes with any rule.
    filled_in = sorted(rules.compile(pattern).pattern for pattern in patterns)
    return {pattern: bounds_of(pattern, rules._frequencies) for pattern in filled_in}


def main() -> None:
    """Write them into the package."""
    kept_bounds.write(bounds(load()))


if __name__ == "__main__":
    main()
