r"""Markdown that knows mathematics, in every delimiter models use.

``$…$`` and ``\(…\)`` inline; ``$$…$$``, ``\[…\]`` and LaTeX environments in display, on
lines of their own, inside a sentence, in lists and in tables. Currency is left alone,
code is left alone, and no backslash is eaten.

Tokens: ``math_inline`` (within text), ``math_block`` (on its own). The ``content`` is the
TeX; ``meta`` says whether it is still ``open`` and what punctuation comes ``after`` it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

MAX_LINES = 80
"""A display formula that has not ended after so many lines is not one."""

_ENVIRONMENTS = (
    "equation|align|aligned|alignat|alignedat|flalign|gather|gathered|multline|split|eqnarray|cases|dcases|"
    "rcases|matrix|pmatrix|bmatrix|Bmatrix|vmatrix|Vmatrix|smallmatrix|array|subequations|math|displaymath|CD|"
    "tikzcd"
)
_BEGIN = re.compile(r"\\begin\{((?:" + _ENVIRONMENTS + r")\*?)\}")
_AFTER = re.compile(r"\s*([.,;:!?]?)\s*$")
_HEADING_OR_FENCE = re.compile(r"\s*(#{1,6}\s|```|~~~)")
_PROSE = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{3,}(?:\s|,|$)")
_TEX_SIGN = re.compile(r"[\\^_={}]")
_CELL_MATH = re.compile(r"(?<!\\)\$[^$\n]+\$|\\\([^\n]+?\\\)|`[^`\n]+`")
"""Where a ``|`` in a row of a table divides no cells."""
_SPACED = re.compile(r"\s(?:[A-Za-z]|(?=[^=+*/<>()-]*[=+*/<>()-])[^\W\d][^$]{1,40})\s")
"""``$ x $`` and ``$ x + 1 $``, but not the words between two prices."""
_OPERAND_END = re.compile(r"[A-Za-z0-9)\]$]")
_OPERAND_START = re.compile(r"[A-Za-z0-9(\[$\\]")
_PIPE = "\ue200"
"""Stands for ``|`` inside mathematics, where a table would otherwise cut it."""

_MAX_TRIED = 8
"""Dollar signs after an opening one of which each might be the closing one."""

_TAIL = 200
"""Characters of an unfinished inline formula that is still shown as one."""

# What Markdown may escape. ( ) [ ] { } , ; : \ are LaTeX's: there the backslash stays.
_ESCAPABLE = frozenset("*_`#>|~!+-.$&<\"'%=@/?^")


@lru_cache(maxsize=2)
def parser(streaming: bool = False) -> MarkdownIt:
    """Our Markdown. ``streaming``: a display formula without an end is taken to be arriving."""
    from markdown_it import MarkdownIt

    md = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False})
    # A lone "=" or "-" under a line is mathematics far more often than a heading.
    md.disable("lheading")
    interrupts = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("fence", "math_block", _block_rule(streaming), {"alt": interrupts})
    md.inline.ruler.at("escape", _escape)
    md.inline.ruler.at("emphasis", _emphasis)
    md.inline.ruler.before("escape", "math_inline", _inline_rule)
    md.block.ruler.at("paragraph", _paragraph)
    md.core.ruler.push("math_split", _split_paragraphs)
    return md


def tokens_of(text: str, streaming: bool = False) -> list[Token]:
    """The parsed tokens of ``text``."""
    text = _hide_pipes(text)
    # The end of what has arrived, by which a rule knows that nothing follows it yet.
    tail = text.rstrip()[-_TAIL:] if streaming else ""
    return parser(streaming).parse(text, {"tail": tail})


def _hide_pipes(text: str) -> str:
    if "|" not in text:
        return text
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if line.count("|") > 1 and line.lstrip(" >-*")[:1] == "|":
            lines[index] = _CELL_MATH.sub(_hidden, line)
    return "\n".join(lines)


def _hidden(match: re.Match[str]) -> str:
    if match[0][0] == "`":  # there \\| is a table's own way to write a bar
        return re.sub(r"(?<!\\)\|", _PIPE, match[0])
    return match[0].replace("|", _PIPE)


def shown(text: str) -> str:
    """``text`` of a token with the hidden pipes back."""
    return text.replace(_PIPE, "|")


# Display formulas on lines of their own


def _block_rule(streaming: bool) -> Any:
    def math_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        begin = state.bMarks[start] + state.tShift[start]
        opening, closing = _opening(state.src, begin, state.eMarks[start])
        if not opening:
            return False
        body = begin if opening.startswith("\\begin") else begin + len(opening)
        found = _closing(state, start, end, begin + len(opening), closing)
        if found is None:
            if not (streaming and _may_still_close(state, start, end)):
                return False
            line, at, after = end - 1, state.eMarks[end - 1], state.eMarks[end - 1]
        else:
            line, at = found
            after = at + len(closing)
        rest = state.src[after : state.eMarks[line]]
        punctuation = _AFTER.match(rest)
        if punctuation is None and line == start:
            return False  # text follows on the same line: the sentence is a paragraph
        stop = after if opening.startswith("\\begin") else at
        content = _unquoted(state, start, line, body, stop)
        if found is not None and not content.strip():
            return False  # nothing between the delimiters: they are text
        if silent:
            return True
        token = state.push("math_block", "", 0)
        token.content = content
        token.markup = opening
        token.meta = {"open": found is None, "after": punctuation[1] if punctuation else ""}
        if punctuation is None:
            # What follows the closing delimiter begins a paragraph of its own.
            shift = len(rest) - len(rest.lstrip())
            state.bMarks[line] = after
            state.tShift[line] = shift
            state.sCount[line] = max(state.blkIndent, 0)
            state.line = line
        else:
            state.line = line + 1
        token.map = [start, line + 1]
        return True

    return math_block


def _opening(source: str, begin: int, end: int) -> tuple[str, str]:
    """The delimiter a line begins with, and the one that ends it."""
    if source.startswith("$$", begin) and begin + 2 <= end:
        return "$$", "$$"
    for opening, closing in (("\\[", "\\]"), ("\\\\[", "\\\\]")):  # escaped twice, too
        if source.startswith(opening, begin) and begin + len(opening) <= end:
            return opening, closing
    if source.startswith("\\begin{", begin):
        match = _BEGIN.match(source, begin, end)
        if match:
            return match[0], f"\\end{{{match[1]}}}"
    return "", ""


def _closing(state: StateBlock, start: int, end: int, begin: int, closing: str) -> tuple[int, int] | None:
    """(line, position) where the display formula that begins at ``begin`` ends."""
    nested = 1
    opening = closing.replace("\\end", "\\begin") if closing.startswith("\\end") else ""
    for line in range(start, min(end, start + MAX_LINES)):
        at = begin if line == start else state.bMarks[line] + min(state.tShift[line], 0)
        if line > start and _HEADING_OR_FENCE.match(state.src[state.bMarks[line] : state.eMarks[line]]):
            return None
        stop = state.eMarks[line]
        while at < stop:
            place = _find(state.src, closing, at, stop)
            if opening:
                inner = state.src.find(opening, at, stop)
                if 0 <= inner < (place if place >= 0 else stop):
                    nested += 1
                    at = inner + len(opening)
                    continue
            if place < 0:
                break
            nested -= 1
            if nested == 0:
                return line, place
            at = place + len(closing)
    return None


def _find(source: str, text: str, start: int, stop: int) -> int:
    """Where ``text`` is, not escaped by a backslash before it (``\\\\]`` is a line break and a bracket)."""
    at = source.find(text, start, stop)
    while at >= 0:
        slashes = 0
        while at - slashes > start and source[at - slashes - 1] == "\\":
            slashes += 1
        if slashes % 2 == 0:
            return at
        at = source.find(text, at + 1, stop)
    return -1


def _may_still_close(state: StateBlock, start: int, end: int) -> bool:
    """Whether an unfinished formula reaches to the very end of what has arrived."""
    if end < len(state.bMarks) - 1 or end - start >= MAX_LINES:
        return False
    lines = range(start + 1, end)
    return not any(
        _HEADING_OR_FENCE.match(state.src[state.bMarks[line] : state.eMarks[line]]) for line in lines
    )


def _unquoted(state: StateBlock, start: int, last: int, begin: int, stop: int) -> str:
    """The source between two positions, without the quote marks and indents of its lines."""
    if start == last:
        return shown(state.src[begin:stop])
    starts = [begin, *(state.bMarks[line] + state.tShift[line] for line in range(start + 1, last + 1))]
    stops = [*(state.eMarks[line] for line in range(start, last)), stop]
    pairs = zip(starts, stops, strict=True)
    return shown("\n".join(state.src[min(first, after) : after] for first, after in pairs))


def _paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """CommonMark's paragraph, but a line within ``\\[ … \\]`` never begins a list or anything else."""
    terminators = state.md.block.ruler.getRules("paragraph")
    end = state.lineMax
    before, state.parentType = state.parentType, "paragraph"
    line = start + 1
    while line < end and not state.isEmpty(line):
        lazy = state.sCount[line] - state.blkIndent > 3 or state.sCount[line] < 0
        if not lazy and any(rule(state, line, end, True) for rule in terminators):
            closed = _formula_end(state, start, line, end)
            if closed < 0:
                break
            line = closed
        line += 1
    content = state.getLines(start, line, state.blkIndent, False).strip()
    state.line = line
    token = state.push("paragraph_open", "p", 1)
    token.map = [start, line]
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = content, [start, line], []
    state.push("paragraph_close", "p", -1)
    state.parentType = before
    return True


def _formula_end(state: StateBlock, start: int, line: int, end: int) -> int:
    """The line on which a display formula open before ``line`` ends; -1 if none is open."""
    text = state.src[state.bMarks[start] : state.bMarks[line]]
    for opening, closing in (("\\[", "\\]"), ("$$", "$$")):
        last = text.rfind(opening)
        if last < 0 or (text.count("$$") % 2 == 0 if opening == "$$" else closing in text[last:]):
            continue
        for further in range(line, min(end, line + MAX_LINES)):
            if state.isEmpty(further):
                break
            if closing in state.src[state.bMarks[further] : state.eMarks[further]]:
                return further
    return -1


# Mathematics within text


def _inline_rule(state: StateInline, silent: bool) -> bool:
    source, position = state.src, state.pos
    char = source[position]
    if char == "\\":
        following = source[position + 1 : position + 2]
        if following == "(":
            return _take(state, silent, position + 2, "\\)", display=False)
        if following == "[":
            return _take(state, silent, position + 2, "\\]", display=True)
        if following == "b":
            return _environment(state, silent)
        if following == "\\" and source[position + 2 : position + 3] in ("(", "["):
            # Escaped twice, as for a Markdown that takes one of the two backslashes for itself.
            display = source[position + 2] == "["
            return _take(state, silent, position + 3, "\\\\]" if display else "\\\\)", display)
        return False
    if char != "$":
        return False
    if source.startswith("$$", position):
        return _take(state, silent, position + 2, "$$", display=True)
    end = closing_dollar(source, position + 1, state.posMax)
    if end < 0:
        return _arriving(state, silent, position + 1, display=False)
    return _emit(state, silent, source[position + 1 : end], end + 1, display=False)


def _take(state: StateInline, silent: bool, begin: int, closing: str, display: bool) -> bool:
    end = _find(state.src, closing, begin, state.posMax)
    if end < 0:
        return _arriving(state, silent, begin, display)
    if not state.src[begin:end].strip():  # nothing between the delimiters: they are text
        if not silent:
            state.pending += state.src[state.pos : end + len(closing)]
        state.pos = end + len(closing)
        return True
    return _emit(state, silent, state.src[begin:end], end + len(closing), display)


def _arriving(state: StateInline, silent: bool, begin: int, display: bool) -> bool:
    """A formula whose end has not arrived: it reaches to the end of the text so far."""
    tail = state.env.get("tail", "")
    tex = state.src[begin : state.posMax]
    if not tail or not tex.strip() or len(tex) > _TAIL or not tail.endswith(tex.rstrip()):
        return False
    if state.src[begin - 1] == "$" and not display and (tex[0].isspace() or not _TEX_SIGN.search(tex)):
        return False  # it may still be money
    return _emit(state, silent, tex, state.posMax, display, arriving=True)


def _environment(state: StateInline, silent: bool) -> bool:
    match = _BEGIN.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    closing = f"\\end{{{match[1]}}}"
    end = state.src.find(closing, match.end(), state.posMax)
    if end < 0:
        return False
    end += len(closing)
    return _emit(state, silent, state.src[state.pos : end], end, display=True)


def _emit(
    state: StateInline, silent: bool, tex: str, end: int, display: bool, arriving: bool = False
) -> bool:
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content = shown(tex)
        token.markup = state.src[state.pos : end]
        token.meta = {"display": display, "open": arriving}
    state.pos = end
    return True


def closing_dollar(source: str, begin: int, stop: int) -> int:
    """Where ``$…`` ends, by Pandoc's rule for telling mathematics from money; -1 if it is no formula."""
    if begin > 1 and source[begin - 2] == "\\":
        return -1
    at = _find(source, "$", begin, stop)
    for _ in range(_MAX_TRIED):
        if at < 0:
            break
        tex = source[begin:at]
        if not tex.strip() or "\n\n" in tex or ("`" in tex and not _in_backticks(tex)):
            return -1
        spaced = tex[0].isspace() or tex[-1].isspace()
        both = tex[0].isspace() and tex[-1].isspace()
        is_math = _TEX_SIGN.search(tex) or (_SPACED.fullmatch(tex) and not _PROSE.search(tex))
        if spaced and not (both and is_math):
            if tex[0].isspace():
                return -1
            at = _find(source, "$", at + 1, stop)
            if at < 0 or tex[0].isdigit():
                return -1
            continue
        if source[at + 1 : at + 2].isdigit():
            return -1
        if not _TEX_SIGN.search(tex) and _PROSE.search(tex) and (tex[0].isdigit() or " " in tex):
            return -1
        return at
    return -1


def _in_backticks(tex: str) -> bool:
    return len(tex) > 2 and tex[0] == tex[-1] == "`"


def _escape(state: StateInline, silent: bool) -> bool:
    """Markdown's backslash escapes, but those that LaTeX needs: there both characters stay."""
    source, position = state.src, state.pos
    if source[position] != "\\" or position + 1 >= state.posMax:
        return False
    char = source[position + 1]
    if char == "\n":
        if not silent:
            state.push("hardbreak", "br", 0)
        position += 2
        while position < state.posMax and source[position] in " \t":
            position += 1
        state.pos = position
        return True
    if not silent:
        token = state.push("text_special", "", 0)
        token.markup = "\\" + char
        token.content = char if char in _ESCAPABLE else token.markup
        token.info = "escape"
    state.pos = position + 2
    return True


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Markdown's emphasis, but ``2*3*4`` and ``x**2 + y**2`` are products and powers: an asterisk
    straight between letters, digits and brackets opens none."""
    from markdown_it.rules_inline import emphasis

    begin, known = state.pos, len(state.delimiters)
    if not emphasis.tokenize(state, silent):
        return False
    before, after = state.src[begin - 1 : begin], state.src[state.pos : state.pos + 1]
    if state.src[begin] == "*" and _OPERAND_END.match(before) and _OPERAND_START.match(after):
        for delimiter in state.delimiters[known:]:
            delimiter.open = False
    return True


# Display formulas inside a sentence


def _split_paragraphs(state: StateCore) -> None:
    """Give each display formula of a paragraph a block of its own between the halves of the sentence."""
    if not any(
        child.meta.get("display")
        for token in state.tokens
        if token.type == "inline"
        for child in token.children or ()
        if child.type == "math_inline"
    ):
        return
    tokens: list[Token] = []
    index = 0
    while index < len(state.tokens):
        token = state.tokens[index]
        if token.type == "paragraph_open" and index + 2 < len(state.tokens):
            tokens += _split(token, state.tokens[index + 1], state.tokens[index + 2])
            index += 3
        else:
            tokens.append(token)
            index += 1
    state.tokens[:] = tokens


def _split(opening: Token, inline: Token, closing: Token) -> list[Token]:
    from markdown_it.token import Token

    out: list[Token] = []
    run: list[Token] = []
    depth = 0

    def flush() -> None:
        while run and (run[0].type in ("softbreak", "hardbreak") or _is_blank(run[0])):
            run.pop(0)
        while run and run[-1].type in ("softbreak", "hardbreak"):
            run.pop()
        if any(child.content.strip() or child.type == "math_inline" for child in run):
            text = inline.copy(children=list(run), content="")
            out.extend((opening.copy(), text, closing.copy()))
        run.clear()

    for child in inline.children or ():
        depth += child.nesting
        if child.type == "math_inline" and child.meta.get("display") and depth == 0:
            flush()
            block = Token("math_block", "", 0, content=child.content, block=True)
            block.map, block.level = inline.map, opening.level
            block.meta = {"open": child.meta.get("open", False), "after": ""}
            out.append(block)
            continue
        if not run and out and out[-1].type == "math_block" and child.type == "text":
            # A full stop after a formula belongs to it.
            mark = re.match(r"\s*([.,;:!?])(?=\s|$)", child.content)
            if mark:
                out[-1].meta["after"] = mark[1]
                child = child.copy(content=child.content[mark.end() :])
            child = child.copy(content=child.content.lstrip())
        run.append(child)
    flush()
    return out or [opening, inline, closing]


def _is_blank(token: Token) -> bool:
    return token.type == "text" and not token.content.strip()
