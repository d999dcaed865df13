"""A compact form of an article and its findings that a person can read and a test can compare."""

import dataclasses
from collections.abc import Iterable, Iterator

from pipeline.diagnostics import Diagnostic, Location
from pipeline.model import Account, Article, Section, Text


def dump(article: Article | None, findings: Iterable[Diagnostic]) -> str:
    """Return one line per node, indented by depth, then one line per finding and its hint."""
    return "\n".join([*_article(article), *_findings(findings)]) + "\n"


def account_line(account: Account) -> str:
    """Return on one line where the characters went, but for those of the front matter."""
    kinds = sorted((kind, count) for kind, count in account.markup.items() if kind != "front matter" and count)
    counts = (("text", account.text), *kinds, *((("unread", account.unread),) if account.unread else ()))
    return f"account: {', '.join(f'{kind} {count}' for kind, count in counts)}"


def _article(article: Article | None) -> Iterator[str]:
    if article is None:
        yield "no article"
        return
    for block in article.blocks:
        yield from _node(block, 0)
    for note in article.notes:
        yield f"note #{note.id} {_at(note.at)}"
        yield from (line for child in note.children for line in _node(child, 1))
    for each in article.passages:
        names = ", ".join(f"{name.name} {_at(name.at)}" for name in each.names)
        yield f"passage {_at(each.at)} to {each.last} {'only' if each.only else 'except'} {names}"
    yield from (f"asset {asset.name} {asset.media_type}" for asset in article.assets.values())


def _node(node: object, depth: int) -> Iterator[str]:
    indent = "  " * depth
    if isinstance(node, Text):
        yield f"{indent}{node.text!r} {_at(node.at)}"
        return
    if isinstance(node, Section):
        yield f"{indent}section"
        yield from _node(node.heading, depth + 1)
        yield from (line for child in node.children for line in _node(child, depth + 1))
        return
    values, inner = _fields(node)
    at = f" {_at(node.at)}" if hasattr(node, "at") else ""
    yield f"{indent}{getattr(node, 'kind', type(node).__name__)}{at}{''.join(f' {value}' for value in values)}"
    for child in inner:
        yield from _node(child, depth + 1)


def _fields(node: object) -> tuple[list[str], list[object]]:
    """Return what describes a node itself, and the nodes that it holds."""
    values: list[str] = []
    inner: list[object] = []
    for field in dataclasses.fields(node):  # type: ignore[arg-type]  # every node is a dataclass
        value = getattr(node, field.name)
        if isinstance(value, tuple):
            inner.extend(value)
        elif dataclasses.is_dataclass(value) and not isinstance(value, Location):
            inner.append(value)
        elif field.name == "checked" and value is not None:
            values.append(f"checked={value}")
        elif field.name != "at" and value not in (None, "", 0, "decimal"):
            values.append(f"#{value}" if field.name == "id" else f"{field.name}={value!r}")
    return values, inner


def _at(at: Location) -> str:
    return f"{at.line}:{at.column}+{at.length}"


def _findings(findings: Iterable[Diagnostic]) -> Iterator[str]:
    for each in findings:
        yield f"! {_at(each.at) if each.at else '-'} {each.severity}[{each.code}] {each.message}"
        yield f"  hint: {each.hint}"
