"""The only module that touches disk: confined reads, what ships, journalled publishing, locks."""

from pipeline.files.confine import ReadError, Refusal, resolve_reference
from pipeline.files.disk import write_over
from pipeline.files.interrupt import interruptible
from pipeline.files.journal import DRAFT, MANIFEST
from pipeline.files.lock import locked
from pipeline.files.publish import abandon, prepare, publish
from pipeline.files.shipped import ContractFile, Templates, load_checks, load_contracts, load_templates, shipped_folder
from pipeline.files.store import Store

__all__ = [
    "DRAFT",
    "MANIFEST",
    "ContractFile",
    "ReadError",
    "Refusal",
    "Store",
    "Templates",
    "abandon",
    "interruptible",
    "load_checks",
    "load_contracts",
    "load_templates",
    "locked",
    "prepare",
    "publish",
    "resolve_reference",
    "shipped_folder",
    "write_over",
]
