"""Runs the veraPDF library on many PDF files in one JVM; prints JSON rows: severity, code, message, file, context."""

import json
import os
import sys
from collections.abc import Iterator

import jpype

Row = tuple[str, str, str, str, str]


def rows(flavour_name: str, path: str) -> Iterator[Row]:
    """Yield one row per failed check of one flavour."""
    flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(flavour_name)
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    try:
        with foundry.createParser(jpype.JClass("java.io.File")(path), flavour) as parser:
            result = foundry.createValidator(flavour, False).validate(parser)
            for one in result.getTestAssertions():
                rule = one.getRuleId()
                code = f"{flavour_name}:{rule.getClause()}-{rule.getTestNumber()}"
                message = f"{one.getMessage()} {list(map(str, one.getErrorArguments())) or ''}".rstrip()
                yield "error", code, message, path, str(one.getLocation().getContext())
            if not result.isCompliant() and not result.getTestAssertions():
                yield "error", f"{flavour_name}:not-compliant", "veraPDF names no rule", path, ""
    except jpype.JException as error:
        yield "fatal", f"{flavour_name}:{error.getClass().getSimpleName()}", str(error), path, ""


def main(class_path: str, *asked: str) -> None:
    """Start the JVM and print one line; each word is a flavour, `=` and a path."""
    jpype.startJVM("-Duser.language=en", classpath=class_path.split(os.pathsep))
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    found = [row for word in asked for row in rows(*word.split("=", 1))]
    sys.stdout.write("\n" + json.dumps(found) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
