"""A disk that is full or may only be read: told in one line, what is done is kept, and the next run ends with the same bytes."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from made_letters import mine_made_up

from kamermijn import batch
from kamermijn.batch import Options
from kamermijn.rules import load
from kamermijn.store import OutputError

TESTS = Path(__file__).parent
# A run in a process of its own: of these letters each has a hundred figures.
RUN = """
import sys
sys.path.insert(0, {tests!r})
from pathlib import Path
import kamermijn
from made_letters import mine_made_up
from kamermijn.cli import app

kamermijn.mine = mine_made_up
app(["run", "in", "--out", "out", "--rules", "rules", "--workers", "0", "--model", "none"])
"""


@pytest.fixture
def place(tmp_path):
    """A folder with letters, rules that find nothing (the letters need none), and what comes of them when all is well."""
    (tmp_path / "in").mkdir()
    (tmp_path / "rules").mkdir()
    for name in ("a", "b", "c"):
        (tmp_path / "in" / f"{name}.txt").write_text(f"{name} " + " ".join(map(str, range(100))))
    (tmp_path / "in/d.txt").write_text("d encrypted")
    (tmp_path / "run.py").write_text(RUN.format(tests=str(TESTS)))
    return tmp_path


def files(out):
    """What stands in the folder for its readers, run.json apart, which tells the time."""
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*")
            if p.suffix in (".csv", ".json", ".parquet") and p.name != "run.json" and ".kamermijn-run" not in p.parts}  # fmt: skip


def run(place, out="out"):
    found = batch.collect([place / "in"], place / out).files
    return batch.run(found, place / out, load(), options=Options(mine=mine_made_up))


class Spoilt:
    """Lets a function do its work so many times, and then fail as the system does when it cannot write."""

    def __init__(self, real, times, code):
        self.real, self.left, self.code = real, times, code

    def __get__(self, owner, kind=None):
        return self if owner is None else lambda *given, **named: self(owner, *given, **named)

    def __call__(self, *given, **named):
        self.left -= 1
        if self.left < 0:
            raise OSError(self.code, os.strerror(self.code))
        return self.real(*given, **named)


@pytest.mark.parametrize(("what", "code", "moments"), [
    ("pathlib.Path.mkdir", errno.EROFS, (0, 1)), ("pathlib.Path.write_bytes", errno.ENOSPC, (0, 2)),
    ("os.replace", errno.EROFS, (1, 8)), ("os.fsync", errno.ENOSPC, (0, 6)),
])  # fmt: skip
def test_wherever_a_run_cannot_write_it_says_so_and_the_next_one_ends_with_the_same_bytes(place, monkeypatch, what, code, moments):
    run(place, "undisturbed")
    owner, name = (Path if what.startswith("pathlib") else os), what.rsplit(".", 1)[1]
    for moment in moments:
        out = f"out{moment}"
        with monkeypatch.context() as patched:
            patched.setattr(owner, name, Spoilt(getattr(owner, name), moment, code))
            with pytest.raises(OutputError, match=os.strerror(code)):
                run(place, out)
        run(place, out)
        assert files(place / out) == files(place / "undisturbed"), f"stopped at {name} {moment}"


def test_what_was_mined_before_the_disk_was_full_is_not_mined_again(place, monkeypatch):
    real, staged = Path.write_bytes, []

    def write(path, content):
        if len(staged) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        staged.append(path)
        return real(path, content)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", write)
        with pytest.raises(OutputError, match="No space left on device; what is done is kept"):
            run(place)
    assert run(place).before == 2


def called(place, limit=None):
    """The command in a process of its own in which no file may become larger than the limit."""

    def prepare():
        if limit is not None:
            import resource

            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run([sys.executable, "run.py"], cwd=place, capture_output=True, text=True, check=False, preexec_fn=prepare)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits on the size of files")
def test_a_file_that_may_not_grow_stops_the_command_with_one_line_and_the_next_goes_on(place):
    expected, stopped = None, 0
    for limit in (None, 20_000):
        out = place / "out"
        if limit is not None:
            ran = called(place, limit)
            if ran.returncode == 2:
                stopped += 1
                assert "Traceback" not in ran.stderr
                assert [line for line in ran.stderr.splitlines() if line.startswith("kamermijn: ")], ran.stderr
        again = called(place)
        assert again.returncode == 1, again.stderr  # one of the letters is encrypted
        expected = expected or files(out)
        assert files(out) == expected
        out.rename(place / f"out {limit}")
    assert stopped == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to the superuser")
def test_a_folder_that_may_only_be_read_is_told(place):
    (place / "out").mkdir()
    (place / "out").chmod(0o500)
    ran = called(place)
    assert (ran.returncode, "Traceback" in ran.stderr) == (2, False)
    assert "Permission denied; choose another folder with --out" in ran.stderr
