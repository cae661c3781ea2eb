"""A cluster of two machines: the same bytes as on one, also when one of them is lost in mid-run.

The machines are two worker processes of Dask. They share no memory with the run, so the store that they all reach is a folder
(``file://``); that any other place that fsspec reaches does as well is what tests/test_batch_store.py shows.
"""

import dataclasses
import os
import signal
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest
from made_letters import mine_made_up
from made_pools import Able, Broken
from slow_letters import mine_badly

from kamermijn import batch
from kamermijn.batch import Limits, Options, crew
from kamermijn.batch.cluster import Cluster, ClusterError
from kamermijn.batch.crew import Commission, Crew
from kamermijn.batch.producer import producer
from kamermijn.batch.task import Task
from kamermijn.cli.run import Wishes, run_letters
from kamermijn.model import KamermijnError
from kamermijn.rules import default_folder, load

distributed = pytest.importorskip("distributed", reason="the extra kamermijn[cluster] is not installed")
SAMPLES = Path(__file__).parents[1] / "corpus/voorbeelden"


@pytest.fixture(scope="module")
def machines():
    """Two worker processes, each with one thread, as on a cluster of two machines of one core."""
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as machines:
        yield machines


@pytest.fixture(autouse=True)
def _own_copies(monkeypatch, tmp_path):
    monkeypatch.setattr("kamermijn.batch.mirror._copies", lambda: tmp_path / "copies")


def letters(folder, **texts):
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)
    return folder


def many(folder, count=24, wait=50):
    return letters(folder, **{f"l{n:02}": f"id{n % 21} {n} {n + 1} wait{wait}" for n in range(count)} | {"x": "encrypted", "y": "crash"})


def files(out):
    """What stands in the folder for its readers; not the time, and not a digest of ``errors.csv``, which names the files."""
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*")
            if p.suffix in (".csv", ".json") and p.name not in ("run.json", "datapackage.json")}  # fmt: skip


def as_here(folder, out):
    """What a run on this machine makes of letters that are named by their address."""
    batch.run(batch.collect([folder], out).files, out, load(), options=Options(mine=mine_made_up))
    found = files(out)
    return found | {"errors.csv": found["errors.csv"].replace(folder.as_posix().encode(), folder.as_uri().encode())}


def test_letters_that_lie_here_go_to_the_machines_and_their_tables_come_back(machines, tmp_path):
    found = batch.collect([many(tmp_path / "in", wait=0)], "out").files
    told = []
    batch.run(found, tmp_path / "out", load(), lambda outcome: told.append(outcome.path),
              Options(mine=mine_made_up, cluster=machines.scheduler_address))  # fmt: skip
    batch.run(found, tmp_path / "here", load(), options=Options(mine=mine_made_up))
    assert files(tmp_path / "out") == files(tmp_path / "here")
    assert told == [path.as_posix() for path in found], "in the order of the letters"


def test_a_machine_that_is_lost_in_mid_run_costs_nothing_but_time(machines, tmp_path):
    folder, out = many(tmp_path / "in"), tmp_path / "out"
    pids = [info["pid"] for info in _workers(machines)]
    done = []

    def tell(outcome):
        done.append(outcome)
        if len(done) == 6:
            os.kill(pids[0], signal.SIGKILL)

    options = Options(mine=mine_badly, cluster=machines.scheduler_address)
    summary = batch.run_into_store(batch.collect([folder.as_uri()], out.as_uri()).files, out.as_uri(), load(), tell, options)
    assert pids[0] not in [info["pid"] for info in _workers(machines)], "it was lost"
    assert summary.states == {"mined": 24, "failed": 2}
    assert files(out) == as_here(folder, tmp_path / "here")


def _workers(machines):
    with distributed.Client(machines, set_as_default=False) as client:
        client.wait_for_workers(1, timeout=30)
        return [{"pid": pid} for pid in client.run(os.getpid).values()]


def test_a_second_run_on_the_cluster_mines_nothing(machines, tmp_path):
    folder, out = many(tmp_path / "in", 8, wait=0), (tmp_path / "out").as_uri()
    options = Options(mine=mine_made_up, cluster=machines.scheduler_address)
    batch.run_into_store(batch.collect([folder.as_uri()], out).files, out, load(), options=options)
    before = files(tmp_path / "out")
    again = dataclasses.replace(options, mine=_never)
    summary = batch.run_into_store(batch.collect([folder.as_uri()], out).files, out, load(), options=again)
    assert (summary.before, files(tmp_path / "out")) == (8, before)


def _never(path, **_):
    raise AssertionError("mined again")


def test_a_letter_that_hangs_or_kills_its_process_costs_only_itself(machines, tmp_path):
    once = f"once kill 6 mark={tmp_path}/tried"
    folder = letters(tmp_path / "in", a="a 1", hang="hang 2", kill="kill 3", seg="segfault 4", z="z 5", once=once)
    options = Options(limits=Limits(seconds=3), mine=mine_badly, cluster=machines.scheduler_address)
    before = {info["pid"] for info in _workers(machines)}
    summary = batch.run(batch.collect([folder], "out").files, tmp_path / "out", load(), options=options)
    reasons = {problem.source: problem.reason for problem in summary.problems}
    assert reasons == {"hang.txt": "timeout", "kill.txt": "crashed", "seg.txt": "crashed"}
    assert {info["pid"] for info in _workers(machines)} == before, "no worker of Dask went with them"


def test_a_run_that_is_stopped_is_gone_on_with_by_the_cluster(machines, tmp_path):
    folder, out = many(tmp_path / "in"), tmp_path / "out"
    options = Options(mine=mine_badly, cluster=machines.scheduler_address)

    def stop(outcome):
        if outcome.path.endswith("l05.txt"):
            raise KeyboardInterrupt

    found = batch.collect([folder.as_uri()], out.as_uri()).files
    with pytest.raises(KeyboardInterrupt):
        batch.run_into_store(found, out.as_uri(), load(), stop, options)
    kept = len([path for path in (out / "results").rglob("*") if path.is_file()])
    assert kept >= 6, "what is done is kept"
    summary = batch.run_into_store(found, out.as_uri(), load(), options=options)
    assert summary.before >= 6
    assert files(out) == as_here(folder, tmp_path / "here")


def test_a_letter_that_a_stopped_pool_forgot_holds_no_worker_of_the_cluster(monkeypatch):
    forgetful = SimpleNamespace(schedule=lambda *arguments, **limits: Future(), active=True, stop=lambda: None, join=lambda: None)
    monkeypatch.setattr(crew, "process_pool", lambda *arguments: forgetful)
    monkeypatch.setattr(crew, "_LOOK", 0.01)
    limits = Limits()
    mining = Crew(Commission("run", producer(load(None), "none", limits.reading), "none", limits), 1)
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(mining.mine, Task(0, "brief.txt"))
        mining.close()
        assert waiting.result(timeout=60).problems[0][1] == "stopped"


def crew_of(pools, monkeypatch):
    """A crew that finds these pools one after the other."""
    monkeypatch.setattr(crew, "process_pool", lambda *arguments: pools.pop(0))
    monkeypatch.setattr(crew, "_LOOK", 0.01)
    monkeypatch.setattr(crew, "PAUSE", 0.01)
    limits = Limits()
    return Crew(Commission("run", producer(load(None), "none", limits.reading), "none", limits), 2)


@pytest.mark.parametrize("answers", ["refuses", "breaks", "is silent"])
def test_a_pool_that_broke_on_a_machine_is_made_anew_for_all_its_threads(tmp_path, monkeypatch, answers):
    pools = [Broken(answers), Broken(answers), Able("")]
    mining = crew_of(pools, monkeypatch)
    (tmp_path / "brief.txt").write_text("a 1")
    with ThreadPoolExecutor(2) as threads:
        mined = list(threads.map(mining.mine, [Task(number, str(tmp_path / "brief.txt"), mine=mine_made_up) for number in range(4)]))
    assert [one.letter_id for one in mined] == ["a"] * 4
    assert not pools


def test_a_pool_that_breaks_again_and_again_on_a_machine_is_told_in_one_line(monkeypatch):
    mining = crew_of([Broken("breaks") for _ in range(9)], monkeypatch)
    with pytest.raises(KamermijnError, match="the next run goes on"):
        mining.mine(Task(0, "brief.txt", mine=mine_made_up))


def test_the_samples_come_out_of_a_cluster_as_they_do_here(machines, tmp_path):
    found = batch.collect([SAMPLES], "out").files
    batch.run(found, tmp_path / "out", load(), options=Options(cluster=machines.scheduler_address))
    batch.run(found, tmp_path / "here", load())
    assert files(tmp_path / "out") == files(tmp_path / "here")


def test_rules_of_ones_own_go_along_to_the_machines(machines, tmp_path):
    (tmp_path / "rules").mkdir()  # none at all: nothing is found
    (tmp_path / "rules/none.toml").write_text("")
    rules = load(tmp_path / "rules")
    options = Options(mine=_tell_rules, cluster=machines.scheduler_address)
    summary = batch.run(batch.collect([letters(tmp_path / "in", a="a 1")], "out").files, tmp_path / "out", rules, options=options)
    assert [problem.message for problem in summary.problems] == ["none.toml"]


def _tell_rules(path, *, rules, **_):
    letter = mine_made_up(path)
    names = [found.name for found in Path(rules).iterdir()]
    return dataclasses.replace(letter, fields=letter.fields.model_copy(update={"warnings": tuple(names)}))


def test_a_machine_with_another_version_is_found_out():
    with pytest.raises(KamermijnError, match="another version of kamermijn"):
        Crew(Commission("run", "another", "nl_kamer_sm", Limits()), 1)


def test_a_scheduler_that_is_not_there_is_told(monkeypatch):
    monkeypatch.setattr("kamermijn.batch.cluster._WAIT", 1.0)
    with pytest.raises(ClusterError, match="no scheduler of Dask answers"):
        list(Cluster("tcp://127.0.0.1:9", Limits(), default_folder(), "nl_kamer_sm", "x").perform([Task(0, "a.txt")]))


def test_a_cluster_without_workers_is_told(monkeypatch):
    monkeypatch.setattr("kamermijn.batch.cluster._WAIT", 2.0)
    with (distributed.LocalCluster(n_workers=0, processes=False, dashboard_address=":0") as empty,
          pytest.raises(ClusterError, match=r"has no workers; start some: dask worker")):  # fmt: skip
        list(Cluster(empty.scheduler_address, Limits(), default_folder(), "nl_kamer_sm", "x").perform([Task(0, "a.txt")]))


@pytest.mark.parametrize("missing", ["distributed", "fsspec.core"])
def test_without_the_extra_one_is_told_what_to_install(missing, monkeypatch, tmp_path):
    monkeypatch.setitem(__import__("sys").modules, missing, None)
    folder = letters(tmp_path / "in", a="a 1")
    threads = threading.active_count()
    named, wishes = (folder.as_uri(), Wishes()) if missing == "fsspec.core" else (str(folder), Wishes(cluster="tcp://127.0.0.1:8786"))
    with pytest.raises(KamermijnError, match=r"pip install 'kamermijn\[cluster\]'"):
        run_letters([named], str(tmp_path / "out"), None, wishes)
    assert threading.active_count() == threads
