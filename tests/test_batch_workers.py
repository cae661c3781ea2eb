"""Workers: the same bytes however many there are, and no letter takes a run down with it."""

import csv
import io
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from made_letters import is_published, mine_made_up
from made_pools import Able, Broken
from slow_letters import mine_badly

from kamermijn import batch
from kamermijn.batch import Limits, Options, meanwhile
from kamermijn.batch.task import Task
from kamermijn.batch.workers import AGAIN, Pool
from kamermijn.model import KamermijnError, RuleError
from kamermijn.rules import load

TESTS = Path(__file__).parent


def letters(folder, **texts):
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)
    return batch.collect([folder], folder.parent / "out").files


def files(out):
    """What stands in the folder for its readers, run.json apart."""
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if is_published(p)}


def reasons(out):
    table = csv.DictReader(io.StringIO((out / "errors.csv").read_text(encoding="utf-8"), newline=""))
    return {row["source"]: row["reason"] for row in table}


def test_one_worker_and_four_and_none_give_the_same_bytes_in_the_same_order(tmp_path):
    texts = {f"l{n:02}": f"id{n % 11} {n} {n + 1}" for n in range(24)} | {"x": "encrypted", "y": "crash", "l00b": "id0 0 1"}
    # The first letters take longest, so that with more workers the last are done first.
    texts = {name: f"{text} wait{300 if i < 2 else 0}" for i, (name, text) in enumerate(texts.items())}
    found = letters(tmp_path / "in", **texts)
    told = {}
    for workers in (0, 1, 4):
        told[workers] = []
        batch.run(found, tmp_path / f"out{workers}", load(), lambda o, w=workers: told[w].append((o.path, o.state)),
                  Options(workers=workers, mine=mine_badly))  # fmt: skip
    assert files(tmp_path / "out0") == files(tmp_path / "out1") == files(tmp_path / "out4")
    assert [path for path, _ in told[0]] == [path.as_posix() for path in found]
    assert told[0] == told[1] == told[4]


def test_a_letter_that_hangs_crashes_or_eats_memory_costs_only_itself(tmp_path):
    found = letters(tmp_path / "in", a="a 1", hang="hang 2", kill="kill 3", mem="hungry 4", seg="segfault 5", z="z 6")
    options = Options(workers=2, limits=Limits(seconds=3, megabytes=1500), mine=mine_badly)
    summary = batch.run(found, tmp_path / "out", load(), options=options)
    assert summary.states == {"mined": 2, "failed": 4}
    assert reasons(tmp_path / "out") == {"hang.txt": "timeout", "kill.txt": "crashed", "mem.txt": "memory", "seg.txt": "crashed"}


@pytest.mark.parametrize(("what", "reason"), [("hang", "timeout"), ("kill", "crashed")])
def test_a_worker_that_is_stopped_leaves_no_copy_of_its_letter_behind(tmp_path, what, reason):
    task = Task(0, "a.txt", mine=mine_badly, carried=(("a.txt", f"{what} told={tmp_path}/told".encode()),))
    ((_, mined),) = Pool(1, Limits(seconds=2)).perform([task])
    assert mined.problems[0][1] == reason
    copy = Path((tmp_path / "told").read_text())
    assert copy.name == "a.txt"
    assert not copy.parent.exists()


def test_a_letter_whose_worker_dies_once_is_tried_again_and_mined(tmp_path):
    found = letters(tmp_path / "in", a="a 1", kill="kill once 3", hang="hang once 2")
    options = Options(workers=2, limits=Limits(seconds=3), mine=mine_badly)
    assert batch.run(found, tmp_path / "out", load(), options=options).states == {"mined": 3}
    assert reasons(tmp_path / "out") == {}


def test_the_next_run_tries_again_what_a_worker_did_not_survive(tmp_path):
    found = letters(tmp_path / "in", a="a 1", kill="kill 3")
    assert batch.run(found, tmp_path / "out", load(), options=Options(workers=1, mine=mine_badly)).states["failed"] == 1
    summary = batch.run(found, tmp_path / "out", load(), options=Options(mine=mine_made_up))
    assert (summary.states["mined"], summary.before) == (2, 1)


def raise_rule_error(path, **_):
    raise RuleError("rules/x.toml: wrong")


def test_a_wrong_rule_in_a_worker_stops_the_run(tmp_path):
    with pytest.raises(RuleError, match="wrong"):
        batch.run(letters(tmp_path / "in", a="a 1"), tmp_path / "out", load(), options=Options(workers=1, mine=raise_rule_error))


def test_only_what_may_be_the_machines_fault_is_tried_again():
    assert set(AGAIN) == {"timeout", "memory", "crashed"}


RUN = """
import sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from kamermijn import batch
from kamermijn.rules import load
from slow_letters import mine_badly

if __name__ == "__main__":
    found = batch.collect([Path("in")], Path("out")).files
    batch.run(found, Path("out"), load("rules"), lambda o: print(o.path, flush=True), batch.Options(workers=2, mine=mine_badly))
"""


def started(folder):
    """A run in a process of its own, in a session of its own as from a terminal."""
    (folder / "run.py").write_text(RUN.format(tests=str(TESTS)))
    return subprocess.Popen([sys.executable, "run.py"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                            start_new_session=True, preexec_fn=_hears_ctrl_c)  # fmt: skip


def _hears_ctrl_c():
    # A shell makes what it starts in the background deaf to Ctrl-C, and its children inherit that.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def children(pid):
    """The processes that a process and its children started, on Linux."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, IndexError, ValueError):
            continue
        if parent == pid:
            child = int(path.parent.name)
            found += [child, *children(child)]
    return found


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def many(tmp_path):
    """Forty letters of which each takes a while, and what comes of them when nothing disturbs."""
    (tmp_path / "rules").mkdir()  # these letters need no rules, and a process without them starts sooner
    letters(tmp_path / "in", **{f"l{n:02}": f"id{n} {n} {n + 1} wait60" for n in range(40)})
    found = [path.relative_to(tmp_path) for path in batch.collect([tmp_path / "in"], tmp_path / "out").files]
    here = Path.cwd()
    os.chdir(tmp_path)
    try:
        batch.run(found, tmp_path / "undisturbed", load(), options=Options(mine=mine_made_up))
    finally:
        os.chdir(here)
    return tmp_path


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for left-over processes in /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=lambda how: how.name)
def test_a_run_that_is_stopped_midway_is_gone_on_with_and_ends_with_the_same_bytes(many, how):
    run = started(many)
    for _ in range(5):
        assert run.stdout.readline()
    below = children(run.pid)
    assert len(below) >= 2
    if how == signal.SIGINT:
        os.killpg(run.pid, how)  # Ctrl-C reaches the workers too
    else:
        run.kill()
    _, errors = run.communicate(timeout=60)
    assert run.returncode != 0
    for _ in range(100):
        if not any(alive(pid) for pid in below):
            break
        time.sleep(0.1)
    assert not any(alive(pid) for pid in below), "a worker lives on"
    if how == signal.SIGINT:
        assert "Process" not in errors, "workers complain of Ctrl-C"
    kept = {path.name for path in (many / "out/.kamermijn-run/results").rglob("*.json")}
    assert kept, "what is done is kept"
    again = started(many)
    again.communicate(timeout=120)
    assert again.returncode == 0
    assert files(many / "out") == files(many / "undisturbed")
    assert not (many / "out/.kamermijn-run").exists()


def test_a_second_run_into_the_same_folder_says_that_it_is_in_use(many):
    (many / "in/l99.txt").write_text("id99 99 hang")
    run = started(many)
    try:
        assert run.stdout.readline()
        _, errors = started(many).communicate(timeout=120)
        assert "another run is writing there" in errors
    finally:
        run.kill()
        run.communicate(timeout=60)
    (many / "in/l99.txt").unlink()
    assert started(many).wait(timeout=120) == 0
    assert files(many / "out") == files(many / "undisturbed")


@pytest.mark.parametrize(("tasks", "times"), [([None, Task(0, "a"), None, Task(1, "b")], 1), ([None, None], 0)])
def test_tables_are_prepared_once_when_there_is_a_letter_to_mine_and_else_not(monkeypatch, tasks, times):
    prepared = []
    monkeypatch.setattr(meanwhile, "cores", lambda: 2)
    monkeypatch.setattr(meanwhile, "prepare_forms", prepared.append)
    with meanwhile.prepared(tasks) as given:
        assert list(given) == tasks
    assert len(prepared) == times


def test_with_one_core_nothing_comes_before_the_letters(monkeypatch):
    prepared = []
    monkeypatch.setattr(meanwhile, "cores", lambda: 1)
    monkeypatch.setattr(meanwhile, "prepare_forms", prepared.append)
    with meanwhile.prepared([Task(0, "a")]) as given:
        assert list(given) == [Task(0, "a")]
    assert not prepared


def test_what_cannot_be_prepared_is_not_told_before_it_is_needed(monkeypatch):
    def fails(dataset):
        raise RuntimeError("can't register atexit after shutdown")

    told = []
    monkeypatch.setattr(threading, "excepthook", told.append)
    monkeypatch.setattr(meanwhile, "cores", lambda: 2)
    monkeypatch.setattr(meanwhile, "prepare_forms", fails)
    with meanwhile.prepared([Task(0, "a")]) as given:
        assert list(given) == [Task(0, "a")]
    assert not told


def stopped_midway():
    with meanwhile.prepared([Task(0, "a")]) as given:
        next(given)
        raise KeyboardInterrupt


def test_who_ends_finds_the_tables_prepared_and_who_is_stopped_does_not_wait(monkeypatch):
    go_on, prepared = threading.Event(), threading.Event()

    def slowly(dataset):
        go_on.wait(10)
        prepared.set()

    monkeypatch.setattr(meanwhile, "cores", lambda: 2)
    monkeypatch.setattr(meanwhile, "prepare_forms", slowly)
    with pytest.raises(KeyboardInterrupt):
        stopped_midway()
    assert not prepared.is_set()
    go_on.set()
    assert prepared.wait(10)
    prepared.clear()
    go_on.clear()
    with meanwhile.prepared([Task(0, "a")]) as given:
        next(given)
        threading.Timer(0.1, go_on.set).start()
    assert prepared.is_set()


@pytest.mark.parametrize("answers", ["refuses", "breaks", "is silent"])
def test_a_pool_that_broke_is_made_anew_and_no_letter_is_lost(tmp_path, monkeypatch, answers):
    pools = [Broken(answers), Broken(answers), Able("")]
    monkeypatch.setattr("kamermijn.batch.workers.process_pool", lambda *arguments: pools.pop(0))
    found = letters(tmp_path / "in", **{f"l{n}": f"id{n} {n}" for n in range(6)})
    assert batch.run(found, tmp_path / "out", load(), options=Options(workers=2, mine=mine_made_up)).states == {"mined": 6}
    assert not pools


def test_a_pool_that_breaks_again_and_again_is_told_in_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr("kamermijn.batch.workers.process_pool", lambda *arguments: Broken("breaks"))
    with pytest.raises(KamermijnError, match="the next run goes on"):
        batch.run(letters(tmp_path / "in", a="a 1"), tmp_path / "out", load(), options=Options(workers=2, mine=mine_made_up))


def begun_as(pid, name):
    try:
        return name in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
def test_a_run_goes_on_when_the_process_that_workers_come_from_is_killed(many):
    run = started(many)
    while not (servers := [pid for pid in children(run.pid) if begun_as(pid, b"forkserver")]):
        time.sleep(0.01)
    os.kill(servers[0], signal.SIGKILL)
    _, errors = run.communicate(timeout=120)
    assert run.returncode == 0, errors
    assert files(many / "out") == files(many / "undisturbed")
