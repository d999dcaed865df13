"""The sandbox that templates render in: they see values, run nothing else, reach no file, and stop.

On top of Jinja's immutable sandbox every turn of a loop, call, filter, test, operation and inclusion is counted, and so
is the size of what is made, before it is made where that can be known (`allowance`). What would differ between two
runs (chance, today's date) is not there.
"""

import traceback
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import PurePosixPath
from types import CodeType
from typing import cast

import jinja2
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import pass_context

from pipeline.diagnostics import LimitError, Location, PipelineError, TemplateError
from pipeline.sandbox.allowance import Exceeded, Limits, allowed, current, kept
from pipeline.sandbox.filters import Filter, admitted, counted
from pipeline.sandbox.inheritance import file_of, in_vain, not_there
from pipeline.sandbox.tree import MARKS, Counting

TEMPLATES = {".xhtml", ".css", ".svg"}

# Chance, texts made by chance, addresses of memory, and an expression that is slow on some texts.
_LEFT_OUT = ("pprint", "random", "urlize")
_CLOCKS = {"fromtimestamp", "now", "today", "utcfromtimestamp", "utcnow"}
_BITS = 20_000
"""Of a whole number."""
_USUAL = Limits()


class NoMacroError(jinja2.UndefinedError):
    """A template has no macro for a kind of node that an article holds."""


class _Compiled(jinja2.BytecodeCache):
    """What templates were compiled to, by name and text: themes have most alike, and it takes long."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template that was compiled before."""
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template; of the oldest one there is none any more, where there are many."""
        if bucket.code:
            self._kept[bucket.key, bucket.checksum] = bucket.code
        if len(self._kept) > _MOST_COMPILED:
            self._kept.pop(next(iter(self._kept)))


_MOST_COMPILED = 1_000
_COMPILED = _Compiled()


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of templates, which are given by name; `filters` are ours beside Jinja's own."""

    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)

    def __init__(self, templates: Mapping[str, str], filters: Mapping[str, Filter], limits: Limits = _USUAL) -> None:
        self._limits = limits
        self._templates = templates
        super().__init__(
            # With its name as file name, so that the frames of a mistake name the template.
            loader=jinja2.FunctionLoader(lambda name: (templates[name], name, None) if name in templates else None),
            autoescape=lambda name: not (name or "").endswith(".css"),
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=_shown,
            # Constants would be worked out while a template is compiled, where nothing counts.
            optimized=False,
            bytecode_cache=_COMPILED,
        )
        del self.globals["lipsum"]
        plain = {name: each for name, each in {**self.filters, **filters}.items() if name not in _LEFT_OUT}
        self.filters = {name: counted(each, name) for name, each in plain.items()}
        self.filters |= MARKS
        self.tests |= {name: counted(cast("Filter", each), name) for name, each in self.tests.items()}

    def check(self) -> None:
        """Raises TemplateError for the first template that says something in vain of one that it extends."""
        for error in in_vain(self._templates):
            raise error

    def render(self, template: str, values: Mapping[str, object]) -> str:
        """The template's text.

        Raises TemplateError naming template and line for any mistake in it, LimitError when it takes too much.
        """
        try:
            with allowed(self._limits, values.values()):
                return self.get_template(template).render(values)
        except PipelineError:
            raise
        except Exception as error:
            raise _fault(error, template, self._templates) from error

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Whether a template may have an attribute; the date of today is none of its business."""
        clock = attr in _CLOCKS and (isinstance(obj, date) or (isinstance(obj, type) and issubclass(obj, date)))
        return not clock and super().is_safe_attribute(obj, attr, value)

    def call(self, context: Context, obj: Filter, /, *args: object, **kwargs: object) -> object:
        """What a call yields, counted."""
        if isinstance(obj, Macro):
            # What it makes is counted where it makes it.
            current().step()
            return super().call(context, obj, *args, **kwargs)
        # The sandbox's own `format` stands around the text's.
        owner = getattr(getattr(obj, "__wrapped__", obj), "__self__", None)
        if not isinstance(owner, str | bytes | list | tuple):
            owner = ""
        args = admitted(str(getattr(obj, "__name__", "")), owner, args, kwargs)
        return kept(super().call(context, obj, *args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """What an operation yields, counted; refused before it is done when it would be too large."""
        allowance = current()
        sizes = allowance.look(left), allowance.look(right)
        match operator, left, right:
            case "**", int(), int() if left.bit_length() * max(right, 0) > _BITS:
                raise Exceeded(f"a template makes a number of more than {_BITS:,} bits")
            case "*", int(), int() if left.bit_length() + right.bit_length() > _BITS:
                raise Exceeded(f"a template makes a number of more than {_BITS:,} bits")
            case ("*", _, int()) if not isinstance(left, int | float):
                allowance.make(sizes[0] * max(right, 0))
            case ("*", int(), _) if not isinstance(right, int | float):
                allowance.make(sizes[1] * max(left, 0))
            case "%", str() | bytes(), _:
                admitted("format", left, (right,), {})
            case _:
                allowance.make(sum(sizes))
        return super().call_binop(context, operator, left, right)

    def getitem(self, obj: object, argument: object) -> object:
        """What a value holds under a key; of a table of macros it is said what it lacks."""
        if isinstance(obj, dict) and isinstance(argument, str) and argument not in obj and _are_macros(obj):
            return self.undefined(f'there is no macro for the kind "{argument}"', exc=NoMacroError)
        return super().getitem(obj, argument)

    def join_path(self, template: str, parent: str) -> str:
        """The name of a template that another one wants, counted."""
        current().step(100)
        return super().join_path(template, parent)

    @staticmethod
    def concat(pieces: Iterable[str]) -> str:
        """The pieces of a text as one."""
        allowance, gathered = current(), []
        size = 0
        for piece in pieces:
            size += len(piece)
            allowance.check(size)
            gathered.append(piece)
        allowance.make(size)
        return "".join(gathered)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        Counting(name or "").visit(tree)
        tree.set_environment(self)
        return tree


def _are_macros(table: Mapping[str, object]) -> bool:
    return bool(table) and all(isinstance(each, Macro) for each in table.values())


@pass_context
def _shown(context: Context, value: object) -> object:
    """A value that is printed; a list or an object would be printed as Python shows it to programmers."""
    del context
    if isinstance(value, str):
        current().make(len(value))
    elif not isinstance(value, int | float | date | jinja2.Undefined) and value is not None:
        raise jinja2.TemplateRuntimeError(f"a {type(value).__name__} is printed, which is no text")
    return value


def _fault(error: Exception, template: str, templates: Iterable[str]) -> PipelineError:
    """What is told of an error: the template and the line in which it arose, and a fact of one line."""
    at = Location(*_place(error, template))
    match error:
        case jinja2.TemplateSyntaxError():
            return TemplateError(
                f"template: {_line(error)}", _CORRECT, Location(file_of(error.name or template), error.lineno)
            )
        case jinja2.TemplateNotFound():
            return not_there(str(error.name), templates, at)
        case RecursionError():
            return TemplateError("a template calls itself without end, or is nested too deeply", "let it stop", at)
        case Exceeded():
            return LimitError(str(error), "let it do less: look at its loops, and at what it repeats", at)
        case MemoryError():
            return LimitError("a template takes more memory than there is", "let it do less", at)
        case _:
            hint = _WRITE if isinstance(error, NoMacroError) else _CORRECT
            return TemplateError(f"template: {_line(error)}", hint, at)


_CORRECT = "correct the template"
_WRITE = "write it, or extend the shipped template, which has it"


def _line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


def _place(error: BaseException, template: str) -> tuple[str, int]:
    """The template and line where rendering stopped: Jinja rewrites the frames of its templates to their own lines."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if PurePosixPath(frame.filename).suffix in TEMPLATES:
            return file_of(frame.filename), frame.lineno or 1
    return file_of(template), 1
