"""Runs EPUBCheck's command-line class on many books in one JVM; prints a JSON object: path to report."""

import json
import os
import sys
import tempfile
from pathlib import Path

import jpype


def report(book: str) -> object:
    """Return EPUBCheck's own JSON report, usage messages included."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "report.json")
        jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")().run([book, "--usage", "--quiet", "--json", str(target)])
        return json.loads(target.read_text(encoding="utf-8"))


def main(class_path: str, *books: str) -> None:
    """Start the JVM and print one line."""
    jpype.startJVM("-Duser.language=en", classpath=class_path.split(os.pathsep))
    reports = {book: report(book) for book in books}
    sys.stdout.write("\n" + json.dumps(reports) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
