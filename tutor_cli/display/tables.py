"""Lists for people: a table on a terminal, tab-separated lines in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Sequence

from tutor_cli.display.sanitize import clean_line


def show_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print ``rows`` under ``head``. The first column, an id, is never cut."""
    cells = [[clean_line(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        for row in cells:
            sys.stdout.write("\t".join(row) + "\n")
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="dim")
    for number, title in enumerate(head):
        table.add_column(title, no_wrap=True, overflow="fold" if number == 0 else "ellipsis")
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    Console(highlight=False).print(table)


def when(moment: float, now: float | None = None) -> str:
    """A Unix time as a person reads it: “14:05” today, “Mon 14:05” this week, else the date."""
    now = time.time() if now is None else now
    local, today = time.localtime(moment), time.localtime(now)
    if local[:3] == today[:3]:
        return time.strftime("%H:%M", local)
    if 0 <= now - moment < 6 * 86400:
        return time.strftime("%a %H:%M", local)
    return time.strftime("%Y-%m-%d", local)
