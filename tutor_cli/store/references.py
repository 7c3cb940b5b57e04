"""What people type to name a thing: an id, a title or name, the beginning of one, ``@last``, ``@2``."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from tutor_cli.errors import NotFound

Read = Callable[..., list[Any]]
"""Runs a SELECT with parameters and gives its rows."""


class _Kind(NamedTuple):
    noun: str
    table: str
    title: str
    """The SQL of what it is called; ``NULL`` if it has no name."""
    order: str
    """The SQL by which ``@last`` is first."""


KINDS = {
    "asst": _Kind("assistant", "assistants", "json_extract(data, '$.name')", "created_at DESC, rowid DESC"),
    "thread": _Kind("thread", "threads", "title", "updated_at DESC, rowid DESC"),
    "run": _Kind("run", "runs", "NULL", "position DESC"),
}

_AT = re.compile(r"@(last|[1-9]\d{0,8})\Z", re.IGNORECASE)
_AT_MOST = 5
"""Candidates that an error names."""


def resolve(read: Read, prefix: str, reference: str, *, deleted: bool = False) -> str:
    """The full id that ``reference`` stands for; ``prefix`` is the kind: asst, thread or run.

    Looked at in this order, the first that fits one thing alone wins: the id; ``@last``
    and ``@2`` (the last but one); the id's beginning, with or without its ``thread_``;
    the whole title; the title's beginning, in upper or lower case. ``deleted`` looks
    among the deleted threads instead. Raises NotFound, naming candidates.
    """
    kind = KINDS[prefix]
    alive = f"deleted_at IS {'NOT ' if deleted else ''}NULL" if kind.table == "threads" else "1"
    select = f"SELECT id, {kind.title} FROM {kind.table} WHERE {alive}"
    order = f" ORDER BY {kind.order} LIMIT {_AT_MOST + 1}"
    wanted = reference.strip()
    if at := _AT.match(wanted):
        back = 0 if at[1].lower() == "last" else int(at[1]) - 1
        rows = read(f"{select} ORDER BY {kind.order} LIMIT 1 OFFSET ?", back)
        if rows:
            return str(rows[0][0])
        raise NotFound(f"There are not that many {kind.noun}s: {wanted}.", _latest(read, kind, alive))
    if wanted and (rows := read(f"{select} AND id = ?", wanted)):
        return str(rows[0][0])
    tests = [
        ("substr(id, 1, ?2) = ?1", wanted),
        ("substr(id, 1, ?2) = ?1", f"{prefix}_{wanted}"),
        (f"casefold({kind.title}) = ?1", wanted.casefold()),
        (f"substr(casefold({kind.title}), 1, ?2) = ?1", wanted.casefold()),
    ]
    for test, start in tests if wanted else ():
        rows = read(f"{select} AND {test}{order}", start, *([len(start)] if "?2" in test else []))
        if len(rows) == 1:
            return str(rows[0][0])
        if rows:
            raise NotFound(
                f"“{reference[:80]}” fits several {kind.noun}s: {_told(rows)}",
                "Give more letters, or the id.",
            )
    raise NotFound(
        f"There is no {kind.noun} “{reference[:80]}”.",
        "`tutor thread list --deleted` lists what can be restored."
        if deleted
        else _latest(read, kind, alive),
    )


def _latest(read: Read, kind: _Kind, alive: str) -> str:
    rows = read(f"SELECT id, {kind.title} FROM {kind.table} WHERE {alive} ORDER BY {kind.order} LIMIT 3")
    return f"The latest: {_told(rows)}." if rows else f"There are no {kind.noun}s yet."


def _told(rows: list[Any]) -> str:
    named = [f"{id} ({title[:40]})" if title else id for id, title in rows[:_AT_MOST]]
    return ", ".join(named) + (", …" if len(rows) > _AT_MOST else "")
