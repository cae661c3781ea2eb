"""Stand-ins for mining that worker processes can import: letters that hang, crash, eat memory, or take their time."""

import os
import re
import signal
import time
from pathlib import Path

from made_letters import mine_made_up


def mine_badly(path: Path, *, rules: object = None, model: object = None, clock: object = None):
    """As ``mine_made_up``; the words of a letter say what goes wrong with it.

    ``once`` goes wrong the first time only; ``told=`` is where to tell its path.
    """
    text = Path(path).read_text()
    if told := re.search(r"told=(\S+)", text):
        Path(told[1]).write_text(str(path))
    first_time = "once" not in text or not _tried(path, text)
    if first_time and "hang" in text:
        time.sleep(600)
    if first_time and "kill" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if first_time and "segfault" in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if first_time and "hungry" in text:
        bytearray(3_000_000_000)
    if wait := re.search(r"wait(\d+)", text):
        time.sleep(int(wait[1]) / 1000)
    return mine_made_up(path, rules=rules)


def _tried(path: Path, text: str) -> bool:
    """Whether this letter was tried before; leaves a mark where the letter says, else beside the folder of letters."""
    said = re.search(r"mark=(\S+)", text)
    mark = Path(said[1]) if said else Path(path).parent.parent / f"{Path(path).name}.tried"
    if mark.exists():
        return True
    mark.touch()
    return False
