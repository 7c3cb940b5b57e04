"""LaTeX mathematics as text: on one line, in two dimensions, in ASCII, in words.

``parse`` (mathra's tree) → ``linear`` (one line) and ``layout`` (boxes) → ``fit`` (to a width).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tutor_cli.display.math.parse import Parsed, Unreadable, parse, speak
from tutor_cli.display.sanitize import clean

_BREAK = re.compile(r"\\\\|\\[A-Za-z]*|[=&^_{]")
"""Where a formula that is not readable to its end is cut."""


@dataclass(frozen=True)
class Rendered:
    """A formula as lines of text; ``is_source`` if it is its LaTeX, because nothing else was possible."""

    lines: tuple[str, ...]
    is_source: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.lines)


@lru_cache(maxsize=2048)
def inline(tex: str, *, ascii: bool = False, speech: bool = False, unfinished: bool = False) -> Rendered:
    """``tex`` on one line. ``unfinished``: it is still arriving, so what is missing is forgiven."""
    from tutor_cli.display.math.linear import Linear

    try:
        if speech:
            return Rendered((_plain(speak(tex), ascii),))
        parsed = _arrived(tex) if unfinished else parse(tex)
        return Rendered((_plain(Linear(parsed, ascii).row(parsed.tree).text.strip(), ascii),))
    except (Unreadable, RecursionError):
        return Rendered((_plain(" ".join(tex.split()), ascii),), is_source=True)


@lru_cache(maxsize=512)
def display(
    tex: str, width: int, *, ascii: bool = False, speech: bool = False, unfinished: bool = False
) -> Rendered:
    """``tex`` in two dimensions, no line wider than ``width`` columns."""
    from tutor_cli.display.math.fit import fit, wrap
    from tutor_cli.display.math.layout import Layout

    try:
        if speech:
            return Rendered(tuple(wrap(_plain(speak(tex), ascii), width)))
        parsed = _arrived(tex) if unfinished else parse(tex)
        lines = [_plain(line, ascii).rstrip() for line in fit(Layout(parsed, ascii), parsed.tree, width)]
        while lines and not lines[-1]:
            lines.pop()
        return Rendered(tuple(lines))
    except (Unreadable, RecursionError):
        source = clean(tex).expandtabs(4).strip("\n").split("\n")
        return Rendered(
            tuple(part for line in source for part in wrap(_plain(line.rstrip(), ascii), width)),
            is_source=True,
        )


def _arrived(tex: str) -> Parsed:
    """The longest readable start of a formula that is still arriving.

    Half a command, or a bracket without its other half, is left for the next time, so
    that what stands on the screen changes only from one good layout to the next.
    """
    ends = [
        len(tex),
        *(match.start() for match in reversed(list(_BREAK.finditer(tex, max(len(tex) - 200, 0))))),
    ]
    for end in ends[:8]:
        try:
            return parse(tex[:end], True)
        except Unreadable:
            continue
    raise Unreadable("nothing of it yet")


def render_inline(tex: str, *, ascii: bool = False, speech: bool = False) -> str:
    return inline(tex, ascii=ascii, speech=speech).text


def render_display(tex: str, width: int = 80, *, ascii: bool = False, speech: bool = False) -> list[str]:
    return list(display(tex, width, ascii=ascii, speech=speech).lines)


def _plain(text: str, ascii: bool) -> str:
    """What comes out is cleaned again: a command may have spelled a control character."""
    from tutor_cli.display.math.symbols import to_ascii

    text = clean(text).replace("\n", " ").replace("\t", " ")
    return to_ascii(text) if ascii else text


__all__ = ["Rendered", "display", "inline", "render_display", "render_inline"]
