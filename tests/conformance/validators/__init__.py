"""Adapters to the outside validators: each turns files into findings and swallows nothing."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.conformance.validators import ace, axe, epubcheck, nu, verapdf
from tests.conformance.validators.finding import Finding
from tests.conformance.validators.programs import ProgramMissingError

__all__ = ["VALIDATORS", "Finding", "ProgramMissingError"]

# One row per validator: the suffix of the files that it judges, and its function.
VALIDATORS: Mapping[str, tuple[str, Callable[[Sequence[Path]], tuple[Finding, ...]]]] = {
    "epubcheck": (".epub", epubcheck.check),
    "ace": (".epub", ace.check),
    "nu": (".html", nu.check),
    "axe": (".html", axe.check),
    "verapdf": (".pdf", verapdf.check),
}
