"""Exceptions carry an exit code, and travel between processes whole."""

import pickle

import pytest

from pipeline.diagnostics import EnvironmentFault, Location, PipelineError, TemplateError
from pipeline.files import ReadError, Refusal

ERRORS = (
    TemplateError("template: no such name", "correct the template", Location("templates/page.xhtml", 3)),
    EnvironmentFault("no fonts"),
    ReadError(Refusal.MISSING, "it is not there", "add it"),
)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_error_arrives_whole(error: PipelineError) -> None:
    """A worker hands its error to its parent: same class, words, place, code."""
    arrived: PipelineError = pickle.loads(pickle.dumps(error))  # noqa: S301 - made in this line
    assert type(arrived) is type(error)
    assert vars(arrived) == vars(error)
    assert (str(arrived), arrived.exit_code) == (str(error), error.exit_code)
