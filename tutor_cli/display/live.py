"""An answer that grows on the screen: what is finished is printed once and never touched again.

The text is cut into units (see units.py). A unit that is followed by another is
finished. The last one is *live*: it is laid out anew as it grows, and only what differs
from what stands on the screen is written. Nothing above the live lines is ever moved to,
and there are never more of them than the screen is high.
"""

from __future__ import annotations

import os
import re
import sys
import time
from contextlib import suppress
from dataclasses import replace
from typing import TextIO

from rich.console import Console

from tutor_cli.display.console import make_console
from tutor_cli.display.lines import Line, erased, lines_of, plain, redraw, width
from tutor_cli.display.markdown import render_unit
from tutor_cli.display.options import DisplayOptions
from tutor_cli.display.sanitize import clean
from tutor_cli.display.units import Unit, split

FRAME = 1 / 12
"""Seconds between two drawings."""
_HALF = re.compile(r"(?:\r|\x1b(?:\[[0-?]*[ -/]*)?)$")
"""The first half of a line end or of an escape sequence."""
_SURE = 12
"""Characters of a line after which it is sure what kind of block it begins."""
_PARTS = frozenset(("inline", "thead_open", "tbody_open", "tr_open", "th_open", "td_open"))
"""Tokens that are no blocks of their own."""


class LiveAnswer:
    """``feed`` text as it arrives, ``finish`` at the end; ``draw`` whenever time has passed."""

    def __init__(self, options: DisplayOptions, out: TextIO) -> None:
        self._options = options
        self._out = out
        self._text = ""
        self._printed_any = False
        self._spaced = False
        self._number: int | None = None
        self._done = 0
        """Lines of the first unit of ``_text`` that are final on the screen already."""
        self._done_signs = 0
        """Visible characters on them, and on what a resize has put out of reach before."""
        self._gone = 0
        """Those that were done when the width last changed: lines cannot count them."""
        self._region: list[Line] = []
        """The live lines on the screen; the cursor is at the end of the last."""
        self._above = 0
        """At least so many rows of the screen are above the live lines."""
        self._fresh = True
        """The cursor is at the start of an empty line."""
        self._size = self._measure()
        self._console = self._make_console()
        self._drawn_at = 0.0
        self._frame = FRAME
        self._dirty = False

    def feed(self, text: str) -> None:
        self._text += text
        self._dirty = True

    def draw(self) -> None:
        """Bring the screen up to date, at most twelve times a second."""
        now = time.monotonic()
        if not self._dirty or now - self._drawn_at < self._frame:
            return
        self._draw(final=False)
        self._drawn_at = time.monotonic()
        # A block of many kilobytes takes its time: most of it is left to what else there is to do.
        self._frame = max(self._frame, 3 * (self._drawn_at - now))

    def finish(self) -> None:
        """The answer is whole: everything is printed, the cursor is on a line of its own."""
        if self._text.strip() or self._region:
            self._draw(final=True)
        if not self._fresh:
            self._write("\n")
            self._fresh = True
        self._text, self._region = "", []
        self._done = self._done_signs = self._gone = 0
        self._printed_any, self._number, self._spaced = False, None, False

    def hide(self) -> None:
        """Take the live lines off the screen, so that something else can be written there."""
        if self._region:
            self._write(redraw(self._region, [], self._fresh))
            self._region = []
            self._fresh = True
            self._dirty = True
        elif not self._fresh:
            self._write("\n")
            self._fresh = True

    # Drawing

    def _draw(self, final: bool) -> None:
        self._dirty = False
        self._follow_size()
        # An escape sequence or a line end may arrive cut in two: its first half waits.
        cut = _HALF.search(self._text) if not final else None
        waiting = cut[0] if cut else ""
        raw = self._text[: len(self._text) - len(waiting)]
        text = clean(raw).expandtabs(4)
        units = split(text, streaming=not final, first=not self._printed_any, number=self._number)
        if not units:
            return
        if self._printed_any:
            units[0] = _with_space(units[0], self._spaced)
        # A formula in the making is laid out anew each time: more slowly, then.
        arriving = any(token.meta.get("open") for token in units[-1].tokens)
        self._frame = 3 * FRAME if arriving else FRAME
        finished = len(units) if final else self._finished(units, text)
        room = self._size[1] - 1
        laid = [self._lines(unit) for unit in units]
        laid[0] = _without(laid[0], self._gone)[self._done :]
        head = self._with_pictures(units[:finished], laid)
        live = [line for lines in laid[finished:] for line in lines]
        if finished:
            self._done = self._done_signs = self._gone = 0
        if len(live) > room // 2 and not final:
            sure = self._sure_lines(units[finished:], text, live)
            self._done += sure
            self._done_signs += sum(map(_signs, live[:sure]))
            head += live[:sure]
            live = live[sure:]
        if not self._options.motion and not final:
            live = []
        elif len(live) > room:
            live = [*live[: room - 1], (("..." if self._options.ascii else "…", ""),)]
        self._put([*head, *live])
        self._region = live
        self._above += len(head)
        self._fresh = self._fresh and not head and not live
        if finished:
            self._forget(units, finished, text)
            self._text += waiting

    def _with_pictures(self, units: list[Unit], laid: list[list[Line]]) -> list[Line]:
        """The lines of the finished units; where formulas are drawn, those up to the last are put out."""
        head: list[Line] = []
        for unit, lines in zip(units, laid, strict=False):
            picture = self._picture(unit)
            if picture is None:
                head += lines
                continue
            self._put([*head, ()] if unit.spaced else head)
            self._fresh = self._fresh and not head and not unit.spaced
            self._region = []
            self._write(picture if self._fresh else "\n" + picture)
            self._fresh = True
            self._above = 0
            head = []
        return head

    def _picture(self, unit: Unit) -> str | None:
        token = unit.tokens[0]
        if not (self._options.images and self._options.formula_images and token.type == "math_block"):
            return None
        from tutor_cli.display.images import formula_picture

        if len(unit.tokens) > 1 or token.meta.get("open"):
            return None
        return formula_picture(token.content, self._options, self._size[0] - 2, self._out)

    def _finished(self, units: list[Unit], text: str) -> int:
        """How many of the units can no longer change."""
        last = text.split("\n")[units[-1].start :]
        sure = len(last) > 1 or len(last[0]) >= _SURE
        return len(units) - 1 if sure else max(len(units) - 2, 0)

    def _sure_lines(self, units: list[Unit], text: str, live: list[Line]) -> int:
        """How many of the live lines can no longer change, though their unit goes on.

        Those of the unit without the innermost block still open; of code, all full lines; of a
        table none, for the next row may widen a column.
        """
        unit = units[-1]
        leaf = next(
            (token for token in reversed(unit.tokens) if token.map and token.type not in _PARTS), None
        )
        if len(units) > 1 or leaf is None or leaf.map is None:
            return 0
        source = text.split("\n")
        cut = len(source) - 1 if leaf.type == "fence" else leaf.map[0]
        if cut <= unit.start:
            return 0
        start = split("\n".join(source[unit.start : cut]), streaming=True, number=unit.number)
        if len(start) != 1:
            return 0
        before = _without(self._lines(_with_space(start[0], unit.spaced)), self._gone)[self._done :]
        same = 0
        for old, new in zip(before, live, strict=False):
            if old != new:
                break
            same += 1
        return same

    def _lines(self, unit: Unit) -> list[Line]:
        options = self._console.options
        segments = render_unit(unit, self._options, self._console, options)
        lines = lines_of(segments, self._console._color_system)
        return [(), *lines] if unit.spaced else lines

    def _forget(self, units: list[Unit], finished: int, text: str) -> None:
        """Drop the source of what is finished."""
        self._printed_any = True
        if finished == len(units):
            self._text = ""
            return
        following = units[finished]
        self._spaced = following.spaced
        self._number = following.number
        self._text = "\n".join(text.split("\n")[following.start :])

    # The screen

    def _put(self, lines: list[Line]) -> None:
        self._write(redraw(self._region, lines, self._fresh))

    def _write(self, text: str) -> None:
        if text:
            self._out.write(text)
            self._out.flush()

    def _measure(self) -> tuple[int, int]:
        """(columns, rows)"""
        columns, rows = 80, 24
        with suppress(OSError, ValueError, AttributeError):
            columns, rows = os.get_terminal_size(self._out.fileno())
        if self._options.width is not None:
            columns = self._options.width
        elif columns <= 0:
            columns = 80
        return max(columns, 2), max(rows, 3) if rows > 0 else 24

    def _make_console(self) -> Console:
        # One column stays free: a full last column leaves terminals in doubt where the cursor is.
        return make_console(self._options, sys.stdout, width=self._size[0] - 1)

    def _follow_size(self) -> None:
        size = self._measure()
        if size == self._size:
            return
        old, self._size = self._size, size
        self._console = self._make_console()
        if old[0] != size[0]:
            self._done, self._gone = 0, self._done_signs
        if not self._region or (old[0] == size[0] and len(self._region) < size[1]):
            return
        wraps = size[0] < old[0] and _reflows()
        heights = [max(-(-width(line) // size[0]), 1) if wraps else 1 for line in self._region]
        rows = sum(heights)
        # Terminals keep the cursor's row when they wrap lines anew, and push out what is
        # above; only rows that are surely there are gone back to.
        reach = min(self._above + len(self._region), size[1], old[1]) - 1
        out = rows - 1 - reach
        if out > 0:
            # What has left the screen stays as it is, and is not shown again.
            rows -= out
            for line, height in zip(self._region, heights, strict=True):
                self._done_signs += _signs(line) if height <= out else _signs(line, out * size[0])
                out -= height
                if out <= 0:
                    break
            self._done, self._gone = 0, self._done_signs
        self._above = max(reach - (rows - 1), 0)
        self._write(erased(rows))
        self._region = []
        self._fresh = True


def _signs(line: Line, columns: int | None = None) -> int:
    """Visible characters of a line, or of its first columns."""
    return sum(not char.isspace() for char in plain(line)[:columns])


def _without(lines: list[Line], signs: int) -> list[Line]:
    """``lines`` without so many visible characters at their start."""
    if not signs:
        return lines
    for index, line in enumerate(lines):
        count = _signs(line)
        if count > signs:
            rest: list[tuple[str, str]] = []
            for text, code in line:
                kept = text
                while signs and kept:
                    signs -= not kept[0].isspace()
                    kept = kept[1:]
                if kept:
                    rest.append((kept, code))
            return [tuple(rest), *lines[index + 1 :]]
        signs -= count
    return []


def _with_space(unit: Unit, spaced: bool) -> Unit:
    return unit if unit.spaced == spaced else replace(unit, spaced=spaced)


def _reflows() -> bool:
    """Whether the terminal wraps old lines anew when it becomes narrower; most do."""
    return not os.environ.get("XTERM_VERSION") and os.environ.get("TERM") not in ("linux", "xterm")
