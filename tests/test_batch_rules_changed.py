"""A changed rule redoes only what it must: no sentence is parsed again, and what comes out is what a fresh run makes."""

import json
import random
import shutil
import sys
import zlib
from pathlib import Path

import pytest

from kamermijn import batch
from kamermijn.model import RuleError
from kamermijn.rules import default_folder, load

SAMPLES = Path(__file__).parents[1] / "corpus/voorbeelden"


@pytest.fixture
def parsed(monkeypatch):
    """The sentences that the model is asked for."""
    import kamermijn.language  # noqa: F401

    module, sentences = sys.modules["kamermijn.language.annotate"], []
    real = module.parse

    def parse(text, spans, model):
        spans = list(spans)
        sentences.extend(text[start:end] for start, end in spans)
        return real(text, spans, model)

    monkeypatch.setattr(module, "parse", parse)
    return sentences


def files(out):
    """What stands in the folder for its readers, run.json apart, which tells the time."""
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*")
            if p.suffix in (".csv", ".json") and p.name != "run.json"}  # fmt: skip


def run(out, rules):
    return batch.run(batch.collect([SAMPLES], out).files, out, rules)


def edited(rules, chance):
    """Raise the revision of rules here and there, and unlearn an abbreviation, so that some sentences end elsewhere."""
    for path in chance.sample(sorted(rules.rglob("*.toml")), 12):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("[[rule]]\n", "[[rule]]\nrevision = 77\n", 1) if "revision" not in text else text, encoding="utf-8")
    (holder,) = [path for path in rules.rglob("*.toml") if "[lexicon.abbreviation]" in path.read_text(encoding="utf-8")]
    text = holder.read_text(encoding="utf-8")
    assert '"mln.", ' in text or '"nr.", ' in text
    holder.write_text(text.replace('"nr.", ', "", 1).replace('"mln.", ', "", 1), encoding="utf-8")


def test_after_a_change_of_rules_the_model_is_asked_for_new_sentences_only_and_the_output_is_that_of_a_fresh_run(tmp_path, parsed):
    shutil.copytree(default_folder(), tmp_path / "rules")
    run(tmp_path / "out", load())
    first = set(parsed)
    assert len(first) > 20
    edited(tmp_path / "rules", random.Random(8))
    rules = load(tmp_path / "rules")
    parsed.clear()
    assert run(tmp_path / "out", rules).before == 0, "the rules were applied again to all"
    again = set(parsed)
    assert not again & first, "a sentence was parsed twice"
    parsed.clear()
    run(tmp_path / "fresh", rules)
    assert set(parsed) >= again
    assert len(again) < len(set(parsed)) / 2
    assert files(tmp_path / "out") == files(tmp_path / "fresh")


def test_what_is_remembered_is_spoilt_or_of_another_model_and_is_made_anew(tmp_path, parsed):
    run(tmp_path / "out", load())
    expected, asked = files(tmp_path / "out"), len(parsed)
    kept = [path for path in (tmp_path / "out/.kamermijn-trees").rglob("*") if path.is_file()]
    assert len(kept) == len(list((tmp_path / "out/letters").iterdir()))
    kept[0].write_bytes(b"spoilt")
    kept[1].write_bytes(zlib.compress(b"[1]"))
    other = json.loads(zlib.decompress(kept[2].read_bytes())) | {"made_by": "another model"}
    kept[2].write_bytes(zlib.compress(json.dumps(other).encode()))
    parsed.clear()
    batch.run(batch.collect([SAMPLES], "out").files, tmp_path / "out", load(), options=batch.Options(force=True))
    assert 0 < len(parsed) < asked
    assert files(tmp_path / "out") == expected


def test_what_is_remembered_of_a_letter_goes_when_the_letter_goes(tmp_path):
    (tmp_path / "in").mkdir()
    for path in sorted(SAMPLES.glob("*.txt")):
        shutil.copy(path, tmp_path / "in")
    batch.run(batch.collect([tmp_path / "in"], "out").files, tmp_path / "out", load())
    count = sum(path.is_file() for path in (tmp_path / "out/.kamermijn-trees").rglob("*"))
    sorted((tmp_path / "in").iterdir())[0].unlink()
    batch.run(batch.collect([tmp_path / "in"], "out").files, tmp_path / "out", load())
    assert sum(path.is_file() for path in (tmp_path / "out/.kamermijn-trees").rglob("*")) == count - 1


@pytest.mark.parametrize("workers", [0, 1])
def test_a_run_does_not_mine_by_rules_that_were_changed_since_it_read_them(tmp_path, workers):
    shutil.copytree(default_folder(), tmp_path / "rules")
    rules = load(tmp_path / "rules")
    figures = tmp_path / "rules/figure/figures.toml"
    figures.write_text(figures.read_text(encoding="utf-8").replace("figure.quantity", "figure.another"), encoding="utf-8")
    if not workers:  # as where a process reads them for the first time
        load.__globals__["_load"].cache_clear()
    letters = batch.collect([SAMPLES / "kst-39901-12.txt"], tmp_path / "out", samples=True).files
    with pytest.raises(RuleError, match="were changed since they were read: run again"):
        batch.run(letters, tmp_path / "out", rules, options=batch.Options(workers=workers, model="none"))
    assert not (tmp_path / "out/figures.csv").exists()
