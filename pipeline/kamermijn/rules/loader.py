"""Find, load and check the folder ``rules/``."""

from __future__ import annotations

import csv
import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import regex
from pydantic import ValidationError

from kamermijn.dutch.number_words import GRAMMAR
from kamermijn.dutch.numbers import NAMED_PATTERNS
from kamermijn.model import RuleError
from kamermijn.rules import compiled
from kamermijn.rules.frequencies import Frequencies
from kamermijn.rules.kept_bounds import kept
from kamermijn.rules.landmarks import Bounds, bounds_of
from kamermijn.rules.markup import parse
from kamermijn.rules.schema import Body, Follow, Indicator, Rule, RuleFile, Verb

_PACKAGED = Path(__file__).parent.parent / "_rules"
_CHECKOUT = Path(__file__).parents[3] / "rules"
_INSERT = re.compile(r"\{([a-z][a-z0-9_]*)\}")
# The grammar of number words is thousands of characters: a pattern holds it once, at its end, and calls it where a number may stand.
_CALL, _GRAMMAR = "(?&_number_words)", f"(?(DEFINE)(?P<_number_words>(?i:{GRAMMAR})))"


@dataclass(frozen=True, eq=False)
class Rules:
    """All rules of one folder, checked: ``digest`` identifies them in every run."""

    folder: Path
    rules: tuple[Rule, ...]
    patterns: Mapping[str, str]
    lexicons: Mapping[str, Mapping[str, tuple[str, ...]]]
    bodies: tuple[Body, ...]
    verbs: tuple[Verb, ...]
    digest: str
    files: Mapping[str, Path]
    """The file of each rule, by its id."""
    indicators: tuple[Indicator, ...] = ()
    plain: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    follow: Follow = field(default_factory=Follow)

    @cached_property
    def _by_kind(self) -> dict[str, tuple[Rule, ...]]:
        kinds: dict[str, list[Rule]] = {}
        for rule in self.rules:
            kinds.setdefault(rule.id.split(".", 1)[0], []).append(rule)
        return {kind: tuple(rules) for kind, rules in kinds.items()}

    @cached_property
    def _compiled(self) -> dict[tuple[str, int], regex.Pattern[str]]:
        return {}

    @cached_property
    def _by_id(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def _known(self) -> int:
        """How many patterns were compiled when the rules were last remembered."""
        return len(self._compiled)

    def of(self, kind: str) -> tuple[Rule, ...]:
        """The rules whose id starts with ``kind.`` (the folder they live in)."""
        return self._by_kind.get(kind, ())

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

    def compiled(self, rule_id: str) -> regex.Pattern[str]:
        """The compiled pattern of a regex rule; case counts unless the pattern says ``(?i)``.

        RuleError names the file and the rule of a wrong pattern.
        """
        try:
            return self.compile(self._by_id[rule_id].pattern or "")
        except regex.error as error:
            raise RuleError(f"{self.files[rule_id]}: rule `{rule_id}`: the pattern does not compile: {error}") from error

    def compile(self, pattern: str, flags: int = 0) -> regex.Pattern[str]:
        """A pattern with ``{name}`` in it, compiled once; names of groups that start with ``_`` are not the pattern's own."""
        found = self._compiled.get((pattern, flags))
        if found is None:
            expanded = self.expand(pattern)
            shared = expanded.replace(GRAMMAR, _CALL)
            # Kept here and by the cache of this folder; the one of regex itself holds too few.
            found = regex.compile(shared + _GRAMMAR if shared != expanded else expanded, flags, cache_pattern=False)
            self._compiled[pattern, flags] = found
        return found

    @cached_property
    def _bounds(self) -> dict[str, Bounds]:
        return {}

    def bounds(self, pattern: str) -> Bounds:
        """With what a match of a pattern can begin, and what it cannot do without then; ``{name}`` stands for a named pattern."""
        if pattern not in self._bounds:
            matched = self.compile(pattern).pattern
            self._bounds[pattern] = kept(matched) or bounds_of(matched, self._frequencies)
        return self._bounds[pattern]

    @cached_property
    def _frequencies(self) -> Frequencies:
        return Frequencies("\n".join(parse(example.text)[0] for rule in self.rules for example in rule.examples))

    def check(self) -> None:
        """Compile every pattern; RuleError names the file, the rule and the fault."""
        for rule in self.rules:
            if rule.kind == "regex":
                self.compiled(rule.id)
        self.__dict__["_known"] = len(self._compiled)

    def __eq__(self, other: object) -> bool:
        # What the digest is of says all; to compare rule by rule would take longer than what is remembered for them saves.
        return self is other or (isinstance(other, Rules) and (self.digest, self.folder) == (other.digest, other.folder))

    def __hash__(self) -> int:
        return hash((self.digest, self.folder))

    def __getstate__(self) -> dict[str, object]:
        # Counts of some hundred thousand strings, of use only until the beginnings are known.
        return {name: value for name, value in self.__dict__.items() if name != "_frequencies"}


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
    own = folder != default_folder()
    remembered = compiled.recall(folder, own=own)
    if isinstance(remembered, Rules):
        return remembered
    found = _read(folder)
    if not own:  # those of a user, when a letter has been mined by them: before that they may only be looked at
        # Read now, so that they are remembered.
        for rule in found.rules:
            if rule.kind == "regex":
                found.bounds(rule.pattern or "")
        compiled.remember(folder, found)
    return found


def remember(rules: Rules) -> None:
    """Keep the patterns that were compiled since the rules were loaded for the next process."""
    if len(rules._compiled) > rules._known:
        rules.__dict__["_known"] = len(rules._compiled)
        compiled.remember(rules.folder, rules, own=rules.folder != default_folder())


def _read(folder: Path) -> Rules:
    digest = hashlib.sha256()
    rules: dict[str, tuple[Rule, Path]] = {}
    patterns: dict[str, str] = {}
    lexicons: dict[str, dict[str, tuple[str, ...]]] = {}
    bodies: dict[str, Body] = {}
    verbs: list[Verb] = []
    indicators: dict[str, Indicator] = {}
    plain: list[str] = []
    generic: list[str] = []
    follow = Follow()
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
        plain += loaded.plain
        generic += loaded.generic
        follow = loaded.follow or follow
        for indicator in loaded.indicator:
            if indicator.id in indicators:
                raise RuleError(f"{path}: indicator `{indicator.id}` stands twice; ids are unique")
            indicators[indicator.id] = indicator
        for source, target in ((loaded.pattern, patterns), (loaded.lexicon, lexicons)):
            for name in source:
                if name in patterns or name in lexicons:
                    raise RuleError(f"{path}: `{name}` is defined twice; pattern and lexicon names are unique")
            target.update(source)  # type: ignore[arg-type]
    found = Rules(folder, tuple(r for r, _ in rules.values()), {**NAMED_PATTERNS, **_word_patterns(lexicons), **patterns}, lexicons,
                  tuple(bodies.values()), tuple(verbs), digest.hexdigest()[:16], {i: path for i, (_, path) in rules.items()},
                  tuple(indicators.values()), tuple(plain), tuple(generic), follow)  # fmt: skip
    if missing := {part for one in found.indicators for part in one.parts} - indicators.keys():
        raise RuleError(f"{folder}: indicator `{min(missing)}` is named as a part, but no file has it")
    for one in found.indicators:
        if one.id in one.parts:
            raise RuleError(f"{folder}: indicator `{one.id}` is named as a part of itself")
        if other := next((part for part in one.parts if indicators[part].unit != one.unit), None):
            raise RuleError(f"{folder}: indicator `{other}`, a part of `{one.id}`, is counted in another unit")
    found.check()
    return found
