"""Letters for the bench: the real ones where they are there, and as many others as one wants, made by varying the samples."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "corpus" / "voorbeelden"


def folder(arguments: list[str]) -> Path:
    """The folder that is named, else the real letters, else the samples."""
    if arguments:
        return Path(arguments[0])
    shared = ROOT.parent / "shared" / "letters"
    return shared if shared.is_dir() else SAMPLES


_WORD = re.compile(r"\b[a-z]{8,}\b")


def _words_alike(texts: list[str]) -> dict[str, list[str]]:
    """The long words of the texts by their endings: one may stand for another without the sentence losing its form."""
    alike = defaultdict(list)
    for word in sorted({word for text in texts for word in _WORD.findall(text)}):
        alike[word[-3:]].append(word)
    return alike


def vary(into: Path, count: int) -> Path:
    """Write ``count`` text letters: the samples with other dossiers, numbers, dates, amounts and words, the same ones every time.

    Words too, since the tree of a sentence that was seen is not made again: of letters that differ in their digits alone
    only the first would be parsed, and a run of them would seem several times as fast as one of real letters.
    """
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
    alike = _words_alike(texts)
    into.mkdir(parents=True)
    for number in range(count):
        chance = random.Random(number)
        dossier = f"{10 + number // 1000 % 80} {number % 1000:03}"
        text = re.sub(r"\b39 \d{3}\b", "\0", texts[number % len(texts)])
        # Digits of numbers that stand alone; the first digit, years and list numbers stay what they are.
        text = re.sub(r"(?<=[1-9])\d(?=\d?\b(?![\d.]))(?<!20\d)(?<!20)", lambda _: str(chance.randint(0, 9)), text)  # noqa: B023
        text = _WORD.sub(lambda word: chance.choice((word[0], *alike[word[0][-3:]])), text)  # noqa: B023
        head, *middle, end = text.replace("\0", dossier).split("\n\n")
        # One more paragraph, so that no two are the same.
        (into / f"brief-{number:06}.txt").write_text("\n\n".join([head, *middle, f"Kenmerk {number}.", end]), encoding="utf-8")
    return into


def copies(of: Iterable[Path], into: Path, times: int) -> Path:
    """Each PDF several times, with a remark behind its end, so that no two are the same to the byte."""
    into.mkdir(parents=True)
    for path in of:
        for number in range(times):
            (into / f"{path.stem}-{number:03}.pdf").write_bytes(path.read_bytes() + f"\n% {number}\n".encode())
    return into
