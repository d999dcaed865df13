"""Writes counts into the tree of a template where Jinja has no hook: loops, comparisons, values written out."""

from collections.abc import Callable, Mapping

from jinja2 import nodes
from jinja2.runtime import markup_join, str_join
from jinja2.utils import pass_eval_context
from jinja2.visitor import NodeTransformer

from pipeline.sandbox.allowance import current, kept


class Counting(NodeTransformer):
    """Makes the tree of a template one that counts, by filters of its own (`MARKS`)."""

    def visit(self, node: nodes.Node, *args: object, **kwargs: object) -> nodes.Node:
        """The node that takes the place of a node."""
        self.generic_visit(node, *args, **kwargs)
        match node:
            case nodes.For():
                _count_turns(node)
            case nodes.Compare():
                _count_comparison(node)
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


def _through(name: str, node: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


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


MARKS: Mapping[str, Callable[..., object]] = {
    "_step": _step,
    "_looked": _looked,
    "_looked_in": _looked_in,
    "_kept": kept,
    "_joined": _joined,
}
"""The filters that the tree calls."""
