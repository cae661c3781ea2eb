"""How the time of each rule grows with the text, on texts made to have every place of them looked at again from every other.

Usage: python tests/bench/growth.py [RULE ...]   (default: every regex rule)
Each rule is run everywhere, as it is where nothing is known of its beginnings. The exponent is that of the time at 2,000 and 8,000
characters; times under a fiftieth of a second say nothing of growth and are left out. A text on which a rule is too slow counts as
quadratic. Rules of ``measure/`` are run on sentences of at most a thousand characters, so they are told apart.
"""

from __future__ import annotations

import math
import sys
import time

import regex
from report import result

from kamermijn import rules

UNITS = (
    "nr. ", "1.1", "1.", "(", "((1)", "motie ", "de motie-Jansen c.s. ", "1", "12 ", "1.000.000", ", ", "een, ", '"', "“a” ", "-", "a-",
    "Aa ", "A", "a", "van de het een ", "en ", "a/b", "a@", "@", "www.a.", "twintigduizend",
    "een honderd en ", "€ 1 ", "10% tot ", "1 januari ",
    "1, 2 en 3 ", " ", "\t", "\n", "Kamerstuk 32 813, nr. ", "artikel 1, ", "_", "...", "; ", "2010-", "a1-", "A&", "'s ", "in 2014 en ",
    "Raad voor de ", "ECLI:NL:", "0", "hieronder ",
)  # fmt: skip
SMALL, LARGE, PATIENCE, NOISE, MOST = 2_000, 8_000, 0.5, 0.02, 1.5


def seconds(pattern: regex.Pattern[str], unit: str, size: int) -> float:
    """CPU seconds to find every match in the unit repeated, infinite when patience ends."""
    text = (unit * (size // len(unit) + 1))[:size]
    start = time.process_time()
    try:
        for _ in pattern.finditer(text, timeout=PATIENCE):
            pass
    except TimeoutError:
        return math.inf
    return time.process_time() - start


def exponent(pattern: regex.Pattern[str], unit: str) -> float:
    """The power of the size with which the time grows; 0 where it is too short to tell."""
    large = seconds(pattern, unit, LARGE)
    if large < NOISE:
        return 0.0
    if large == math.inf:
        return 2.0
    pairs = [(seconds(pattern, unit, SMALL), seconds(pattern, unit, LARGE)) for _ in range(3)]
    return math.log(min(b for _, b in pairs) / max(min(a for a, _ in pairs), 1e-6)) / math.log(LARGE / SMALL)


def main(named: list[str]) -> None:
    loaded = rules.load()
    worst: dict[str, float] = {}
    for rule in loaded.rules:
        if rule.kind != "regex" or (named and rule.id not in named):
            continue
        growing, unit = max((exponent(loaded.compiled(rule.id), unit), unit) for unit in UNITS)
        kind = "sentence" if rule.id.startswith("measure.") else "text"
        worst[kind] = max(worst.get(kind, 0.0), growing)
        if growing > 1.1:
            print(f"{rule.id} grows with exponent {growing:.2f} on {unit!r}", flush=True)
    for kind, growing in worst.items():
        result(f"growth of the slowest rule on a {kind}", growing, aim="1.1", limit=f"{MOST}", good=growing <= MOST)


if __name__ == "__main__":
    main(sys.argv[1:])
