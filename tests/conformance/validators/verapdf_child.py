"""Runs the veraPDF library on many PDF files in one JVM; prints JSON rows: severity, code, message, place."""

import json
import sys
from collections.abc import Iterator

import jpype
import pikepdf

Row = tuple[str, str, str, str]


def flavours(path: str) -> tuple[str, str]:
    """Return the flavours that one of our files must have: the part of PDF/A without attachments if it claims that."""
    try:
        with pikepdf.open(path) as pdf, pdf.open_metadata() as metadata:
            return "ua1", "2a" if metadata.pdfa_status == "2A" else "3a"
    except pikepdf.PdfError:
        return "ua1", "3a"


def rows(path: str, flavour_name: str) -> Iterator[Row]:
    """Yield one row per failed check of one flavour."""
    flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(flavour_name)
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    try:
        with foundry.createParser(jpype.JClass("java.io.File")(path), flavour) as parser:
            result = foundry.createValidator(flavour, False).validate(parser)
            for one in result.getTestAssertions():
                rule = one.getRuleId()
                code = f"{flavour_name}:{rule.getClause()}-{rule.getTestNumber()}"
                place = f"{path}: {one.getLocation().getContext()}"
                yield "error", code, f"{one.getMessage()} {list(map(str, one.getErrorArguments()))}", place
            if not result.isCompliant() and not result.getTestAssertions():
                yield "error", f"{flavour_name}:not-compliant", "veraPDF names no rule", path
    except jpype.JException as error:
        yield "fatal", f"{flavour_name}:{error.getClass().getSimpleName()}", str(error), path


def main(class_path: str, *paths: str) -> None:
    """Start the JVM and print one line."""
    jpype.startJVM("-Duser.language=en", classpath=class_path.split(":"))
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    found = [row for path in paths for flavour in flavours(path) for row in rows(path, flavour)]
    sys.stdout.write("\n" + json.dumps(found) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
