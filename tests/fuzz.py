"""A mutation fuzzer for every reader: files that readers know, changed at random, must end in a text or in a LetterError.

Usage: python tests/fuzz.py [NUMBER] [--start SEED] [--workers N] [--only FORM]    (`make fuzz` runs 10,000)
       python tests/fuzz.py --seed SEED                                           (one input again, in this process)

An input depends on its seed alone. Inputs are read in worker processes with limits of memory and time, so that a crash or a hang in a
library is seen, and reported with the seed that caused it. OCR is left out: it has tests of its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from fuzz_seeds import parts_of, rearranged, seeds, tokens  # noqa: E402  (it lies with the tests)
from made_documents import archive  # noqa: E402

MEGABYTES = 1500
CPU_SECONDS = 20
CPU_SECONDS_IN_A_LIBRARY = 60
WALL_SECONDS = 300
FORMS = ("text", "pdf", "docx", "odt", "xml", "html", "zip", "hocr")


def made(seed: int, only: str | None = None) -> tuple[str, bytes]:
    """The form and the content of the input with this seed."""
    chance = random.Random(seed)
    form = only or FORMS[seed % len(FORMS)]
    data = chance.choice(seeds()[form])
    # Changed bytes are seldom well-formed markup: two in five inputs of it are changed element by element.
    in_tree = (seed // len(FORMS)) % 5 in (0, 2)
    if in_tree and form in ("xml", "hocr"):
        return form, rearranged(data, chance)
    if in_tree and form in ("docx", "odt", "zip"):
        parts = parts_of(data)
        name = chance.choice([name for name in sorted(parts) if name.endswith(".xml")])
        return form, archive(parts | {name: rearranged(parts[name], chance)})
    if form in ("docx", "odt", "zip") and chance.random() < 0.8:
        return form, _changed_within(data, chance)
    return form, _changed(data, chance, tokens(form), chance.choice(seeds()[chance.choice(FORMS)]))


def _changed_within(data: bytes, chance: random.Random) -> bytes:
    """An archive with one of its parts changed, left out or under another name."""
    parts = parts_of(data)
    name = chance.choice(sorted(parts))
    if chance.random() < 0.1:
        del parts[name]
    elif chance.random() < 0.1:
        parts["../" * chance.randrange(4) + name] = parts.pop(name)
    else:
        parts[name] = _changed(parts[name], chance, tokens("xml"), parts[chance.choice(sorted(parts))])
    return archive(parts)


def _changed(data: bytes, chance: random.Random, words: list[bytes], other: bytes) -> bytes:
    """Bytes with one to eight changes: bits, bytes, spans, tokens of the form, numbers, pieces of another file."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at = chance.randrange(len(out) + 1)
        length = min(chance.choice((1, 4, 32, 512)), len(out) - at)
        what = chance.randrange(9)
        if what == 0 and at < len(out):
            out[at] ^= 1 << chance.randrange(8)
        elif what == 1:
            out[at : at + length] = chance.randbytes(length)
        elif what == 2:
            del out[at : at + length]
        elif what == 3:
            out[at:at] = out[at : at + length] * chance.choice((1, 3, 200))
        elif what == 4:
            out[at:at] = chance.choice(words)
        elif what == 5:
            out[at : at + length] = chance.choice(words) * chance.choice((1, 50))
        elif what == 6:
            start = chance.randrange(len(other) + 1)
            out[at : at + length] = other[start : start + chance.choice((8, 256))]
        elif what == 7:
            digits = [i for i, byte in enumerate(out) if 48 <= byte <= 57]
            if digits:
                place = chance.choice(digits)
                out[place : place + 1] = chance.choice((b"0", b"-1", b"65536", b"4294967295", b"1e9", b"99999999999999999999"))
        elif chance.random() < 0.3:
            del out[at:]
    return bytes(out)


def read(form: str, data: bytes, *, whole: bool) -> str:
    """Read an input to the end that it comes to: ``read`` or the reason of its LetterError; anything else is raised."""
    import numpy as np

    from kamermijn import ingest, language, layout, records
    from kamermijn.ingest import hocr, inked
    from kamermijn.ingest.container import Container
    from kamermijn.model import LetterError
    from kamermijn.rules import load

    try:
        if form == "hocr":
            page = inked.page_of(hocr.read(data), np.zeros((3508, 2480), np.bool_), 1, 300)
            raws = [ingest.Raw("scan.pdf", "", "pdf", (page,))]
        elif form == "zip":
            container = Container(data, "dossier.zip")
            raws = [ingest.read_bytes(container.read(name), name) for name in container.names]
        else:
            raws = [ingest.read_bytes(data, f"brief.{form}")]
        for raw in raws:
            letter, built = layout.build(raw)
            _check(raw, letter, built)
            if whole:
                annotated = language.annotate(letter, load())
                mined = records.extract(annotated, records.read_fields(annotated, source=raw.source))
                for cls in records.KINDS:
                    assert all(letter.text[r.start : r.end] == r.quote for r in mined.records(cls.plural)), "a quote is not in the text"
    except LetterError as error:
        return error.reason
    return "read"


def _check(raw: Any, letter: Any, built: Any) -> None:
    """Text and source agree character by character through the map."""
    pages = {page.number: page.text for page in raw.pages}
    for character, page, index in zip(built.text, built.pages, built.indices, strict=True):
        assert character.isspace() if index < 0 else pages[int(page)][index] == character, "the map is wrong"
    assert all(0 <= p.start <= p.end <= len(letter.text) for p in letter.paragraphs), "a paragraph lies outside the text"


def _work(pipe: Connection, start: int, step: int, end: int, only: str | None) -> None:
    """Read the inputs of one worker one after the other, and tell of each before and after."""
    import resource

    os.environ["PATH"] = ""  # no OCR
    resource.setrlimit(resource.RLIMIT_DATA, (MEGABYTES * 1_000_000, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def hang(*_: object) -> None:
        raise TimeoutError(f"more than {CPU_SECONDS} seconds of work")

    signal.signal(signal.SIGPROF, hang)
    for seed in range(start, end, step):
        form, data = made(seed, only)
        pipe.send((seed, form, None))
        if os.environ.get("KAMERMIJN_FUZZ_DIES_AT") == str(seed):
            os.abort()  # for the tests of this program itself
        if os.environ.get("KAMERMIJN_FUZZ_WAITS_AT") == str(seed):
            signal.pause()
        signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
        # A library that does not come back is stopped by the kernel: by its work, since the machine may be busy with other things.
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + CPU_SECONDS_IN_A_LIBRARY, resource.RLIM_INFINITY))
        try:
            ended = read(form, data, whole=seed % 160 < 8)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            ended = f"!{type(error).__name__}: {error} ({_where(error)})"
        signal.setitimer(signal.ITIMER_PROF, 0)
        pipe.send((seed, form, ended))
    pipe.send((end, "", "done"))


def _where(error: BaseException) -> str:
    frame, found = error.__traceback__, ""
    while frame:
        found = f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}"
        frame = frame.tb_next
    return found


def fuzz(number: int, *, start: int = 0, workers: int = 1, only: str | None = None,
         tell: Callable[[str], None] = print) -> tuple[Counter[tuple[str, str]], list[str]]:  # fmt: skip
    """Read ``number`` inputs; returns how many ended how, by form, and what went wrong with which seed."""
    context = multiprocessing.get_context("spawn")
    ends: Counter[tuple[str, str]] = Counter()
    wrong: list[str] = []
    at: dict[Connection, list[Any]] = {}

    def begin(first: int) -> None:
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(theirs, first, workers, start + number, only), daemon=True)
        process.start()
        theirs.close()
        at[ours] = [process, first, "", time.monotonic()]

    for worker in range(workers):
        begin(start + worker)
    while at:
        for pipe in wait(list(at), timeout=5):
            assert isinstance(pipe, Connection)
            try:
                seed, form, ended = pipe.recv()
            except (EOFError, OSError):
                process, seed, form, _ = at.pop(pipe)
                process.join()
                if process.exitcode != 0:
                    wrong.append(f"seed {seed} ({form}): the process died, exit code {process.exitcode}")
                    tell(wrong[-1])
                    begin(seed + workers)
                continue
            at[pipe][1:] = [seed, form, time.monotonic()]
            if ended and ended.startswith("!"):
                wrong.append(f"seed {seed} ({form}): {ended[1:]}")
                tell(wrong[-1])
            if ended and ended != "done":
                ends[form, "wrong" if ended.startswith("!") else ended] += 1
                if sum(ends.values()) % 500 == 0:
                    tell(f"{sum(ends.values())} inputs, {len(wrong)} wrong")
        for process, _, _, since in at.values():
            if time.monotonic() - since > WALL_SECONDS:
                process.kill()
    return ends, wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", nargs="?", type=int, default=10_000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", choices=FORMS)
    parser.add_argument("--seed", type=int)
    wishes = parser.parse_args()
    if wishes.seed is not None:
        os.environ["PATH"] = ""
        form, data = made(wishes.seed, wishes.only)
        print(form, len(data), "bytes:", read(form, data, whole=wishes.seed % 160 < 8))
        return 0
    ends, wrong = fuzz(
        wishes.number, start=wishes.start, workers=wishes.workers, only=wishes.only, tell=lambda text: print(text, flush=True)
    )
    for form in FORMS:
        told = ", ".join(f"{count} {end}" for (of, end), count in ends.most_common() if of == form)
        if told:
            print(f"{form}: {told}")
    print(f"{sum(ends.values())} inputs, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
