"""`make sabotage`: damages finished editions of two articles and plants faults in the program; says what was found."""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.sabotage.court import court
from benchmarks.sabotage.faults import FAULTS
from benchmarks.sabotage.faults.planted import Verdict, verdicts
from benchmarks.sabotage.run import Case, cases, tried
from benchmarks.sabotage.table import holds, lines, of_faults
from pipeline.files import load_templates
from pipeline.press import Press
from pipeline.project import release

ROOT = Path(__file__).parents[2]
ARTICLES = (ROOT / "source/us-mission-to-nato", ROOT / "tests/conformance/kitchen-sink")


def main() -> int:
    """Prints tables of what was found, and each miss; 1 when too little was found.

    The seed comes from SEED; CASE repeats one damage alone, as it is printed behind MISS.
    """
    options = _options()
    with TemporaryDirectory() as room:
        courts = {folder.name: court(ROOT, folder, Path(room)) for folder in ARTICLES}
        if alone := os.environ.get("CASE"):
            name, kind, seed, turn = alone.split(":")
            wanted = [Case(name, kind, int(seed), int(turn))]
        else:
            seed = os.environ.get("SEED") or "5"
            wanted = list(cases(int(seed), options.each, options.formats.split(","), options.kinds))
        outcomes = []
        for case in wanted:
            outcomes.append(tried(case, courts))
            sys.stderr.write("." if outcomes[-1].verdict.found else "F")
            sys.stderr.flush()
    sys.stdout.write("\n" + "".join(f"{line}\n" for line in lines(outcomes, int(seed))))
    planted = [] if alone or options.kinds else list(_planted())
    sys.stdout.writelines(f"{line}\n" for line in of_faults(planted))
    release()
    return 0 if holds(outcomes) and not any(verdict.wrong for verdict in planted) else 1


def _planted() -> Iterator[Verdict]:
    """What became of each planted fault in each edition in which it shows."""
    templates = load_templates(ROOT)
    with Press(templates.fonts) as press:
        for fault in FAULTS:
            yield from verdicts(fault, templates, press)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make sabotage", description=__doc__)
    parser.add_argument("--each", type=int, default=10, help="damages of each kind in each format")
    parser.add_argument("--formats", default="html,epub,pdf", help="formats, separated by commas")
    parser.add_argument("--kinds", default="", help="a part of the names of kinds")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
