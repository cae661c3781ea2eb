"""Measure kamermijn on the annotated letters in ``../shared`` and keep the table in the README true.

``make score`` prints the measure; ``make score ARGS=--readme`` writes it into the README too; ``make score
ARGS="--errors figures"`` lists what is missed, wrong or too much. It writes ``rules/precision.json``, from which the explorer tells
how often each rule was right. Only for those who have ``../shared`` at hand.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import kamermijn
from kamermijn import batch
from kamermijn.model import LetterError
from kamermijn.rules import MEASURED, load

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
README = ROOT / "README.md"
BLOCK = re.compile(r"(<!-- score: made by `make score ARGS=--readme` -->\n).*?(<!-- /score -->)", re.DOTALL)
KINDS = ("figures", "dates", "citations", "motions", "organisations", "measures")
CASES = {
    "citation": "citations of nllegalcit and KOOP's linkextractor",
    "number": "number words of text2num and num2words",
    "figure": "quantities of Duckling",
}


def mined(work: Path) -> tuple[Path, Path]:
    """Mine the annotated text and PDF letters; returns the output and the gold that belongs to it."""
    out, gold = work / "output", work / "gold"
    gold.mkdir()
    letters = tuple(sorted(p for p in (SHARED / "letters").iterdir() if p.suffix in (".txt", ".pdf")))
    summary = batch.run(letters, out, load())
    for problem in summary.problems:
        print(f"{problem.level} {problem.source}: {problem.message}", file=sys.stderr)
    for letter in letters:
        for suffix in (".yaml", ".txt"):
            shutil.copy(SHARED / "gold" / f"{letter.stem}{suffix}", gold)
    return out, gold


def scored(out: Path, gold: Path, *options: str) -> str:
    """What the scorer of ``../shared`` says."""
    command = [sys.executable, str(SHARED / "score.py"), str(out), "--gold", str(gold), *options]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def by_rule(out: Path, gold: Path) -> dict[str, dict[str, int]]:
    """Of each rule how many records it found in the annotated letters, and how many of them the scorer takes for right."""
    import yaml

    scorer = loaded(SHARED / "score.py")
    documents = (json.loads(path.read_text(encoding="utf-8")) for path in (out / "letters").rglob("*.json"))
    letters = {Path(document["letter"]["source"]).stem: document for document in documents}
    counts: dict[str, dict[str, int]] = {}
    for path in sorted(gold.glob("*.yaml")):
        annotated, text = yaml.safe_load(path.read_text(encoding="utf-8")), path.with_suffix(".txt").read_text(encoding="utf-8")
        document = letters[path.stem]
        aligner = scorer.Aligner(document["text"], text)
        for kind in KINDS:
            found = [record for record in document[kind] if not record.get("in_table")]
            for record, wanted in scorer.match(kind, found, annotated.get(kind) or [], aligner, text):
                if record:
                    count = counts.setdefault(record["rule"], {"found": 0, "right": 0})
                    count["found"] += 1
                    count["right"] += bool(wanted and scorer.identical(kind, record, wanted))
    return dict(sorted(counts.items()))


def write_precision(out: Path, gold: Path) -> None:
    """Keep what was measured of each rule beside the rules, where the explorer reads it."""
    rules = load()
    measured = {"letters": len(list(gold.glob("*.yaml"))), "digest": rules.digest, "rules": by_rule(out, gold)}
    (rules.folder / MEASURED).write_text(f"{json.dumps(measured, indent=1)}\n", encoding="utf-8")


def loaded(path: Path) -> Any:
    """A script as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cases(name: str) -> tuple[int, int] | None:
    """How many cases of another project come out as there, of how many; None where the project has no such test.

    The tests of cases are two-sided: each passes when it agrees or stands, with its reason, on the list of those that do not.
    """
    path = ROOT / "tests" / f"test_{name}_cases.py"
    if not path.is_file():
        return None
    command = [sys.executable, "-m", "pytest", "-q", "-rpfE", "-p", "no:cacheprovider", str(path)]
    ran = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True).stdout
    # A case is a test with a parameter; the other tests of the file are about the list.
    passed, failed = (len(re.findall(rf"^{word} \S+\[", ran, re.MULTILINE)) for word in ("PASSED", "FAILED"))
    module = loaded(path)
    known = len(getattr(module, "OTHERWISE", ())) + len(getattr(module, "KNOWN_FAILURES", ()))
    return passed - known, passed + failed


def more() -> tuple[int, int, float]:
    """The other real PDFs: how many are mined, how many end in a clear error, and the longest time that one took."""
    good = refused = 0
    longest = 0.0
    for path in sorted((SHARED / "letters" / "more").glob("*.pdf")):
        began = time.monotonic()
        try:
            kamermijn.mine(path)
            good += 1
        except LetterError:
            refused += 1
        longest = max(longest, time.monotonic() - began)
    return good, refused, longest


def table(score: dict[str, Any]) -> str:
    """The measure as the README shows it."""
    rows = [f"| {kind} | {k['gold']} | {k['predicted']} | {k['precision']:.3f} | {k['recall']:.3f} | {k['f1']:.3f} | "
            + ", ".join(f"{field} {rate:.2f}" for field, rate in k["fields"].items()) + " |"
            for kind in KINDS for k in [score[kind]]]  # fmt: skip
    text = score["text"]
    good, refused, longest = more()
    told = [
        f"Measured with kamermijn {kamermijn.__version__}, rules {load().digest}, on {score['letters']} annotated real letters:",
        "",
        "| kind | annotated | found | precision | recall | F1 | fields right, of records that are right |",
        "|---|---:|---:|---:|---:|---:|---|",
        *rows,
        "",
        f"Fields of the letters themselves: {score['letter_fields']:.3f} right. Words of the clean text: {text['word_precision']:.4f} of "
        f"ours are in the annotators' text, {text['word_recall']:.4f} of theirs in ours.",
        "",
        f"Other real PDFs: {good} mined and {refused} refused with a reason, none took longer than {longest:.0f} s.",
        "",
    ]
    for name, description in CASES.items():
        if counted := cases(name):
            told.append(f"- {counted[0]} of {counted[1]} {description} come out as in those projects' own tests.")
    return "\n".join(told)


def main() -> int:
    """Measure, print, and with ``--readme`` write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", choices=KINDS, help="list what is missed, wrong or too much for one kind")
    parser.add_argument("--readme", action="store_true", help="write the table into the README")
    wanted = parser.parse_args()
    if not (SHARED / "score.py").is_file():
        print("make score needs the annotated letters in ../shared, and they are not there", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as work:
        out, gold = mined(Path(work))
        if wanted.errors:
            print(scored(out, gold, "--errors", wanted.errors), end="")
            return 0
        print(scored(out, gold))
        write_precision(out, gold)
        written = table(json.loads(scored(out, gold, "--json")))
    print(written)
    if wanted.readme:
        page = README.read_text(encoding="utf-8")
        README.write_text(BLOCK.sub(lambda match: f"{match[1]}\n{written}\n\n{match[2]}", page), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
