"""Writing what the domain calls things into rows, within a transaction of the store's."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tutor_cli.domain import Assistant, Item, Run, RunStep, Thread
from tutor_cli.store.text import is_question, shown_text, storable

THREAD = "id, title, assistant_id, created_at, updated_at, metadata"
"""The columns of a thread, in :func:`thread_of`'s order."""


@dataclass(frozen=True)
class Entry:
    """An item as the store keeps it."""

    item: Item
    run_id: str | None
    created_at: float
    """Unix seconds."""


def thread_of(row: Sequence[Any]) -> Thread:
    id, title, assistant_id, created_at, updated_at, metadata = row
    return Thread(id, title, assistant_id, created_at, updated_at, json.loads(metadata))


def put_thread(db: sqlite3.Connection, thread: Thread) -> None:
    db.execute(
        f"INSERT INTO threads ({THREAD}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
        " title = excluded.title, assistant_id = excluded.assistant_id,"
        " updated_at = excluded.updated_at, metadata = excluded.metadata",
        (
            thread.id,
            storable(thread.title),
            thread.assistant_id,
            thread.created_at,
            thread.updated_at,
            json.dumps(dict(thread.metadata)),
        ),
    )


def put_items(db: sqlite3.Connection, thread_id: str, entries: Iterable[Entry]) -> None:
    """Add items with all that is kept about them: the search's text, the thread's counts."""
    turns = size = 0
    for entry in entries:
        data = json.dumps(entry.item)
        position = db.execute(
            "INSERT INTO items (thread_id, run_id, created_at, data) VALUES (?, ?, ?, ?)",
            (thread_id, entry.run_id, entry.created_at, data),
        ).lastrowid
        turns += is_question(entry.item)
        size += len(data)
        if text := shown_text(entry.item):
            db.execute("INSERT INTO item_texts (rowid, text) VALUES (?, ?)", (position, text))
        if entry.item.get("type") == "message":
            db.execute(
                "DELETE FROM drafts WHERE thread_id = ? AND message_id = ?",
                (thread_id, storable(str(entry.item.get("id")))),
            )
    db.execute("UPDATE threads SET turns = turns + ?, size = size + ? WHERE id = ?", (turns, size, thread_id))


def put_run(db: sqlite3.Connection, run: Run) -> None:
    db.execute(
        "INSERT INTO runs (id, thread_id, status, data) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET status = excluded.status, data = excluded.data",
        (run.id, run.thread_id, run.status, dumped(run)),
    )


def put_step(db: sqlite3.Connection, step: RunStep) -> None:
    db.execute(
        "INSERT INTO steps (id, run_id, thread_id, data) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET data = excluded.data",
        (step.id, step.run_id, step.thread_id, dumped(step)),
    )


def dumped(value: Assistant | Run | RunStep) -> str:
    return json.dumps(asdict(value))
