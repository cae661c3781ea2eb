"""``kamermijn diff``: what a change of rules, model or letters gained and lost."""

from __future__ import annotations

import json
from pathlib import Path

from rich.console import Console

from kamermijn.dossier.differences import SORTS, Differences, Example, compare

_SIGNS = {"gained": "+", "lost": "-", "changed": "~"}
_LONGEST = 160


def tell_differences(before: Path, after: Path, examples: int, *, as_json: bool) -> bool:
    """Print what differs; returns whether anything does."""
    found = compare(before, after, examples)
    if as_json:
        print(json.dumps(found.plain(), ensure_ascii=False, indent=1))
    else:
        _tell(found, Console(highlight=False, markup=False, soft_wrap=True))
    return bool(found)


def _tell(found: Differences, console: Console) -> None:
    for what, letters in (("only before", found.only_before), ("only after", found.only_after)):
        if letters:
            console.print(f"letters {what}: {', '.join(letters[:10])}" + (f" and {len(letters) - 10} more" if len(letters) > 10 else ""))
    for one in found.sorted():
        console.print(f"{one.kind}  {one.rule}: " + ", ".join(f"{one.counts[sort]} {sort}" for sort in SORTS if one.counts[sort]))
        for sort in SORTS:
            for example in one.examples[sort]:
                console.print(f"  {_SIGNS[sort]} {_shown(example)}")
    counts = {sort: sum(one.counts[sort] for one in found.by_rule.values()) for sort in SORTS}
    console.print(f"{found.letters[0]} letters before, {found.letters[1]} after; {found.same} records the same, "
                  + ", ".join(f"{count} {sort}" for sort, count in counts.items()))  # fmt: skip


def _shown(example: Example) -> str:
    changes = "; ".join(f"{name}: {old!r} -> {new!r}" for name, (old, new) in example.fields.items() if name != "sentence")
    sentence = example.sentence if len(example.sentence) <= _LONGEST else f"{example.sentence[:_LONGEST]}…"
    return f"{example.quote!r}" + (f" {changes}" if changes else "") + f" in {example.letter_id}: {sentence}"
