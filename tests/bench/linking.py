"""Measure what it costs to link letters: a whole collection, one letter more, and how the cost grows with the number of letters.

Usage: python tests/bench/linking.py [LETTERS]   (default: 10000)
"""

from __future__ import annotations

import math
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(Path(__file__).parent))

from made_collection import documents  # noqa: E402

from kamermijn.dossier import Linking, Source, State  # noqa: E402
from kamermijn.rules import load  # noqa: E402


def measured(letters: int) -> float:
    """CPU seconds to link that many letters and give all rows; then one letter more."""
    with tempfile.TemporaryDirectory() as folder, State(Path(folder) / "across.sqlite") as state:
        linking = Linking(state, load())
        start = time.process_time()
        linking.update(_sources(letters))
        linked = time.process_time() - start
        counts: Counter[str] = Counter()
        for table, rows in linking.rows():
            counts[table] += len(rows)
            if table == "promises":
                counts["promises followed up"] += sum(bool(row["followed_up_in"]) for row in rows)
        whole = time.process_time() - start
        start = time.process_time()
        touched = linking.update(_sources(letters + 1, known=letters))
        more = time.process_time() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{letters:6d} letters: linked in {linked:.1f} s, with all rows {whole:.1f} s; one more {more:.2f} s "
              f"({len(touched.blocks)} blocks); up to {memory:.0f} MB; {dict(counts)}")  # fmt: skip
        return whole


def _sources(letters: int, known: int = 0):
    """The letters as sources; those that are known need no document."""
    for number, made in enumerate(documents(letters)):
        yield Source(made["letter"]["letter_id"], "1", (lambda made=made: made) if number >= known else (dict))


def main(letters: int) -> None:
    sizes = [letters // 16, letters // 4, letters]
    seconds = [measured(size) for size in sizes]
    exponent = math.log(seconds[-1] / seconds[0]) / math.log(sizes[-1] / sizes[0])
    print(f"growth exponent {exponent:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
