"""Find, load and check the folder ``rules/``."""

from __future__ import annotations

import csv
import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex
from pydantic import ValidationError

from kamermijn.dutch.numbers import NAMED_PATTERNS
from kamermijn.model import RuleError
from kamermijn.rules.schema import Body, Rule, RuleFile, Verb

_PACKAGED = Path(__file__).parent.parent / "_rules"
_CHECKOUT = Path(__file__).parents[3] / "rules"
_INSERT = re.compile(r"\{([a-z][a-z0-9_]*)\}")


@dataclass(frozen=True)
class Rules:
    """All rules of one folder, checked: ``digest`` identifies them in every run."""

    folder: Path
    rules: tuple[Rule, ...]
    patterns: Mapping[str, str]
    lexicons: Mapping[str, Mapping[str, tuple[str, ...]]]
    bodies: tuple[Body, ...]
    verbs: tuple[Verb, ...]
    digest: str

    def of(self, kind: str) -> tuple[Rule, ...]:
        """The rules whose id starts with ``kind.`` (the folder they live in)."""
        return tuple(rule for rule in self.rules if rule.id.split(".", 1)[0] == kind)

    def lexicon(self, name: str) -> Mapping[str, tuple[str, ...]]:
        """A word list ``[lexicon.NAME]``; RuleError names it when no file has it."""
        try:
            return self.lexicons[name]
        except KeyError:
            raise RuleError(f"{self.folder}: no [lexicon.{name}] in any file; the code that asks for it needs one") from None

    def expand(self, pattern: str) -> str:
        """The pattern with every ``{name}`` replaced by the named pattern, as a non-capturing group."""
        for _ in range(10):
            pattern, count = _INSERT.subn(self._named, pattern)
            if not count:
                return pattern
        raise RuleError(f"{self.folder}: named patterns refer to each other in a circle: {pattern[:80]}")

    def _named(self, match: re.Match[str]) -> str:
        if match[1] not in self.patterns:
            raise RuleError(f"{self.folder}: pattern {{{match[1]}}} is used, but no file defines it under [pattern]")
        return f"(?:{self.patterns[match[1]]})"

    @cache  # noqa: B019 -- rules live as long as the process
    def compiled(self, rule_id: str) -> regex.Pattern[str]:
        """The compiled pattern of a regex rule; case counts unless the pattern says ``(?i)``."""
        rule = next(r for r in self.rules if r.id == rule_id)
        return regex.compile(self.expand(rule.pattern or ""))

    def __hash__(self) -> int:
        return hash(self.digest)


def default_folder() -> Path:
    """The rules that belong to this code: the packaged copy, else the checkout's ``rules/``."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


def _word_patterns(lexicons: Mapping[str, Mapping[str, tuple[str, ...]]]) -> dict[str, str]:
    """Every word list is a named pattern too: ``{month}`` matches any word of ``[lexicon.month]``, longest first."""
    out = {}
    for name, entries in lexicons.items():
        words = sorted({word for words in entries.values() for word in words}, key=lambda w: (-len(w), w))
        out[name] = "|".join(regex.escape(word, literal_spaces=True).replace(" ", r"\s+") for word in words)
    return out


def _load_file(path: Path) -> RuleFile:
    try:
        return RuleFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{path}: not valid TOML: {error}") from error
    except UnicodeDecodeError as error:
        raise RuleError(f"{path}: not UTF-8: save the file as UTF-8") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part + 1 if isinstance(part, int) else part) for part in first["loc"])
        raise RuleError(f"{path}: {place}: {first['msg']}") from error


def _load_bodies(path: Path) -> list[Body]:
    with path.open(encoding="utf-8", newline="") as file:
        bodies = []
        for number, row in enumerate(csv.DictReader(file, strict=True), start=2):
            try:
                bodies.append(Body.model_validate({k: v for k, v in row.items() if v}))
            except ValidationError as error:
                first = error.errors()[0]
                raise RuleError(f"{path}:{number}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    return bodies


def load(folder: Path | str | None = None) -> Rules:
    """Load and check a rules folder (default: the one that ships). RuleError names the file, the rule and the fault."""
    return _load(Path(folder).resolve() if folder else default_folder())


@cache
def _load(folder: Path) -> Rules:
    if not folder.is_dir():
        raise RuleError(f"{folder}: there is no such rules folder")
    digest = hashlib.sha256()
    rules: dict[str, tuple[Rule, Path]] = {}
    patterns: dict[str, str] = {}
    lexicons: dict[str, dict[str, tuple[str, ...]]] = {}
    bodies: dict[str, Body] = {}
    verbs: list[Verb] = []
    for path in sorted(p for p in folder.rglob("*") if p.suffix in {".toml", ".csv"}):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
        if path.suffix == ".csv":
            for body in _load_bodies(path):
                if body.id in bodies:
                    raise RuleError(f"{path}: body `{body.id}` stands twice; ids are unique over all tables")
                bodies[body.id] = body
            continue
        loaded = _load_file(path)
        for rule in loaded.rule:
            if rule.id in rules:
                raise RuleError(f"{path}: rule `{rule.id}` stands in {rules[rule.id][1]} too; ids are unique")
            if rule.id.split(".", 1)[0] != path.relative_to(folder).parts[0]:
                raise RuleError(f"{path}: rule `{rule.id}` belongs in the folder {rule.id.split('.', 1)[0]}/")
            rules[rule.id] = (rule, path)
        verbs += loaded.verb
        for source, target in ((loaded.pattern, patterns), (loaded.lexicon, lexicons)):
            for name in source:
                if name in patterns or name in lexicons:
                    raise RuleError(f"{path}: `{name}` is defined twice; pattern and lexicon names are unique")
            target.update(source)  # type: ignore[arg-type]
    found = Rules(folder, tuple(r for r, _ in rules.values()), {**NAMED_PATTERNS, **_word_patterns(lexicons), **patterns}, lexicons,
                  tuple(bodies.values()), tuple(verbs), digest.hexdigest()[:16])  # fmt: skip
    for rule, path in rules.values():
        if rule.kind == "regex":
            try:
                found.compiled(rule.id)
            except regex.error as error:
                raise RuleError(f"{path}: rule `{rule.id}`: the pattern does not compile: {error}") from error
    return found
