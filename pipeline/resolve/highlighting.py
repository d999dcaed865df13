"""The parts of code by which it is coloured: comments, keywords, strings and a few more.

Pygments reads the code; of its eighty kinds of token eight parts are kept, which a style can tell apart without colour
too. Only the languages listed here are read, and only code of a size that takes no notable time: which code that is
depends on the code alone, never on a clock. All other code is shown as it is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from pygments.lexers import find_lexer_class_by_name
from pygments.token import Token

from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.model import Article, Block, CodeBlock
from pipeline.model.code import CodeLine, CodePart, CodeRun, plain_lines
from pipeline.model.walk import Node, rebuilt
from pipeline.wording import nearest

UNKNOWN_LANGUAGE = Rule(
    "unknown-code-language",
    Severity.WARNING,
    "a block of code names a language that is not known",
    "Its comments and keywords look like the rest; the name may be misspelt.",
    wrong='```pyhton\nprint("open")\n```\n',
    right='```python\nprint("open")\n```\n',
    yields=True,
)
LONG_CODE = Rule(
    "long-code",
    Severity.WARNING,
    "a block of code is too long for its parts to be told apart",
    "Nobody reads so much code in an article, and telling its parts apart would hold up every build.",
    yields=True,
)
RULES = (UNKNOWN_LANGUAGE, LONG_CODE)

MAX_CHARACTERS = 50_000
"""In a block."""
MAX_LINE = 2_000
"""Characters in a line: some lexers look at the rest of a line again and again."""
MAX_LINES = 1_000
"""In a block: the lexers of C's family look at all lines that follow, so that their time grows with the square."""
MAX_TOTAL = 20_000
"""Lines in an article."""

# What an author may write → the lexer of Pygments.
LANGUAGES: Mapping[str, str] = {
    **{name: name for name in ("c", "cpp", "css", "diff", "elixir", "go", "graphql", "haskell", "html", "http", "ini")},
    **{name: name for name in ("java", "javascript", "json", "julia", "kotlin", "lua", "markdown", "nginx", "perl")},
    **{name: name for name in ("php", "powershell", "python", "r", "ruby", "rust", "scala", "sparql", "sql", "swift")},
    **{name: name for name in ("toml", "turtle", "typescript", "xml", "yaml", "bash", "console", "csharp", "docker")},
    "latex": "tex", "tex": "tex", "make": "make", "makefile": "make", "dockerfile": "docker", "matlab": "matlab",
    "c++": "cpp", "c#": "csharp", "cs": "csharp", "ex": "elixir", "golang": "go", "hs": "haskell",
    "js": "javascript",
    "kt": "kotlin", "md": "markdown", "pl": "perl", "ps1": "powershell", "py": "python", "python3": "python",
    "rb": "ruby", "rs": "rust", "ts": "typescript", "yml": "yaml", "sh": "bash", "shell": "bash", "zsh": "bash",
    "shell-session": "console", "svg": "xml", "xhtml": "html", "ttl": "turtle", "jl": "julia", "patch": "diff",
}  # fmt: skip
PLAIN = frozenset({"", "text", "txt", "plain", "plaintext", "none", "output"})
"""Names of what has no parts to tell apart."""

_PARTS: Mapping[object, CodePart] = {
    Token.Comment: "comment",
    Token.Comment.Preproc: "attribute",
    Token.Comment.PreprocFile: "string",
    Token.Generic.Deleted: "deleted",
    Token.Generic.Heading: "name",
    Token.Generic.Inserted: "inserted",
    Token.Generic.Prompt: "comment",
    Token.Generic.Subheading: "name",
    Token.Keyword: "keyword",
    Token.Keyword.Constant: "literal",
    Token.Literal: "literal",
    Token.Literal.String: "string",
    Token.Name.Attribute: "attribute",
    Token.Name.Class: "name",
    Token.Name.Constant: "literal",
    Token.Name.Decorator: "attribute",
    Token.Name.Exception: "name",
    Token.Name.Function: "name",
    Token.Name.Function.Magic: "name",
    Token.Name.Tag: "keyword",
    Token.Name.Variable: "attribute",
    Token.Operator.Word: "keyword",
}


def with_highlighting(article: Article) -> tuple[Article, tuple[Diagnostic, ...]]:
    """The article with the lines of all its code, and what is said about code that stays plain."""
    reading = _Reading()
    blocks = tuple(cast("Block", reading.lit(block)) for block in article.blocks)
    notes = tuple(
        replace(note, children=tuple(cast("Block", reading.lit(block)) for block in note.children))
        for note in article.notes
    )
    return replace(article, blocks=blocks, notes=notes), tuple(reading.findings)


@dataclass(slots=True)
class _Reading:
    """How many lines of code were read, and what was found."""

    read: int = 0
    findings: list[Diagnostic] = field(default_factory=list)

    def lit(self, node: Node) -> Node:
        return replace(node, lines=self._lines(node)) if isinstance(node, CodeBlock) else rebuilt(node, self.lit)

    def _lines(self, code: CodeBlock) -> tuple[CodeLine, ...]:
        name = code.language.lower()
        if name in PLAIN:
            return plain_lines(code.text)
        if name not in LANGUAGES:
            hint = nearest(name, {*LANGUAGES, *PLAIN - {""}}, "write text, if it is none")
            message = f'the language "{code.language}" is not known'
            self.findings.append(Diagnostic(UNKNOWN_LANGUAGE, message, code.at, hint))
            return plain_lines(code.text)
        if fact := self._too_long(code.text):
            hint = "show the part that the text is about"
            self.findings.append(Diagnostic(LONG_CODE, fact, code.at, hint))
            return plain_lines(code.text)
        self.read += code.text.count("\n") + 1
        return highlighted(code.text, LANGUAGES[name])

    def _too_long(self, text: str) -> str:
        lines = text.split("\n")
        longest = max(map(len, lines))
        if len(text) > MAX_CHARACTERS:
            return f"the code has {len(text)} characters; at most {MAX_CHARACTERS} are coloured"
        if longest > MAX_LINE:
            return f"a line of the code has {longest} characters; at most {MAX_LINE} are coloured"
        if len(lines) > MAX_LINES:
            return f"the code has {len(lines)} lines; at most {MAX_LINES} are coloured"
        if self.read + len(lines) > MAX_TOTAL:
            return f"the article has more than {MAX_TOTAL} lines of code; no more are coloured"
        return ""


def highlighted(text: str, lexer: str) -> tuple[CodeLine, ...]:
    """The lines of a text, read by a lexer of Pygments; plain where the lexer would change a character."""
    made = find_lexer_class_by_name(lexer)()
    # Some lexers end their last token at the end of a line only.
    tokens = [(kind, value) for _, kind, value in made.get_tokens_unprocessed(f"{text}\n")]
    if "".join(value for _, value in tokens) != f"{text}\n":
        return plain_lines(text)
    lines: list[list[CodeRun]] = [[]]
    for kind, value in tokens:
        part = _part(kind)
        first, *others = value.split("\n")
        _extend(lines[-1], first, part)
        for other in others:
            lines.append([])
            _extend(lines[-1], other, part)
    return tuple(CodeLine(tuple(line)) for line in lines[:-1])


def _extend(line: list[CodeRun], text: str, part: CodePart) -> None:
    if not text:
        return
    if not text.strip():
        part = ""
    # The press would break a line between its indentation and a part of its own.
    if line and (line[-1].part == part or not (len(line) > 1 or line[0].text.strip())):
        line[-1] = CodeRun(line[-1].text + text, part)
    else:
        line.append(CodeRun(text, part))


def _part(kind: object) -> CodePart:
    """The part of a kind of token, or of the nearest kind above it that has one."""
    return next((_PARTS[each] for each in _upwards(kind) if each in _PARTS), "")


def _upwards(kind: object) -> Iterator[object]:
    while kind is not None:
        yield kind
        kind = getattr(kind, "parent", None)
