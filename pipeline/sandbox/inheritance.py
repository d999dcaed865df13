"""What a template that extends another one says in vain: Jinja leaves out, without a word, what has no place there."""

import re
from collections.abc import Iterable, Iterator, Mapping

import jinja2
from jinja2 import nodes

from pipeline.diagnostics import Location, TemplateError
from pipeline.wording import in_words, meant

SHIPPED = "shipped/"
"""Stands before the path of a template as it ships, whether or not a project has its own of that path."""

_Family = tuple[nodes.Template, ...]


def file_of(template: str) -> str:
    """Where a template lies, as messages say it."""
    return template if template.startswith(SHIPPED) else f"templates/{template}"


def not_there(name: str, templates: Iterable[str], at: Location) -> TemplateError:
    """What is told where a template wants one that is not there."""
    return TemplateError(f'there is no template "{name}"', meant(name, templates, "add it under templates/"), at)


def in_vain(templates: Mapping[str, str]) -> Iterator[TemplateError]:
    """What is wrong with a project's templates that extend others; what cannot be parsed is told when rendered."""
    for name, text in templates.items():
        if not name.startswith(SHIPPED) and "extends" in text:
            try:
                yield from _of_template(name, templates)
            except TemplateError as error:
                yield error
            except (jinja2.TemplateSyntaxError, RecursionError):
                continue


def _of_template(name: str, templates: Mapping[str, str]) -> Iterator[TemplateError]:
    own, *above = _family(name, templates)
    blocks = [block.name for each in above for block in each.find_all(nodes.Block)]
    macros = [macro.name for each in above for macro in each.find_all(nodes.Macro)]
    for node in own.body if above else ():
        at = Location(file_of(name), node.lineno)
        match node:
            case nodes.Block() if node.name not in blocks:
                fact = f"the template that this one extends has no block `{node.name}`"
                yield TemplateError(fact, meant(node.name, blocks, f"use one of: {_listed(blocks)}"), at)
            case nodes.Macro() if node.name not in macros and not _is_called(node, own, templates):
                fact = f"nothing calls the macro `{node.name}`"
                yield TemplateError(fact, meant(node.name, macros, "take it out"), at)
            case nodes.Output() if line := _printed(node):
                fact = "a template that extends another one has no place for what stands outside of blocks"
                yield TemplateError(fact, f"put it into one of: {_listed(blocks)}", Location(at.file, line))


def _family(name: str, templates: Mapping[str, str]) -> _Family:
    """A template and those that it extends, the nearest first; none where that is only known when it is rendered.

    Raises TemplateError where one is not there, or extends itself in the end.
    """
    passed, trees = [name], [_parsed(name, templates)]
    while (extends := trees[-1].find(nodes.Extends)) is not None:
        if not isinstance(extends.template, nodes.Const):
            return (trees[0],)
        at, wanted = Location(file_of(passed[-1]), extends.lineno), str(extends.template.value)
        if wanted not in templates:
            raise not_there(wanted, [known for known in templates if known not in passed], at)
        if wanted in passed:
            raise TemplateError(_circle([*passed, wanted]), _way_out(passed, templates), at)
        passed.append(wanted)
        trees.append(_parsed(wanted, templates))
    return tuple(trees)


def _parsed(name: str, templates: Mapping[str, str]) -> nodes.Template:
    return jinja2.Environment(autoescape=True).parse(templates[name], name)


def _circle(names: list[str]) -> str:
    around = names[names.index(names[-1]) : -1]
    return f"{in_words(around)} extend each other" if len(around) > 1 else "a template extends itself"


def _way_out(names: Iterable[str], templates: Mapping[str, str]) -> str:
    shipped = (name for name in names if f"{SHIPPED}{name}" in templates)
    return next((f'extend "{SHIPPED}{name}" in {name}' for name in shipped), "let one of them extend none")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names)) or "macros"


def _is_called(macro: nodes.Macro, own: nodes.Template, templates: Mapping[str, str]) -> bool:
    """Whether a template uses its macro, or another one might that imports it."""
    loaded = any(name.name == macro.name and name.ctx == "load" for name in own.find_all(nodes.Name))
    return loaded or any(re.search(rf"\.{macro.name}\b", text) for text in templates.values())


def _printed(node: nodes.Output) -> int:
    """The line of what an output prints first, but for white space; 0 where it prints nothing else."""
    for part in node.nodes:
        if not isinstance(part, nodes.TemplateData):
            return part.lineno
        if part.data.strip():
            blank = part.data[: len(part.data) - len(part.data.lstrip())]
            return part.lineno + blank.count("\n")
    return 0
