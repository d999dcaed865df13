"""Reads what validators print: into the types that an adapter says, or not at all."""

from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from pipeline.validators.message import broken

T = TypeVar("T")


def report(kind: TypeAdapter[T], told: str) -> T:
    """A report of JSON; raises NotRunError for anything else."""
    try:
        return kind.validate_json(told)
    except ValidationError as error:
        raise broken(f"it printed what is no report of its kind: {told.strip()[:80]!r}") from error
