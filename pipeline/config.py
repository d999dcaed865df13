"""The project's settings: `[tool.pipeline]` in pyproject.toml, or pipeline.toml, read once into a frozen value."""

import dataclasses
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.diagnostics import ConfigError, Severity
from pipeline.files import ReadError, Refusal, Store
from pipeline.wording import meant

_LIMIT = 1_000_000
_FILES = ("pipeline.toml", "pyproject.toml")

_TABLES = ("press", "limits", "rules", "validators")
_OFF = "off"
_WEIGHTS = (*Severity, _OFF)
ATTACH_SOURCE = ("published", "full", "none")
"""As readers may have it, as it is, or not at all."""


@dataclass(frozen=True, slots=True)
class PressLimits:
    """What one PDF may use: a base, and an amount for each 1,000 words. Memory in megabytes, time in seconds."""

    memory: int = 1_000
    memory_per_thousand_words: int = 20
    cpu: int = 60
    cpu_per_thousand_words: int = 3
    wall: int = 120
    wall_per_thousand_words: int = 6


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """What may be read, and how long it may be searched.

    `source` are megabytes of each file of an article's text; `pattern` are seconds of work that a pattern of the
    project's own checks may take for an article.
    """

    source: int = 10
    pattern: int = 5


@dataclass(frozen=True, slots=True)
class ValidatorSettings:
    """Where npm has put the validators that it installs, seen from the project, and the seconds that each may take."""

    node_modules: str = "node_modules"
    seconds: int = 300


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a project. Folders are relative to it; `editions` are built when none is asked for.

    `attach_source` is one of ATTACH_SOURCE: which form of the source a PDF carries. `numbering` is the edition whose
    page numbers the others carry. `rules` says by code what a rule weighs in this project, None for nothing.
    """

    source: str = "source"
    output: str = "output"
    editions: tuple[str, ...] = ("html", "pdf", "epub")
    fallback_fonts: tuple[str, ...] = ()
    attach_source: str = "published"
    numbering: str = "pdf"
    press: PressLimits = PressLimits()
    limits: ReadLimits = ReadLimits()
    validators: ValidatorSettings = ValidatorSettings()
    rules: Mapping[str, Severity | None] = field(default_factory=dict)


def load(project: Path) -> Config:
    """The settings of the project in a folder, those not given at their defaults; raises ConfigError."""
    store = Store(project)
    for name in _FILES:
        if _is_there(store, name):
            table = _table(name, store.read(name, _LIMIT))
            if table is not None:
                return _config(table, name)
    return Config()


def _is_there(store: Store, name: str) -> bool:
    """Whether there is such a file; raises ConfigError for one that cannot be read, which must not be passed over."""
    try:
        store.read(name, _LIMIT)
    except ReadError as error:
        if error.reason is Refusal.MISSING:
            return False
        raise ConfigError(error.message, error.hint) from error
    return True


def _table(name: str, content: bytes) -> Mapping[str, object] | None:
    try:
        table: Mapping[str, object] = tomllib.loads(content.decode("utf-8"))
    except RecursionError as error:
        raise ConfigError(f"{name} is nested too deeply", "correct the file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{name} is not TOML: {error}", "correct the file") from error
    if name == "pyproject.toml":
        tool = table.get("tool")
        inner = tool.get("pipeline") if isinstance(tool, dict) else None
        return inner if isinstance(inner, dict) else None
    return table


def _config(table: Mapping[str, object], name: str) -> Config:
    press, limits, rules, validators = (_part(table, key, name) for key in _TABLES)
    rest = {key: value for key, value in table.items() if key not in _TABLES}
    tables: dict[str, object] = {
        "press": PressLimits(**_values(PressLimits, press, f"{name}: press.")),  # type: ignore[arg-type]  # types were checked
        "limits": ReadLimits(**_values(ReadLimits, limits, f"{name}: limits.")),  # type: ignore[arg-type]  # as above
        "validators": ValidatorSettings(**_values(ValidatorSettings, validators, f"{name}: validators.")),  # type: ignore[arg-type]  # as above
        "rules": _severities(rules, f"{name}: rules."),
    }
    settings = Config(**_values(Config, rest, f"{name}: "), **tables)  # type: ignore[arg-type]  # as above
    if settings.attach_source not in ATTACH_SOURCE:
        hint = meant(settings.attach_source, ATTACH_SOURCE, f"use one of: {', '.join(ATTACH_SOURCE)}")
        raise ConfigError(f'{name}: attach-source is "{settings.attach_source}"', hint)
    if "numbering" in rest:
        _known_numbering(settings.numbering, name)
    source, output = Path(settings.source), Path(settings.output)
    if output.is_relative_to(source) or source.is_relative_to(output):
        raise ConfigError(f"{name}: one of source and output lies in the other", "give them folders side by side")
    return settings


def _known_numbering(edition: str, name: str) -> None:
    """Raises ConfigError for what is no edition with pages."""
    # It brings the libraries of the theme with it.
    from pipeline.writers import NUMBERING

    if edition not in NUMBERING:
        hint = meant(edition, NUMBERING, f"use one of: {', '.join(NUMBERING)}")
        raise ConfigError(f'{name}: numbering is "{edition}", which is no edition with pages', hint)


def _part(table: Mapping[str, object], key: str, name: str) -> Mapping[str, object]:
    part = table.get(key, {})
    if not isinstance(part, dict):
        raise ConfigError(f"{name}: `{key}` is not a table", f"write it as [{key}]")
    return part


def _severities(table: Mapping[str, object], where: str) -> Mapping[str, Severity | None]:
    """What each rule named weighs; raises ConfigError for no rule, no severity, and a firm rule made lighter."""
    if not table:
        return {}
    # They bring the libraries of the readers with them.
    from pipeline.rules import OWN, rule, rules

    made: dict[str, Severity | None] = {}
    for code, weight in table.items():
        known = rule(code)
        # Whether the project has such a check is seen when its checks are read.
        if known is None and not code.startswith(OWN):
            hint = meant(code, (one.code for one in rules()), "see `pipeline rules` for those that there are")
            raise ConfigError(f"{where}{code} is no rule", hint)
        if weight not in _WEIGHTS:
            raise ConfigError(f"{where}{code} is no severity", f"use one of: {', '.join(_WEIGHTS)}")
        if known and known.firm and weight != Severity.ERROR:
            hint = "take the line out: what it finds would be lost or broken in an edition"
            raise ConfigError(f"{where}{code} must stay an error", hint)
        made[code] = None if weight == _OFF else Severity(str(weight))
    return made


def _values(kind: type, table: Mapping[str, object], where: str) -> dict[str, object]:
    defaults = {field.name: field.default for field in dataclasses.fields(kind) if field.name not in _TABLES}
    return {
        _known(key, defaults, where): _value(value, defaults[_key(key)], f"{where}{key}")
        for key, value in table.items()
    }


def _key(key: str) -> str:
    return key.replace("-", "_")


def _known(key: str, defaults: Mapping[str, object], where: str) -> str:
    if _key(key) not in defaults:
        allowed = [name.replace("_", "-") for name in defaults] + (list(_TABLES) if "output" in defaults else [])
        raise ConfigError(f"{where}{key} is no setting", meant(key, allowed, f"use one of: {', '.join(allowed)}"))
    return _key(key)


def _value(value: object, default: object, where: str) -> object:
    wanted = {str: "text", int: "a whole number above 0", tuple: "a list of texts"}[type(default)]
    match default, value:
        case (str(), str()):
            return value
        case (int(), int()) if not isinstance(value, bool) and value > 0:
            return value
        case (tuple(), list()) if all(isinstance(one, str) for one in value):
            return tuple(value)
        case _:
            raise ConfigError(f"{where} is not {wanted}", f"give it {wanted}")
