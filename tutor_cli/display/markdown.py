"""A model's Markdown as text for a terminal, mathematics laid out.

Each unit of it (see ``units.py``) is rendered by itself, so that an answer that arrives bit
by bit looks like the same answer shown whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, cast

from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import (
    BlockQuote,
    CodeBlock,
    Heading,
    HorizontalRule,
    ListElement,
    ListItem,
    Markdown,
    MarkdownContext,
    MarkdownElement,
    Paragraph,
    TableElement,
    TextElement,
)
from rich.segment import Segment
from rich.text import Text

from tutor_cli.display.code import highlight
from tutor_cli.display.delimiters import shown
from tutor_cli.display.math import Rendered, display, inline
from tutor_cli.display.math.together import apart, together
from tutor_cli.display.options import DisplayOptions
from tutor_cli.display.sanitize import clean
from tutor_cli.display.units import Unit, split

if TYPE_CHECKING:
    from markdown_it.token import Token

_INDENT = 4
"""Columns a display formula is set in, where there is room."""
_SMALL = re.compile(r"<(su[bp])>([^<>\n]{1,12})</\1>")
_MAX_DEPTH = 60
"""Deeper nesting than anyone writes is shown as its source."""


# Rich's elements, as we want them


class _Math(MarkdownElement):
    """A display formula."""

    @classmethod
    def create(cls, markdown: Markdown, token: Token) -> MarkdownElement:
        return cls(cast(_Unit, markdown).shown, token)

    def __init__(self, options: DisplayOptions, token: Token) -> None:
        self.options = options
        self.token = token

    def formula(self, width: int) -> Rendered:
        tex = self.token.content.strip()
        after = str(self.token.meta.get("after", ""))
        unfinished = bool(self.token.meta.get("open"))
        tex += after if after and not tex.endswith(after) and "\\tag" not in tex else ""
        return display(
            tex, width, ascii=self.options.ascii, speech=self.options.speech, unfinished=unfinished
        )

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width
        formula = self.formula(width)
        widest = max((Text(line).cell_len for line in formula.lines), default=0)
        indent = " " * max(min(_INDENT, width - widest), 0)
        style = console.get_style("markdown.source" if formula.is_source else "markdown.math", default="none")
        for line in formula.lines:
            yield Segment(indent + line, style)
            yield Segment.line()


class _Code(CodeBlock):
    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        code = highlight(str(self.text).rstrip("\n"), self.lexer_name)
        indent = " " * min(2, max(options.max_width - 8, 0))
        width = options.max_width - len(indent)
        for line in code.split("\n", allow_blank=True):
            line.expand_tabs(4)
            for part in _folded(line, width):
                yield Segment(indent)
                yield from part.render(console)
                yield Segment.line()


class _Heading(Heading):
    LEVEL_ALIGN = dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "left")


class _Rule(HorizontalRule):
    new_line = True

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Segment("-" * min(options.max_width, 40), console.get_style("markdown.hr", default="none"))
        yield Segment.line()


class _Blocks(TextElement):
    """Blocks inside an item or a quote, with air around what is more than text."""

    def __init__(self) -> None:
        self.children: list[MarkdownElement] = []

    def on_child_close(self, context: MarkdownContext, child: MarkdownElement) -> bool:
        self.children.append(child)
        return False

    @property
    def ends_apart(self) -> bool:
        """Whether the last block needs a blank line after it."""
        last = self.children[-1] if self.children else None
        if isinstance(last, _List):
            return bool(last.items) and cast(_Item, last.items[-1]).ends_apart
        return isinstance(last, _AIRY)

    def body(self, console: Console, options: ConsoleOptions) -> list[list[Segment]]:
        lines: list[list[Segment]] = []
        before: MarkdownElement | None = None
        for child in self.children:
            part = console.render_lines(child, options, pad=False)
            two_paragraphs = isinstance(child, Paragraph) and isinstance(before, Paragraph)
            if lines and (two_paragraphs or isinstance(child, _AIRY) or isinstance(before, _AIRY)):
                lines.append([])
            lines += part
            before = child
        return lines


class _Quote(_Blocks, BlockQuote):
    style_name = "markdown.block_quote"

    def __init__(self) -> None:
        _Blocks.__init__(self)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(options.max_width - 2, 1)
        for line in self.body(console, options.update(width=width)):
            yield Segment("│ ", console.get_style("markdown.hr", default="none"))
            yield from line
            yield Segment.line()


class _Item(_Blocks, ListItem):
    style_name = "markdown.item"

    def __init__(self) -> None:
        _Blocks.__init__(self)

    def lines(self, console: Console, options: ConsoleOptions, marker: str) -> RenderResult:
        style = console.get_style("markdown.item.number", default="none")
        width = max(options.max_width - len(marker), 1)
        lines = self.body(console, options.update(width=width)) or [[]]
        for index, line in enumerate(lines):
            yield Segment(marker, style) if index == 0 else Segment(" " * len(marker))
            yield from line
            yield Segment.line()


class _List(ListElement):
    bullet = "•"

    @classmethod
    def create(cls, markdown: Markdown, token: Token) -> ListElement:
        element = cls(token.type, int(token.attrs.get("start", 1)))
        element.bullet = "*" if cast(_Unit, markdown).shown.ascii else "•"
        return element

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        number = 1 if self.list_start is None else self.list_start
        items = cast("list[_Item]", self.items)
        for index, item in enumerate(items):
            if index and items[index - 1].ends_apart:
                yield Segment.line()
            marker = self.bullet if self.list_type == "bullet_list_open" else f"{number + index}."
            indent = " " if options.max_width > 20 else ""
            yield from item.lines(console, options, f"{indent}{marker} ")


class _Table(TableElement):
    """A table within the width: cells are folded; too many columns become a list of fields."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich import box
        from rich.table import Table

        heads = [cell.content for cell in self.header.row.cells] if self.header and self.header.row else []
        rows = [[cell.content for cell in row.cells] for row in (self.body.rows if self.body else [])]
        longest = [
            max((len(word) for text in column for word in apart(text.plain).split()), default=1)
            for column in zip(heads, *rows, strict=True)
        ]
        if sum(min(length, 12) + 3 for length in longest) > options.max_width + 2:
            yield from self._fields(heads, rows)
            return
        table = Table(
            box=box.MARKDOWN if console.encoding == "ascii" else box.SIMPLE_HEAD,
            pad_edge=False,
            style="markdown.table.border",
            header_style="markdown.table.header",
            show_edge=False,
        )
        for head, cell in zip(
            heads, self.header.row.cells if self.header and self.header.row else [], strict=True
        ):
            table.add_column(head, overflow="fold", justify=cell.justify)
        for row in rows:
            table.add_row(*row)
        yield table

    def _fields(self, heads: list[Text], rows: list[list[Text]]) -> RenderResult:
        for index, row in enumerate(rows):
            if index:
                yield Text("")
            for head, cell in zip(heads, row, strict=True):
                yield Text.assemble((head.plain, "bold"), ": ", cell)
        if not rows:
            yield Text(" ".join(head.plain for head in heads))


_AIRY = (_Math, _Code, _Table, _Quote)
"""What stands apart from the text around it, by a blank line."""


class _Unit(Markdown):
    """One unit, by Rich's Markdown with our own tokens and elements."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        **Markdown.elements,
        "heading_open": _Heading,
        "fence": _Code,
        "code_block": _Code,
        "blockquote_open": _Quote,
        "hr": _Rule,
        "bullet_list_open": _List,
        "ordered_list_open": _List,
        "list_item_open": _Item,
        "table_open": _Table,
        "math_block": _Math,
    }
    inlines = Markdown.inlines | {"math", "source"}

    def __init__(self, unit: Unit, options: DisplayOptions) -> None:
        # Markdown.__init__ would parse; everything it sets is set here.
        self.shown = options
        self.markup = ""
        self.parsed = [_prepared(token, options) for token in unit.tokens]
        if unit.number is not None:
            self.parsed[0] = self.parsed[0].copy(attrs={"start": unit.number})
        self.code_theme = "ansi_dark"
        self.justify = None
        self.style = "none"
        self.hyperlinks = False
        self.inline_code_lexer = None
        self.inline_code_theme = self.code_theme


def _prepared(token: Token, options: DisplayOptions) -> Token:
    """``token`` with clean text, its formulas written out, its hidden pipes back."""
    if token.type == "math_block":
        return token
    if token.type == "math_inline":
        tex = token.content.strip()
        if len(tex) > 2 and tex[0] == tex[-1] == "`":
            tex = tex[1:-1]
        unfinished = bool(token.meta.get("open"))
        formula = inline(tex, ascii=options.ascii, speech=options.speech, unfinished=unfinished)
        if formula.is_source:
            return token.copy(content=_text(shown(token.markup), options), tag="source")
        return token.copy(content=formula.text if options.speech else together(formula.text))
    if token.type == "image":  # its words and where it is; nothing is fetched
        where = f"{token.content or 'image'} ({token.attrs.get('src', '')})"
        return token.copy(type="text", tag="", content=_text(where, options), children=None)
    children = token.children
    if children is not None:
        children = _joined([_prepared(child, options) for child in children])
    kind = "text" if token.type in ("text_special", "html_inline", "html_block") else token.type
    attrs = {
        key: _text(value, options) if isinstance(value, str) else value for key, value in token.attrs.items()
    }
    return token.copy(type=kind, content=_text(shown(token.content), options), children=children, attrs=attrs)


def _joined(children: list[Token]) -> list[Token]:
    """``<br>`` as the line break it is meant to be; a bare address once, not twice."""
    out: list[Token] = []
    for index, child in enumerate(children):
        bare = child.type == "link_open" and children[index + 1].content == child.attrs.get("href")
        if bare or (
            child.type == "link_close"
            and children[index - 2 :][0].type == "link_open"
            and children[index - 1].content == children[index - 2].attrs.get("href")
        ):
            continue
        if child.type == "text" and "</su" in child.content:
            child = child.copy(content=_SMALL.sub(_raised, child.content))
        parts = child.content.replace("<br/>", "<br>").replace("<br />", "<br>").split("<br>")
        if child.type != "text" or len(parts) == 1:
            out.append(child)
            continue
        for index, part in enumerate(parts):
            if index:
                out.append(child.copy(type="hardbreak", content=""))
            out.append(child.copy(content=part.lstrip(" ") if index else part))
    return out


def _raised(match: re.Match[str]) -> str:
    """``x<sup>2</sup>`` as x²; what Unicode cannot raise or lower stays as it is."""
    from tutor_cli.display.math.symbols import to_subscript, to_superscript

    return (to_superscript if match[1] == "sup" else to_subscript)(match[2]) or match[0]


def _text(text: str, options: DisplayOptions) -> str:
    text = clean(text)
    if options.ascii:
        from tutor_cli.display.math.symbols import to_ascii

        return to_ascii(text)
    return text


def _folded(line: Text, width: int) -> Iterator[Text]:
    """``line`` cut at ``width`` columns, nothing left out."""
    if line.cell_len <= width:
        yield line
        return
    from tutor_cli.display.math.fit import _head

    rest = line
    while rest.cell_len > width:
        at = len(_head(rest.plain, width))
        first, rest = rest.divide([at])
        yield first
    if rest:
        yield rest


# Rendering


class Document:
    """A whole text; Rich prints it."""

    def __init__(self, text: str, options: DisplayOptions) -> None:
        self.text = clean(text).expandtabs(4) if "\t" in text else clean(text)
        self.options = options

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for unit in split(self.text):
            if unit.spaced:
                yield Segment.line()
            yield from render_unit(unit, self.options, console, options)


def render_unit(
    unit: Unit, shown_as: DisplayOptions, console: Console, options: ConsoleOptions
) -> Iterator[Segment]:
    """The segments of a unit; whatever goes wrong in laying it out, its words are shown."""
    if max((token.level for token in unit.tokens), default=0) > _MAX_DEPTH:
        rendered = _as_source(unit, options)
    else:
        try:
            rendered = console.render_lines(_Unit(unit, shown_as), options, pad=False)
        except Exception:  # whatever the reason: better its source than no answer
            rendered = _as_source(unit, options)
    lines = [_safe(line, shown_as) for line in rendered]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    for line in lines:
        yield from line
        yield Segment.line()


def _safe(line: list[Segment], shown_as: DisplayOptions) -> list[Segment]:
    """A line with nothing a terminal would obey in its text, and no blanks at its end."""
    segments = [
        Segment(_text(apart(text), shown_as).replace("\n", " "), style)
        for text, style, control in line
        if not control
    ]
    while segments and not segments[-1].text.strip():
        segments.pop()
    if segments:
        segments[-1] = Segment(segments[-1].text.rstrip(), segments[-1].style)
    return segments


def _as_source(unit: Unit, options: ConsoleOptions) -> list[list[Segment]]:
    from tutor_cli.display.math.fit import wrap

    lines = clean(unit.source).split("\n")
    return [[Segment(part)] for line in lines for part in wrap(line, options.max_width)]


def render_markdown(text: str, options: DisplayOptions) -> Document:
    """``text`` as something Rich prints, in the width of the console it is printed on."""
    return Document(text, options)
