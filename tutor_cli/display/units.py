"""A text cut into units that are rendered one by one: a block, or one item of a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tutor_cli.display.delimiters import tokens_of

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(frozen=True)
class Unit:
    """A top-level block, or one item of a top-level list."""

    tokens: tuple[Token, ...]
    start: int
    """Its first source line."""
    stop: int
    """The source line after its last."""
    source: str
    spaced: bool
    """A blank line comes before it."""
    number: int | None = None
    """Of the item of an ordered list."""


def split(text: str, streaming: bool = False, first: bool = True, number: int | None = None) -> list[Unit]:
    """The units of ``text`` (cleaned). ``number`` counts on a list whose earlier items are done."""
    tokens = tokens_of(text, streaming)
    lines = text.split("\n")
    units: list[Unit] = []
    end = 0
    for block in _blocks(tokens):
        kind = block[0].type
        if kind in ("bullet_list_open", "ordered_list_open"):
            ordered = kind == "ordered_list_open"
            count = int(block[0].attrs.get("start", 1)) if ordered else 0
            if number is not None and ordered and not units:
                count = number
            for item in _blocks(block[1:-1]):
                start, stop = item[0].map or [end, end]
                blank = start > 0 and not lines[start - 1].strip()
                unit = (block[0], *item, block[-1])
                continued = bool(units) and start != (block[0].map or [0])[0]
                spaced = blank or (_ends_apart(units) if continued else not _introduces(units, lines, start))
                units.append(
                    Unit(unit, start, stop, _source(lines, start, stop), spaced, count if ordered else None)
                )
                count += 1
                end = stop
            continue
        start, stop = block[0].map or [end, end]
        if units and start < end:
            # Both come from the same line: a sentence with a display formula in it.
            last, source = units[-1], _source(lines, units[-1].start, max(stop, end))
            units[-1] = replace(last, tokens=(*last.tokens, *block), stop=max(stop, end), source=source)
            end = max(stop, end)
            continue
        units.append(Unit(tuple(block), start, stop, _source(lines, start, stop), True))
        end = stop
    if units and first:
        units[0] = replace(units[0], spaced=False)
    return units


def _source(lines: list[str], start: int, stop: int) -> str:
    return "\n".join(lines[start:stop])


def _introduces(units: list[Unit], lines: list[str], start: int) -> bool:
    """Whether the paragraph right before a list belongs to it ("Steps:")."""
    return bool(units) and units[-1].tokens[0].type == "paragraph_open" and bool(lines[start - 1].strip())


def _ends_apart(units: list[Unit]) -> bool:
    """Whether the item before ends with something that needs a blank line after it."""
    for token in reversed(units[-1].tokens):
        if token.type not in ("list_item_close", "bullet_list_close", "ordered_list_close"):
            return token.type in ("math_block", "fence", "code_block", "table_close", "blockquote_close")
    return False


def _blocks(tokens: Any) -> Iterator[list[Token]]:
    """Tokens from each opening one to the one that closes it."""
    depth = 0
    block: list[Token] = []
    for token in tokens:
        block.append(token)
        depth += token.nesting
        if depth == 0:
            yield block
            block = []
    if block:
        yield block
