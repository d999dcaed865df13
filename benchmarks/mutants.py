"""`make mutants`: changes the code that gives the verdicts, place by place, and says which changes no test notices.

mutmut makes the changes and runs the tests; pyproject.toml says of what and with which. It changes what stands in
functions, so tables of rules and defaults of fields stay as they are.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "mutants"
COPIED = ("docs", "pipeline", "source", "templates", "tests", "pyproject.toml")
PACKAGES = {
    "pipeline.contract.": "contract",
    "pipeline.kept.": "kept",
    "pipeline.proof.": "proof",
    "pipeline.readers.markdown.account.": "account",
}
KILLED = frozenset({"killed", "timeout", "segfault"})
"""What mutmut calls a change that was noticed: a test failed, ran without end, or took the interpreter with it."""
FEWEST = 0.85
"""The share of the changes that must be noticed."""
SOME = "pipeline.contract.words.*"
"""mutmut names its changes only after it has tried one; these are tried quickly."""

Verdicts = Mapping[str, str]


def main() -> int:
    """Prints a table of the packages and each change that nobody noticed; 1 when that are too many.

    EVERY=1 tries all changes, EVERY=n each nth of them.
    """
    every = int(os.environ.get("EVERY") or "12")
    _copy()
    _mutmut("run", SOME)
    names = [name for name, _ in _results()]
    chosen = names[::every]
    _mutmut("run", *chosen)
    verdicts = {name: verdict for name, verdict in _results() if name in set(chosen)}
    explanations = read_explanations((ROOT / "benchmarks" / "mutants.toml").read_text("utf-8"))
    sys.stdout.write(f"{len(chosen)} of {len(names)} changes tried\n")
    sys.stdout.writelines(f"{line}\n" for line in table(verdicts))
    for name in survivors(verdicts):
        change = changed(_mutmut("show", name, quiet=True))
        sys.stdout.write(f"\n{name}\n{change}\n  {explained(name, change, explanations)}\n")
    return 0 if score(verdicts.values()) >= FEWEST else 1


def score(verdicts: Iterable[str]) -> float:
    """The share of changes that were noticed; what no test reaches was not."""
    noticed = [verdict in KILLED for verdict in verdicts]
    return sum(noticed) / len(noticed)


def survivors(verdicts: Verdicts) -> list[str]:
    """The names of the changes that nobody noticed."""
    return [name for name, verdict in verdicts.items() if verdict not in KILLED]


def table(verdicts: Verdicts) -> Iterator[str]:
    """One line per package of which something was tried, and one for all."""
    packages = {name: next(said for start, said in PACKAGES.items() if name.startswith(start)) for name in verdicts}
    yield f"{'package':<10}{'mutants':>9}{'killed':>9}{'survived':>9}{'score':>9}"
    for package in sorted(set(packages.values())):
        yield _row(package, [verdicts[name] for name, said in packages.items() if said == package])
    yield _row("all", list(verdicts.values()))


def _row(package: str, verdicts: Sequence[str]) -> str:
    killed = sum(verdict in KILLED for verdict in verdicts)
    left = len(verdicts) - killed
    return f"{package:<10}{len(verdicts):>9}{killed:>9}{left:>9}{score(verdicts):>9.1%}"


def changed(diff: str) -> str:
    """The lines of a difference that were taken out and put in."""
    return "\n".join(line for line in diff.splitlines() if re.match(r"[+-](?![+-])", line))


def read_explanations(text: str) -> list[tuple[str, str]]:
    """Pattern and explanation of each entry of the data file."""
    return [(entry["pattern"], entry["why"]) for entry in tomllib.loads(text).get("survivor", ())]


def explained(name: str, change: str, explanations: Iterable[tuple[str, str]]) -> str:
    """Why nobody needs to notice a change, or that nobody has said so; a pattern is looked for in name and lines."""
    whole = f"{name}\n{change}"
    return next((why for pattern, why in explanations if re.search(pattern, whole)), "not explained")


def _copy() -> None:
    """Put into an empty folder what the tests need."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, FOLDER / name, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
        else:
            shutil.copy2(ROOT / name, FOLDER)


def _mutmut(*arguments: str, quiet: bool = False) -> str:
    """What mutmut prints; its progress is shown on the terminal."""
    command = (str(Path(sys.executable).with_name("mutmut")), *arguments)
    kept = subprocess.PIPE if quiet else sys.stderr.fileno()
    return subprocess.run(command, cwd=FOLDER, check=True, stdout=kept, text=True).stdout or ""


def _results() -> Iterator[tuple[str, str]]:
    """Name and verdict of each change."""
    for line in _mutmut("results", "--all", "true", quiet=True).splitlines():
        name, _, verdict = line.strip().partition(": ")
        yield name, verdict


if __name__ == "__main__":
    sys.exit(main())
