"""How a run grows: workers, many letters, and the run after that.

Usage: python tests/bench/many.py [FOLDER] [--full]   (--full: 10,000 letters too; FOLDER as for one_core.py)
Each run is the command in a process of its own. A busy machine disturbs what the clock says, so runs that are compared take turns
and the fastest of each counts; growth is measured in CPU seconds of all processes.
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from made_letters_of_samples import copies, folder, vary
from report import result
from text_pdfs import text_pdfs

TURNS, COPIES, TEXTS, SECOND = 3, 10, 300, 1000


@dataclass
class Ran:
    """A run of the command: seconds by the clock and of each of its processes, and peak memory in MB."""

    clock: float = 0.0
    seconds: dict[int, float] = field(default_factory=dict)
    parent: float = 0.0
    workers: dict[int, float] = field(default_factory=dict)

    @property
    def cpu(self) -> float:
        """Processor seconds of all processes, the last tenth of a second of each left out."""
        return sum(self.seconds.values())


def run(letters: Path, out: Path, workers: int) -> Ran:
    """Mine a folder; memory and processor time are read from /proc while it runs.

    What the system adds up for ended children does not hold the workers: they are children of the server that forks them.
    """
    began = time.perf_counter()
    command = [sys.executable, "-m", "kamermijn", "run", str(letters), "--out", str(out), "--workers", str(workers), "--samples"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    ran, ended = Ran(), threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, ran, ended))
    watch.start()
    code = process.wait()
    ended.set()
    watch.join()
    if code not in (0, 1):
        raise SystemExit(f"the run ended with {code}")
    ran.clock = time.perf_counter() - began
    return ran


def _watch(pid: int, ran: Ran, ended: threading.Event) -> None:
    while not ended.wait(0.1):
        ran.parent = max(ran.parent, _peak(pid))
        ran.seconds[pid] = max(ran.seconds.get(pid, 0), _seconds(pid))
        for child in _below(pid):
            ran.workers[child] = max(ran.workers.get(child, 0), _peak(child))
            ran.seconds[child] = max(ran.seconds.get(child, 0), _seconds(child))


def _peak(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0.0)


def _seconds(pid: int) -> float:
    """Processor seconds of a process up to now, 0 when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except (OSError, IndexError):
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _below(pid: int) -> Iterator[int]:
    parents = defaultdict(list)
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.read_text().rsplit(")", 1)[1].split()[1])].append(int(path.parent.name))
        except (OSError, IndexError, ValueError):
            continue
    todo = [pid]
    while todo:
        found = parents[todo.pop()]
        yield from found
        todo += found


def two_workers(many: Path, place: Path) -> tuple[int, float, float]:
    """How many letters a folder holds, and the clock of one worker and of two on them."""
    best = {1: math.inf, 2: math.inf}
    for turn in range(TURNS):
        for workers in best:
            best[workers] = min(best[workers], run(many, place / f"{many.name}-{workers}-{turn}", workers).clock)
    count = len(list(many.iterdir()))
    print(f"{count} {many.name}: {best[1]:.1f} s with one worker, {best[2]:.1f} s with two, the command as a whole", flush=True)
    return count, best[1], best[2]


def workers_against_one(letters: Path, place: Path) -> None:
    """What a second worker gives: on PDFs, and on made letters, which are many and alike."""
    count, one, two = two_workers(copies(text_pdfs(letters), place / "PDFs", COPIES), place)
    result("two workers against one", one / two, "x", aim="1.8", limit="at least 1.6", good=one / two >= 1.6)
    result("letters a second with two workers", count / two)
    _, one, two = two_workers(vary(place / "texts", TEXTS), place)
    result(f"two workers against one, on {TEXTS} made letters", one / two, "x", aim="1.8", limit="at least 1.6", good=one / two >= 1.6)


def growth(place: Path, *, full: bool) -> None:
    """CPU seconds and memory of 100, 1,000 and 10,000 letters; and of a second run on them."""
    counts = [100, 1_000, 10_000] if full else [100, 1_000]
    ran = {}
    for count in counts:
        letters = vary(place / f"letters-{count}", count)
        ran[count] = run(letters, place / f"out-{count}", 2)
        print(f"{count:6,} letters: {ran[count].clock:7.1f} s, {ran[count].cpu:7.1f} s CPU; parent {ran[count].parent:.0f} MB, "
              f"largest worker {max(ran[count].workers.values(), default=0):.0f} MB", flush=True)  # fmt: skip
        if count == SECOND:
            again = run(letters, place / f"out-{count}", 2)
            share = 100 * again.cpu / ran[count].cpu
            print(f"{count:6,} letters again, unchanged: {again.clock:.2f} s, {again.cpu:.2f} s CPU", flush=True)
            result("a second run on 1,000 unchanged letters, of the first (processor time)", share, "%", limit="at most 2", good=share <= 2)
    small, large = counts[0], counts[-1]
    exponent = math.log(ran[large].cpu / ran[small].cpu) / math.log(large / small)
    result(f"growth from {small:,} to {large:,} letters, exponent", exponent, limit="at most 1.05", good=exponent <= 1.05)
    grown = ran[large].parent / ran[1_000 if full else small].parent
    between = f"from {1_000 if full else small:,} to {large:,} letters"
    result(f"peak memory of the parent {between}", grown, "x", limit="at most 1.1", good=grown <= 1.1)
    most = max(max(each.workers.values(), default=0) for each in ran.values())
    result("peak memory of a worker", most, "MB", limit="at most 700", good=most <= 700)


if __name__ == "__main__":
    named = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    with tempfile.TemporaryDirectory(prefix="kamermijn-bench-") as temporary:
        workers_against_one(folder(named), Path(temporary))
        growth(Path(temporary), full="--full" in sys.argv)
