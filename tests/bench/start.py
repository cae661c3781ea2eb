"""How long the command takes until it says something: its help, one letter shown, and the first letter of a run.

Usage: python tests/bench/start.py
Seconds by the clock, of which the least of several turns counts: a busy machine only adds to them. The run goes into an empty folder, and
its workers are started for it; what the very first run on a machine keeps for later ones is there already.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from report import result

TURNS = 7
LETTER = Path(__file__).parents[2] / "corpus" / "voorbeelden" / "kst-39901-12.txt"
COMMAND = [sys.executable, "-m", "kamermijn"]


def done(*arguments: str) -> float:
    """Seconds until the command has ended."""
    began = time.perf_counter()
    subprocess.run([*COMMAND, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def first_letter() -> float:
    """Seconds until a run tells of its first letter."""
    with tempfile.TemporaryDirectory(prefix="kamermijn-bench-") as place:
        began = time.perf_counter()
        run = [*COMMAND, "run", str(LETTER), "--samples", "--out", f"{place}/out", "--log", "json"]
        process = subprocess.Popen(run, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert process.stdout
        told = next((time.perf_counter() - began for line in process.stdout if '"letter"' in line), None)
        process.communicate()
    if told is None:
        raise SystemExit("the run told of no letter")
    return told


def main() -> None:
    ways: dict[str, tuple[Callable[[], float], float]] = {
        "the help": (lambda: done("--help"), 0.3),
        "one letter shown": (lambda: done("show", str(LETTER)), 2.0),
        "the first letter of a run": (first_letter, 2.0),
    }
    for name, (way, limit) in ways.items():
        seconds = sorted(way() for _ in range(TURNS))
        print(f"{name}: {', '.join(f'{each:.2f}' for each in seconds)} s")
        result(f"{name}, the fastest of {TURNS} times", seconds[0], "s", limit=f"less than {limit:g}", good=seconds[0] < limit)


if __name__ == "__main__":
    main()
