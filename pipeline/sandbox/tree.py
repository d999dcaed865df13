"""Writes into the tree of a template what Jinja has no hook for.

Counts: of loops, comparisons, values written out. And that a macro takes the place of that of the same name in a
template which is extended, as a block does.
"""

from collections.abc import Callable, Iterator, Mapping

from jinja2 import nodes
from jinja2.runtime import Context, Macro, markup_join, str_join
from jinja2.utils import pass_context, pass_eval_context
from jinja2.visitor import NodeTransformer

from pipeline.sandbox.allowance import current, kept


class Counting(NodeTransformer):
    """Makes the tree of the template of that name one that counts, by filters of its own (`MARKS`)."""

    def __init__(self, name: str) -> None:
        self._name = name

    def visit(self, node: nodes.Node, *args: object, **kwargs: object) -> nodes.Node:
        """The node that takes the place of a node."""
        self.generic_visit(node, *args, **kwargs)
        match node:
            case nodes.For():
                _count_turns(node)
            case nodes.Compare():
                _count_comparison(node)
            case nodes.Template():
                node.body = [each for one in node.body for each in _overruled(one, self._name)]
            case nodes.Concat():
                return _through("_joined", nodes.List(node.nodes, lineno=node.lineno))
            case nodes.List() | nodes.Dict() | nodes.Getitem(arg=nodes.Slice()):
                return _through("_kept", node)
            case nodes.Tuple(ctx="load") if not all(isinstance(item, nodes.Const) for item in node.items):
                return _through("_kept", node)
        return node


def _count_turns(node: nodes.For) -> None:
    step = nodes.Const(True, lineno=node.lineno)
    if node.test is not None:
        # What it leaves out has taken a step too.
        node.test = nodes.And(_through("_step", step), node.test, lineno=node.lineno)
    node.body.insert(0, nodes.ExprStmt(_through("_step", step), lineno=node.lineno))


def _count_comparison(node: nodes.Compare) -> None:
    """Look at what is compared; a comparison with a constant is short."""
    first, constant = node.expr, isinstance(node.expr, nodes.Const)
    if not any(isinstance(operand.expr, nodes.Const) for operand in node.ops):
        node.expr = _through("_looked", first)
    for operand in node.ops:
        inside = operand.op in {"in", "notin"}
        if not isinstance(operand.expr, nodes.Const) and (inside or not constant):
            operand.expr = _through("_looked_in" if inside else "_looked", operand.expr)


def _overruled(node: nodes.Node, template: str) -> Iterator[nodes.Node]:
    """A part of a template; behind a macro, its name goes to what holds under it."""
    yield node
    if isinstance(node, nodes.Macro):
        macro = nodes.Name(node.name, "load", lineno=node.lineno)
        yield nodes.Assign(
            nodes.Name(node.name, "store", lineno=node.lineno), _through("_first", macro, template), lineno=node.lineno
        )


def _through(name: str, node: nodes.Expr, *options: object) -> nodes.Filter:
    written: list[nodes.Expr] = [nodes.Const(option, lineno=node.lineno) for option in options]
    return nodes.Filter(node, name, written, [], None, None, lineno=node.lineno)


def _step(value: object) -> object:
    current().step()
    return value


def _looked(value: object) -> object:
    current().look(value)
    return value


def _looked_in(value: object) -> object:
    return _step(value) if isinstance(value, Mapping) else _looked(value)


@pass_eval_context
def _joined(context: nodes.EvalContext, values: list[object]) -> str:
    allowance = current()
    allowance.make(sum(map(allowance.look, values)))
    text: str = markup_join(values) if context.autoescape else str_join(values)
    return text


@pass_context
def _first(context: Context, macro: Macro, template: str) -> Macro:
    """What holds under the name of a macro: that of the template which extends the others, whose own is run first.

    Those that it takes the place of are put under `shipped`, for it to call.
    """
    held: dict[str, tuple[str, Macro]] = context.vars.setdefault(_HELD, {})
    first, holds = held.setdefault(macro.name, (template, macro))
    if first == template:
        held[macro.name] = (template, macro)
        return macro
    context.vars.setdefault("shipped", {}).setdefault(macro.name, macro)
    return holds


_HELD = "macros of this context"
"""No name, so that no template can speak of it."""

MARKS: Mapping[str, Callable[..., object]] = {
    "_first": _first,
    "_step": _step,
    "_looked": _looked,
    "_looked_in": _looked_in,
    "_kept": kept,
    "_joined": _joined,
}
"""The filters that the tree calls."""
