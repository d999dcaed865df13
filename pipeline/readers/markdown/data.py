"""Reads the files of data (CSV, RFC 4180) that an article shows, and judges them before anything is made of them."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.diagnostics import Diagnostic, LimitError, Location, Rule, Severity
from pipeline.files.confine import ReadError, Refusal, resolve_reference
from pipeline.readers.markdown.assets import ASSET_OUTSIDE, REMOTE_ASSET
from pipeline.readers.markdown.ledger import Ledger
from pipeline.readers.markdown.source import decode
from pipeline.wording import nearest

DATA_MISSING = Rule(
    "data-missing",
    Severity.ERROR,
    "a file of data is not there",
    "There would be a hole in every edition.",
    wrong=":::{csv-table} data/bugdet.csv\n:::\n",
    right=":::{csv-table} data/budget.csv\n:::\n",
)
DATA_BROKEN = Rule(
    "data-broken",
    Severity.ERROR,
    "a file of data is no table",
    "A guess at what was meant would put numbers under the wrong heads (RFC 4180).",
    wrong=":::{csv-table} data/ragged.csv\n:::\n",
    right=":::{csv-table} data/budget.csv\n:::\n",
)
DATA_TOO_LARGE = Rule(
    "data-too-large",
    Severity.ERROR,
    "a file of data has more cells than a reader could take in",
    "No reader takes in a table of that length, and setting it takes memory and time in every edition.",
)
UNKNOWN_COLUMN = Rule(
    "unknown-column",
    Severity.ERROR,
    "a column is named that the data does not have",
    "What the author wanted to show would be missing.",
    wrong=":::{csv-table} data/budget.csv\n:columns: year, spendng\n:::\n",
    right=":::{csv-table} data/budget.csv\n:columns: year, spending\n:::\n",
)
FORMULA = Rule(
    "formula",
    Severity.ERROR,
    "a cell of data would run as a formula in a spreadsheet",
    (
        "Readers get the data with the article, and a formula in it runs on their machine when they open it in "
        "a spreadsheet."
    ),
    wrong=":::{csv-table} data/formula.csv\n:::\n",
    right=":::{csv-table} data/budget.csv\n:::\n",
)
RULES = (DATA_MISSING, DATA_BROKEN, DATA_TOO_LARGE, UNKNOWN_COLUMN, FORMULA)

MEDIA_TYPE = "text/csv"
MAX_BYTES = 5_000_000
MAX_CELLS = 50_000
_MAX_TOLD = 10
"""Findings in one file."""

_REFUSALS = {
    Refusal.REMOTE: REMOTE_ASSET,
    Refusal.OUTSIDE: ASSET_OUTSIDE,
    Refusal.MALFORMED: ASSET_OUTSIDE,
    Refusal.MISSING: DATA_MISSING,
    Refusal.IRREGULAR: DATA_MISSING,
}
_NUMBER = {
    ".": re.compile(r"([+-]?)(0|[1-9]\d*)(?:\.(\d+))?"),
    ",": re.compile(r"([+-]?)(0|[1-9]\d*)(?:,(\d+))?"),
}
_DOING = re.compile(r"[=@]|[+-](?!\d+(?:[.,]\d+)*\s*%?$)(?!$)")
"""What makes a spreadsheet compute; a number, a percentage and a lone dash do not."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a file is written: what stands between its cells, what before decimals, its heads where it has none."""

    delimiter: str = ","
    decimal: str = "."
    header: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dataset:
    """A table of texts, as long in every row as in its heads; `lines` are those on which rows stand in the file."""

    file: str
    form: Form
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]

    def place(self, row: int) -> Location:
        """Return where a row stands."""
        return Location(self.file, self.lines[row], 1)

    def column(self, name: str, at: Location, ledger: Ledger) -> int | None:
        """Return the index of a column, None with a finding if there is none."""
        if name in self.heads:
            return self.heads.index(name)
        hint = nearest(name, self.heads, f"write one of {', '.join(self.heads)}")
        ledger.report(UNKNOWN_COLUMN, f'the data has no column "{name}"', at, hint)
        return None

    def number(self, text: str) -> str:
        """Return a number as Python writes it, or "" for what is none; leading zeros make a code, not a number."""
        match = _NUMBER[self.form.decimal].fullmatch(text.replace("\N{MINUS SIGN}", "-"))
        if match is None:
            return ""
        sign, whole, decimals = match.groups()
        return f"{sign.replace('+', '')}{whole}{f'.{decimals}' if decimals else ''}"


def read_data(reference: str, form: Form, at: Location, ledger: Ledger) -> Dataset | None:
    """Return the data that a reference means; None, with a finding, if it cannot be used."""
    try:
        name = resolve_reference(reference, ledger.folder(at))
    except ReadError as error:
        ledger.report(_REFUSALS[error.reason], error.message, at, error.hint)
        return None
    ledger.used.setdefault(name, []).append(at)
    content = _content(name, at, ledger)
    if content is None:
        return None
    text, findings = decode(content, ledger.prefix + name)
    data = None
    if text is not None:
        data, findings = judged(text.text, ledger.prefix + name, form)
    # A file that a table and a chart share is judged twice and told once.
    ledger.findings.extend(finding for finding in findings if finding not in ledger.findings)
    return data


def _content(name: str, at: Location, ledger: Ledger) -> bytes | None:
    if name not in ledger.data:
        try:
            ledger.data[name] = ledger.files.read(name, MAX_BYTES)
        except ReadError as error:
            ledger.report(_REFUSALS[error.reason], f"{name} {error.reason.fact}", at, error.hint)
            return None
        except LimitError:
            hint = "keep the rows and columns that the article shows"
            ledger.report(DATA_TOO_LARGE, f"{name} has more than {MAX_BYTES // 1_000_000} MB", at, hint)
            return None
    return ledger.data[name]


def judged(text: str, file: str, form: Form) -> tuple[Dataset | None, tuple[Diagnostic, ...]]:
    """Return the data that the text of a file holds; None, with findings in that file, if it is no table."""
    judging = _Judging(file, form)
    try:
        rows = list(judging.rows(text))
    except csv.Error as error:
        judging.tell(DATA_BROKEN, f"the row cannot be read: {error}", judging.line, "look for a quotation mark")
        rows = []
    heads = form.header or (rows.pop(0)[1] if rows else ())
    if not judging.findings:
        judging.judge_heads(heads, len(rows))
    if judging.findings:
        return None, tuple(judging.findings)
    return Dataset(file, form, heads, tuple(row for _, row in rows), tuple(line for line, _ in rows)), ()


@dataclass(slots=True)
class _Judging:
    """A file while it is judged, the line that is read, and what was found."""

    file: str
    form: Form
    line: int = 1
    findings: list[Diagnostic] = field(default_factory=list)

    def rows(self, text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield each row that is not blank with the line on which it begins, reporting what is wrong with it."""
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=self.form.delimiter, strict=True)
        width, cells = len(self.form.header), 0
        for row in reader:
            if row:
                width = width or len(row)
                cells += len(row)
                self._judge_row(row, width)
                if cells > MAX_CELLS:
                    message = f"the data has more than {MAX_CELLS:,} cells"
                    self.tell(DATA_TOO_LARGE, message, self.line, "keep the rows and columns that the article shows")
                    return
                yield self.line, tuple(" ".join(cell.split()) for cell in row)
            self.line = reader.line_num + 1

    def _judge_row(self, row: list[str], width: int) -> None:
        if len(row) != width:
            message = f"the row has {len(row)} {'cell' if len(row) == 1 else 'cells'}, the data {width} columns"
            self.tell(
                DATA_BROKEN, message, self.line, "give each row a cell for each column; quote a cell with a comma"
            )
        for cell in row:
            if _DOING.match(cell.strip()):
                message = f'the cell "{cell.strip()[:40]}" is a formula'
                self.tell(FORMULA, message, self.line, "write the value that it has")

    def judge_heads(self, heads: tuple[str, ...], rows: int) -> None:
        """Report heads that cannot be told apart, and data without rows."""
        for head, count in Counter(heads).items():
            if count > 1 or not head:
                fact = f'{count} columns are named "{head}"' if head else "a column has no name"
                self.tell(DATA_BROKEN, fact, 1, "give each column a name of its own")
        if not rows:
            self.tell(DATA_BROKEN, "the data has no rows", 1, "write the heads on the first line, then the rows")

    def tell(self, rule: Rule, message: str, line: int, hint: str) -> None:
        """Add a finding, unless there are many: a file that is wrong in one row is often wrong in all."""
        if len(self.findings) < _MAX_TOLD or rule is DATA_TOO_LARGE:
            self.findings.append(Diagnostic(rule, message, Location(self.file, line), hint))
