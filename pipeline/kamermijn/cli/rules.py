"""``kamermijn rules``: what is looked for, and whether the examples in the rules come out as they are marked up."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table

from kamermijn.dossier import indicators
from kamermijn.model import KamermijnError
from kamermijn.rulecheck import check
from kamermijn.rules import Rule, load


def check_rules(folder: Path | None) -> int:
    """Run all examples and tell which do not come out; returns the number of failures."""
    rules = load(folder)
    failures = [*check(rules), *indicators.check(rules)]
    console = Console(highlight=False, markup=False, soft_wrap=True)
    for failure in failures:
        console.print(f"{failure.rule}: {failure.problem}")
        if failure.expected:
            console.print(f"  expected: {failure.expected}\n  found:    {failure.found}")
    examples = sum(len(rule.examples) for rule in rules.rules) + sum(len(one.examples) for one in rules.indicators)
    end = f"{len(failures)} do not come out as they are marked up" if failures else "all come out as they are marked up"
    console.print(f"{len(rules.rules)} rules, {examples} examples in {rules.folder}: {end}")
    return len(failures)


def list_rules(folder: Path | None, kind: str | None) -> None:
    """Print every rule of a kind (or all), a table on a terminal and tab-separated lines in a pipe."""
    rules = load(folder)
    kinds = sorted({rule.id.split(".", 1)[0] for rule in rules.rules})
    if kind and kind not in kinds:
        raise KamermijnError(f"no rules of the kind {kind!r}; there are: {', '.join(kinds)}")
    chosen = [rule for rule in rules.rules if not kind or rule.id.startswith(f"{kind}.")]
    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        for rule in chosen:
            print("\t".join((rule.id, str(rule.revision), rule.outcome, _about(rule), _example(rule))))
        return
    table = Table("rule", "outcome", "what it looks for", "example")
    for rule in chosen:
        table.add_row(rule.id, rule.outcome, _about(rule), _example(rule))
    console.print(table)
    if not kind:
        words = sum(len(words) for entries in rules.lexicons.values() for words in entries.values())
        console.print(f"{len(chosen)} rules, {len(rules.lexicons)} word lists with {words} words, {len(rules.bodies)} bodies known by name")


def _about(rule: Rule) -> str:
    return " ".join((rule.description or rule.reason or "").split())


def _example(rule: Rule) -> str:
    """The first example with a record in it, else the first."""
    texts = [example.text for example in rule.examples]
    return " ".join(next((text for text in texts if "</" in text), texts[0] if texts else "").split())
