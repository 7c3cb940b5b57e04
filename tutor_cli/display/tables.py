"""Lists for people: a table on a terminal, tab-separated lines in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tutor_cli.display.sanitize import clean_line

if TYPE_CHECKING:
    from rich.text import Text

    from tutor_cli.store.search import Hit

_GAP = 2
"""Blanks between columns."""
_LEAST = 20
"""What the column that gives way keeps."""


def show_table(
    head: Sequence[str], rows: Iterable[Sequence[str]], give: int | None = None, *, wrap: bool = False
) -> None:
    """Print ``rows`` under ``head``. The first column, an id, is never cut.

    On a narrow terminal the column number ``give`` is cut before any other, or goes on in
    the next line with ``wrap``; when that leaves too little of it, the last columns are left out.
    """
    cells = [[clean_line(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        for row in cells:
            sys.stdout.write("\t".join(row) + "\n")
        return
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    widths = [max(cell_len(text) for text in column) for column in zip(head, *cells, strict=True)]
    if give is not None:
        others = [width + _GAP for width in widths]
        others[give] = _GAP
        while console.width - sum(others) < min(_LEAST, widths[give]) and len(others) > give + 1:
            others.pop()  # the last column is the one to be missed least
        widths = widths[: len(others)]
        widths[give] = max(min(widths[give], console.width - sum(others)), len(head[give]))
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="dim")
    for number, width in enumerate(widths):
        table.add_column(
            head[number],
            no_wrap=not (wrap and number == give),
            overflow="fold" if number == 0 else "ellipsis",
            width=None if give is None else width,
        )
    for row in cells:
        table.add_row(*(Text(cell) for cell in row[: len(widths)]))
    console.print(table)


def show_results(results: Sequence[tuple[str, str, str]]) -> None:
    """Print what a web search found, each ``(title, address, snippet)`` under its number;
    in a pipe tab-separated."""
    cells = [tuple(clean_line(cell) for cell in each) for each in results]
    if not sys.stdout.isatty():
        for each in cells:
            sys.stdout.write("\t".join(each) + "\n")
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), show_header=False)
    table.add_column(style="dim", justify="right")
    table.add_column(overflow="fold")
    for number, (title, address, snippet) in enumerate(cells, start=1):
        told = Text(title, style="bold")
        told.append(f"\n{address}", style="not bold cyan")
        told.append(f"\n{snippet}" if snippet else "", style="not bold")
        table.add_row(str(number), told)
    Console(highlight=False).print(table)


def show_hits(hits: Iterable[Hit]) -> None:
    """Print what a search found, the words found in bold; in a pipe id, title, when and excerpt."""
    if not sys.stdout.isatty():
        for hit in hits:
            cells = (hit.thread_id, hit.title, when(hit.updated_at), hit.plain_excerpt)
            sys.stdout.write("\t".join(clean_line(cell) for cell in cells) + "\n")
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    for hit in hits:
        more = f" · {hit.found} messages" if hit.found > 1 else ""
        head = Text(short_id(hit.thread_id), style="cyan")
        head.append(f"  {clean_line(hit.title)}", style="bold")
        head.append(f"  {when(hit.updated_at)}{more}", style="dim")
        console.print(head)
        console.print(Padding(_marked(hit), (0, 0, 0, 4)))


def _marked(hit: Hit) -> Text:
    from rich.text import Text

    text = Text()
    for piece, found in hit.pieces():
        line = clean_line(f"·{piece}·")[1:-1]  # the blanks at its ends stay
        text.append(line, style="reverse" if found else "")
    return text


def short_id(id: str) -> str:
    """On a terminal, as much of an id as nobody else's begins with; in a pipe all of it."""
    if not sys.stdout.isatty():
        return id
    prefix, _, rest = id.partition("_")
    return f"{prefix}_{rest[:6]}"


def size(count: int) -> str:
    """A number of bytes as a person reads it: “812 B”, “12 kB”, “3.4 MB”."""
    if count < 1000:
        return f"{count} B"
    if count < 999_500:
        return f"{count / 1000:.0f} kB"
    return f"{count / 1e6:.1f} MB"


def when(moment: float, now: float | None = None) -> str:
    """A Unix time as a person reads it: “14:05” today, “Mon 14:05” this week, else the date."""
    now = time.time() if now is None else now
    try:
        local, today = time.localtime(moment), time.localtime(now)
    except (OverflowError, ValueError, OSError):  # from an imported thread
        return "?"
    if local[:3] == today[:3]:
        return time.strftime("%H:%M", local)
    if 0 <= now - moment < 6 * 86400:
        return time.strftime("%a %H:%M", local)
    return time.strftime("%Y-%m-%d", local)
