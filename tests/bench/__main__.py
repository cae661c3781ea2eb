"""Measure everything in one run, and write what was found to results.md with the machine and the date.

Usage: python tests/bench [PART ...] [--full]   (default: all parts)
A part is a module here, run as a program of its own: what it prints is kept, and lines that ``report.result`` prints make the table.
To add a part, write the module and name it in PARTS.
"""

from __future__ import annotations

import datetime
import os
import platform
import subprocess
import sys
from pathlib import Path

from report import MARK, rows

HERE = Path(__file__).parent
PARTS = {
    "start": "Until the command says something",
    "one_core": "One core, against what one would write instead and the physical limit",
    "many": "Workers, growth, and the second run",
    "explorer": "Pages of the explorer",
    "linking": "Linking letters",
}
HEAD = "| measured | value | aim | must be | is it? |\n|---|---:|---|---|---|\n"


def processor() -> str:
    """The model of the processor, as the system calls it."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def measured(part: str, options: list[str]) -> tuple[str, int]:
    """What a part prints, told as it comes, and its exit code."""
    process = subprocess.Popen([sys.executable, str(HERE / f"{part}.py"), *options], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    lines = []
    for line in process.stdout:
        print(line, end="", flush=True)
        lines.append(line)
    return "".join(lines), process.wait()


def main(arguments: list[str]) -> int:
    named = [part for part in arguments if part in PARTS]
    written, failed = [], 0
    for part in named or PARTS:
        if not (HERE / f"{part}.py").exists():
            continue
        print(f"== {PARTS[part]}", flush=True)
        output, code = measured(part, ["--full"] if part == "many" and "--full" in arguments else [])
        failed |= code
        table = "".join(f"| {' | '.join(row)} |\n" for row in rows(output))
        rest = "".join(line for line in output.splitlines(keepends=True) if not line.startswith(MARK))
        written.append(f"## {PARTS[part]}\n\n{HEAD + table if table else ''}\n```text\n{rest}```\n")
    head = (
        "# What was measured\n\n"
        f"`make bench` on {datetime.date.today().isoformat()}: {processor()}, {os.cpu_count()} cores, {platform.system()}, "
        f"Python {platform.python_version()}.\n\n"
    )
    if not named:  # of a part alone the others would be lost
        (HERE / "results.md").write_text(head + "\n".join(written), encoding="utf-8")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
