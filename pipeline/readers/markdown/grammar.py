"""Sets up the Markdown parser: which constructs it knows, where each token stands, and how deep blocks may nest."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from pipeline.readers.markdown.braces import braces_plugin, take_trailing
from pipeline.readers.markdown.citation_marks import citation_plugin
from pipeline.readers.markdown.colon_fence import colon_fence_plugin
from pipeline.readers.markdown.inline_notes import inline_note_plugin
from pipeline.readers.markdown.scripts import scripts_plugin

# Containers (lists, quotes, directives, descriptions, notes) one within the other.
MAX_DEPTH = 40
# For inlines only: deep enough to see that a text is too deep; each bracket costs up to so many looks ahead.
_MAX_LEVEL = MAX_DEPTH + 5
# The box of a task, and what is often meant to be one.
_BOX = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
_NO_BOX = re.compile(r"\[[ \t]*\](?=[ \t]|$)|\[[ xX]?\](?![(\[{:])\S|\[[xX]\]$")
# Some inline rules look at the rest of the paragraph again for every bracket.
MAX_PARAGRAPH = 64 * 1024


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a line of content, from offset `content` on, stands in the source."""

    content: int
    source: int


class PlacedStateBlock(StateBlock):
    """Notes in `meta["starts"]` of each inline token where the text of its lines begins."""

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Append a token; the containers' marks are stripped from `bMarks` just now, so their columns are known."""
        before = self.tokens[-1] if self.tokens else None
        token = super().push(ttype, tag, nesting)
        if ttype == "inline" and before is not None:
            owner = self.tokens[-3] if before.type in {"th_open", "td_open"} else before
            if owner.type == "tr_open" and owner.map:
                owner.meta["start"] = self._text_start(owner.map[0])
            elif before.map:
                first, last = before.map
                token.meta["starts"] = [self._text_start(line) for line in range(first, max(last, first + 1))]
        return token

    def _text_start(self, line: int) -> int:
        return self.bMarks[line] + self.tShift[line]


class PlacedBlocks(ParserBlock):
    """Notes in `meta["start"]` where a block begins; reads no deeper than MAX_DEPTH and says where it stopped."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> list[Token] | None:  # noqa: N803 - the name in the class it takes the place of
        """Append the block tokens of `src` to `outTokens`; `env["parts"]` are the lines where parts begin, from 0."""
        if not src:
            return None
        state = PlacedStateBlock(src, md, env, outTokens)
        env["depth"] = -1
        firsts = [0, *env.get("parts", ())]
        for first, end in zip(firsts, [*firsts[1:], state.lineMax], strict=True):
            if first:
                state.push("part", "", 0)
            # Nothing that a part leaves open runs on into the next.
            state.line, state.lineMax = first, end
            self.tokenize(state, first, end)
        return state.tokens

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803 - as above
        """Append the blocks of one container."""
        if state.tokens and state.tokens[-1].type in {"list_item_open", "dd_open"}:
            state.tokens[-1].meta["start"] = state.skipSpaces(state.bMarks[startLine])
        state.env["depth"] += 1
        if state.env["depth"] > MAX_DEPTH:
            state.env.setdefault("too_deep", []).append(startLine)
            state.line = _end_of_container(state, startLine, endLine)
        else:
            self._blocks(state, startLine, endLine)
        state.env["depth"] -= 1

    def _blocks(self, state: StateBlock, line: int, end: int) -> None:
        # The loop of the class above, with a note of where each block begins.
        rules = self.ruler.getRules("")
        empty_lines = False
        while line < end:
            state.line = line = state.skipEmptyLines(line)
            if line >= end or state.sCount[line] < state.blkIndent:
                break
            first, start = len(state.tokens), state.bMarks[line] + state.tShift[line]
            if not any(rule(state, line, end, False) for rule in rules) or state.line <= line:
                raise RuntimeError("a block rule did not move on")
            if first < len(state.tokens):
                state.tokens[first].meta["start"] = start
            state.tight = not empty_lines
            line = state.line
            empty_lines = empty_lines or ((line - 1) < end and state.isEmpty(line - 1))
            if line < end and state.isEmpty(line):
                empty_lines = True
                line += 1
                state.line = line


def _end_of_container(state: StateBlock, line: int, end: int) -> int:
    """Return the first line that does not belong to the container which `line` begins."""
    line += 1
    while line < end and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
        line += 1
    return line


class PlacedInlines(ParserInline):
    """Notes in `meta["span"]` where each token begins and ends, counted in the content of its block.

    Where brackets are nested so deep that the library gives up on them, the first token says so in `meta["too_deep"]`.
    """

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Append the inline tokens of `src` to `tokens`."""
        # The text of an image is parsed inside the text around it.
        inside = env.get("inside_inlines", False)
        env["inside_inlines"] = True
        super().parse(src, md, env, tokens)
        env["inside_inlines"] = inside
        if not inside and env.pop("gave_up", False) and tokens:
            tokens[0].meta["too_deep"] = True
        return tokens

    def skipToken(self, state: StateInline) -> None:  # noqa: N802 - the name in the class it takes the place of
        """Step over what stands at the state's position."""
        if state.level >= state.md.options.maxNesting:
            state.env["gave_up"] = True
        super().skipToken(state)

    def tokenize(self, state: StateInline) -> None:
        """Append the tokens between the state's position and its end."""
        rules = self.ruler.getRules("")
        end, pending = state.posMax, state.pos
        while state.pos < end:
            start, first = state.pos, len(state.tokens)
            if not state.pending:
                pending = start
            if state.level < state.md.options.maxNesting and any(rule(state, False) for rule in rules):
                _place(state.tokens, first, start, pending, state.pos)
                continue
            state.append_pending(state.src[start])
            state.pos += 1
        if state.pending:
            state.pushPending().meta["span"] = (pending, end)


def _place(tokens: list[Token], first: int, start: int, pending: int, end: int) -> None:
    """Note the span of the tokens that one rule made; text that waited begins at `pending`."""
    cursor = start
    for index, token in enumerate(tokens[first:]):
        if "span" in token.meta:
            continue
        if token.type == "text" and index == 0 and pending < start:
            token.meta["span"] = (pending, pending + len(token.content))
        elif token.type == "text" and index and tokens[first + index - 1].markup == "autolink":
            token.meta["span"] = (start + 1, end - 1)
        elif token.type == "text":
            # Marks of emphasis come one by one.
            token.meta["span"] = (cursor, cursor + 1)
            cursor += 1
        else:
            token.meta["span"] = (start, end)


def make_parser() -> MarkdownIt:
    """Return the parser of the source language; it keeps nothing between texts."""
    parser = MarkdownIt("commonmark")
    parser.block, parser.inline = PlacedBlocks(), PlacedInlines()
    parser.configure("commonmark", {"maxNesting": _MAX_LEVEL, "html": True, "store_labels": True}).enable("table")
    parser.use(front_matter_plugin).use(colon_fence_plugin).use(deflist_plugin)
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True).use(inline_note_plugin)
    parser.use(scripts_plugin).use(braces_plugin).use(citation_plugin)
    parser.block.ruler.before("table", "table_caption", _ends_table, {"alt": ["blockquote"]})
    parser.core.ruler.before("inline", "prepare_inlines", _prepare_inlines)
    # Joined texts lose their places; ours are joined when they become values.
    parser.disable(["fragments_join", "text_join"])
    # Links are judged, and what is wrong with them said, when they become values.
    parser.validateLink = _any_link  # type: ignore[method-assign]  # the documented way to set it
    return parser


def _any_link(url: str) -> bool:  # noqa: ARG001 - the parser's call
    return True


def _ends_table(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
    """Tell a table that its caption begins; the caption itself is a paragraph."""
    start = state.bMarks[line] + state.tShift[line]
    return silent and state.parentType == "table" and state.src.startswith(": ", start)


def _prepare_inlines(state: StateCore) -> None:
    """Take captions' marks and trailing attributes off, and note which paragraphs are too long to be read."""
    for index, token in enumerate(state.tokens):
        if token.type != "inline":
            continue
        owner = state.tokens[index - 1]
        if owner.type == "paragraph_open" and _follows_table(state.tokens, index - 1) and token.content[:2] == ": ":
            owner.meta["caption"] = True
            _drop_start(token, len(token.content) - len(token.content[2:].lstrip()))
        if owner.type == "heading_open" and owner.markup.startswith("#"):
            token.meta["starts"][0] = _after_spaces(state.src, token.meta["starts"][0] + len(owner.markup))
        if "starts" in token.meta:
            _skip_stripped(state.src, token)
        if owner.type == "heading_open" or owner.meta.get("caption"):
            owner.meta["attributes"] = take_trailing(token)
        if owner.type == "paragraph_open" and index > 1 and state.tokens[index - 2].type == "list_item_open":
            _take_box(token, state.tokens[index - 2])
        if len(token.content) > MAX_PARAGRAPH:
            token.meta["too_long"] = len(token.content)
            token.content = ""


def _skip_stripped(text: str, token: Token) -> None:
    """Move the place of the first line behind white space that the parser has stripped: any of Unicode's."""
    starts = token.meta["starts"]
    while token.content and len(starts) > 1 and not text[starts[0] : text.find("\n", starts[0])].strip():
        del starts[0]
    while token.content and not token.content[0].isspace() and text[starts[0]].isspace():
        starts[0] += 1


def _after_spaces(text: str, offset: int) -> int:
    while text[offset : offset + 1] in {" ", "\t"}:
        offset += 1
    return offset


def _follows_table(tokens: list[Token], index: int) -> bool:
    return index > 0 and tokens[index - 1].type == "table_close"


def _take_box(token: Token, item: Token) -> None:
    """Take the box of a task off its text (GFM 5.3); what only looks like one is noted."""
    if match := _BOX.match(token.content):
        item.meta["checked"] = match[1] != " "
        _drop_start(token, match.end())
    elif _NO_BOX.match(token.content):
        token.meta["no_box"] = True


def _drop_start(token: Token, count: int) -> None:
    token.content = token.content[count:]
    token.meta["starts"][0] += count


def place(stretches: tuple[Stretch, ...], offset: int) -> int:
    """Return the offset in the source of an offset in the content of a block."""
    index = max(0, bisect_right(stretches, offset, key=lambda stretch: stretch.content) - 1)
    return stretches[index].source + offset - stretches[index].content
