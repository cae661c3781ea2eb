"""Measure what it costs to link letters: a whole collection, one letter more, and how the cost grows with the number of letters.

Usage: python tests/bench/linking.py [LETTERS]   (default: 10,000)
Each size runs in a process of its own. Processor seconds count; those of making the letters are left out.
"""

from __future__ import annotations

import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from made_collection import documents
from report import result

from kamermijn.dossier import Linking, Source, State
from kamermijn.rules import load

LIMIT, LIMIT_MEMORY, LIMIT_EXPONENT = 120, 1000, 1.15


class Made:
    """The letters as sources; those that are known need no document. ``seconds`` is what it took to make them."""

    def __init__(self, letters: int, known: int = 0) -> None:
        self._letters, self._known, self.seconds = letters, known, 0.0

    def __iter__(self) -> Iterator[Source]:
        made = documents(self._letters)
        for number in range(self._letters):
            began = time.process_time()
            document: Any = next(made)
            self.seconds += time.process_time() - began
            yield Source(document["letter"]["letter_id"], "1", (lambda document=document: document) if number >= self._known else dict)


def measured(letters: int) -> dict[str, float]:
    """Processor seconds to link that many letters, to give all rows, and to link one letter more; memory in MB."""
    with tempfile.TemporaryDirectory() as folder, State(Path(folder) / "across.sqlite") as state:
        linking, sources = Linking(state, load()), Made(letters)
        start = time.process_time()
        linking.update(sources)
        linked = time.process_time() - start - sources.seconds
        counts: Counter[str] = Counter()
        for table, rows in linking.rows():
            counts[table] += len(rows)
            if table == "promises":
                counts["promises followed up"] += sum(bool(row["followed_up_in"]) for row in rows)
        whole = time.process_time() - start - sources.seconds
        start, sources = time.process_time(), Made(letters + 1, known=letters)
        touched = linking.update(sources)
        more = time.process_time() - start - sources.seconds
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{letters:6d} letters: linked in {linked:.1f} s, with all rows {whole:.1f} s; one more {more:.2f} s "
              f"({len(touched.blocks)} blocks); up to {memory:.0f} MB; {dict(counts)}", file=sys.stderr, flush=True)  # fmt: skip
        return {"whole": whole, "more": more, "memory": memory, "blocks": len(touched.blocks)}


def main(letters: int) -> int:
    """Measure three sizes, each four times the one before; whether all limits hold."""
    sizes = [letters // 16, letters // 4, letters]
    found = []
    for size in sizes:
        one = subprocess.run([sys.executable, __file__, "--one", str(size)], stdout=subprocess.PIPE, check=True, text=True)
        found.append(json.loads(one.stdout))
    exponent = math.log(found[-1]["whole"] / found[0]["whole"]) / math.log(sizes[-1] / sizes[0])
    limits = [
        (f"linking {letters:,} letters, processor", found[-1]["whole"], "s", LIMIT * letters / 10_000),
        (f"memory for linking {letters:,} letters", found[-1]["memory"], "MB", LIMIT_MEMORY),
        ("growth exponent of linking", exponent, "", LIMIT_EXPONENT),
    ]
    for what, value, unit, limit in limits:
        result(what, value, unit, limit=f"at most {limit:g} {unit}".strip(), good=value <= limit)
    result(f"one letter more after {letters:,}, processor", found[-1]["more"], "s")
    return 0 if all(value <= limit for _, value, _, limit in limits) else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measured(int(sys.argv[2]))))
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
