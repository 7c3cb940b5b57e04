"""The store: one SQLite file, safe for several terminals at once.

Every method that writes is one transaction, done before it returns. In WAL mode with
``synchronous=NORMAL`` a killed process loses nothing that was committed; a power cut
may lose the last moments but leaves the file sound.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tutor_cli.domain import Assistant, Item, Run, RunStep, Thread
from tutor_cli.errors import NotFound, StoreError
from tutor_cli.store.codec import load_assistant, load_run, load_step
from tutor_cli.store.files import make_private_directory, make_private_file
from tutor_cli.store.lock import ThreadLock
from tutor_cli.store.schema import MIGRATIONS

BUSY_SECONDS = 10.0
"""How long a write waits for another terminal's write to end."""

_TABLES = {"asst": "assistants", "thread": "threads", "run": "runs"}
_NOUNS = {"asst": "assistant", "thread": "thread", "run": "run"}


class Store:
    """Assistants, threads, items, runs and steps, in the SQLite file at ``path``.

    May be used from any thread; calls take turns. Every method raises StoreError, in
    one line, when the file cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        with _told_in_one_line(path):
            make_private_directory(path.parent)
            make_private_file(path)
            self._db = sqlite3.connect(
                path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def _prepare(self) -> None:
        self._db.execute("PRAGMA foreign_keys = ON")
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version > len(MIGRATIONS):
            raise StoreError(
                f"The database {self.path} was written by a newer tutor"
                f" (its version {version}, ours {len(MIGRATIONS)}).",
                "Upgrade tutor, or set TUTOR_HOME to another directory.",
            )
        if self._db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        if version < len(MIGRATIONS):
            self._migrate()

    def _migrate(self) -> None:
        with self._transaction() as db:
            # Another terminal may have migrated while we waited for the lock.
            version = db.execute("PRAGMA user_version").fetchone()[0]
            for number, migration in enumerate(MIGRATIONS[version:], start=version + 1):
                for statement in _statements(migration):
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {number}")

    def check(self) -> None:
        """Read the whole file for damage. Raises StoreError if there is any."""
        found = self._read("PRAGMA quick_check(1)")[0][0]
        if found != "ok":
            raise StoreError(
                f"The database {self.path} is damaged: {found.splitlines()[-1]}.",
                f"Move {self.path.name} away to start afresh, or restore it from a backup.",
            )

    def close(self) -> None:
        with self._lock:
            self._db.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock, _told_in_one_line(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def _read(self, sql: str, *parameters: Any) -> list[Any]:
        with self._lock, _told_in_one_line(self.path):
            return self._db.execute(sql, parameters).fetchall()

    # Assistants

    def save_assistant(self, assistant: Assistant) -> None:
        """Add it, or replace the one with its id."""
        with self._transaction() as db:
            db.execute(
                "INSERT INTO assistants (id, created_at, data) VALUES (?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET data = excluded.data",
                (assistant.id, assistant.created_at, _dump(assistant)),
            )

    def assistant(self, id: str) -> Assistant:
        """The assistant of this id or unique prefix. Raises NotFound."""
        row = self._read("SELECT data FROM assistants WHERE id = ?", self.resolve("asst", id))
        return load_assistant(row[0][0])

    def assistants(self) -> list[Assistant]:
        """All of them, oldest first."""
        return [
            load_assistant(data) for (data,) in self._read("SELECT data FROM assistants ORDER BY created_at")
        ]

    def delete_assistant(self, id: str) -> None:
        """Raises NotFound. Its threads stay, and are answered by the default assistant."""
        id = self.resolve("asst", id)
        with self._transaction() as db:
            db.execute("DELETE FROM assistants WHERE id = ?", (id,))

    # Threads

    def save_thread(self, thread: Thread) -> None:
        """Add it, or replace its title, assistant and metadata."""
        with self._transaction() as db:
            _put_thread(db, thread)

    def thread(self, id: str) -> Thread:
        """The thread of this id or unique prefix. Raises NotFound."""
        rows = self._read(f"SELECT {_THREAD} FROM threads WHERE id = ?", self.resolve("thread", id))
        return _thread(rows[0])

    def threads(self, limit: int | None = None) -> list[Thread]:
        """The threads, last used first."""
        rows = self._read(
            f"SELECT {_THREAD} FROM threads WHERE deleted_at IS NULL"
            " ORDER BY updated_at DESC, rowid DESC LIMIT ?",
            -1 if limit is None else limit,
        )
        return [_thread(row) for row in rows]

    def delete_thread(self, id: str) -> None:
        """Raises NotFound."""
        id = self.resolve("thread", id)
        with self._transaction() as db:
            db.execute("DELETE FROM threads WHERE id = ?", (id,))

    # Items

    def append(
        self, thread_id: str, items: Iterable[Item], run_id: str | None = None, step: RunStep | None = None
    ) -> None:
        """Add items at the thread's end, and save the step they belong to with them.

        A draft of the same message is done with.
        """
        now = time.time()
        with self._transaction() as db:
            for item in items:
                db.execute(
                    "INSERT INTO items (thread_id, run_id, created_at, data) VALUES (?, ?, ?, ?)",
                    (thread_id, run_id, now, json.dumps(item)),
                )
                if item.get("type") == "message":
                    db.execute(
                        "DELETE FROM drafts WHERE thread_id = ? AND message_id = ?",
                        (thread_id, item.get("id")),
                    )
            db.execute("UPDATE threads SET updated_at = ? WHERE id = ?", (now, thread_id))
            if step is not None:
                _put_step(db, step)

    def items(self, thread_id: str, run_id: str | None = None) -> list[Item]:
        """The thread's items in order, or one run's."""
        if run_id is None:
            rows = self._read("SELECT data FROM items WHERE thread_id = ? ORDER BY position", thread_id)
        else:
            rows = self._read(
                "SELECT data FROM items WHERE thread_id = ? AND run_id = ? ORDER BY position",
                thread_id,
                run_id,
            )
        # One parse of the whole list: several times faster than one for each item.
        items: list[Item] = json.loads("[" + ",".join(data for (data,) in rows) + "]")
        return items

    def last_position(self, thread_id: str) -> int:
        """A number that grows whenever an item is added to the thread; 0 when it is empty."""
        rows = self._read("SELECT max(position) FROM items WHERE thread_id = ?", thread_id)
        return rows[0][0] or 0

    def add_draft(self, thread_id: str, run_id: str, message_id: str, text: str) -> None:
        """Keep a piece of a message that is about to be shown."""
        with self._transaction() as db:
            db.execute(
                "INSERT INTO drafts (thread_id, run_id, message_id, text) VALUES (?, ?, ?, ?)",
                (thread_id, run_id, message_id, text),
            )

    def drafts(self, thread_id: str) -> list[tuple[str, str, str]]:
        """``(run_id, message_id, text)`` of each message that was cut off, in order."""
        rows = self._read(
            "SELECT run_id, message_id, text FROM drafts WHERE thread_id = ? ORDER BY position", thread_id
        )
        whole: dict[tuple[str, str], str] = {}
        for run_id, message_id, text in rows:
            whole[run_id, message_id] = whole.get((run_id, message_id), "") + text
        return [(run_id, message_id, text) for (run_id, message_id), text in whole.items()]

    def lock(self, thread_id: str) -> ThreadLock:
        """The thread's lock, not taken yet."""
        return ThreadLock(self.path.parent / "locks", thread_id)

    # Runs and steps

    def save_run(self, run: Run) -> None:
        """Add it, or replace the one with its id."""
        with self._transaction() as db:
            db.execute(
                "INSERT INTO runs (id, thread_id, status, data) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET status = excluded.status, data = excluded.data",
                (run.id, run.thread_id, run.status, _dump(run)),
            )

    def run(self, id: str) -> Run:
        """The run of this id or unique prefix. Raises NotFound."""
        rows = self._read("SELECT data FROM runs WHERE id = ?", self.resolve("run", id))
        return load_run(rows[0][0])

    def runs(self, thread_id: str) -> list[Run]:
        """The thread's runs, oldest first."""
        rows = self._read("SELECT data FROM runs WHERE thread_id = ? ORDER BY position", thread_id)
        return [load_run(data) for (data,) in rows]

    def unfinished_runs(self, thread_id: str) -> list[Run]:
        """The thread's runs whose status is not final."""
        rows = self._read(
            "SELECT data FROM runs WHERE thread_id = ?"
            " AND status IN ('queued', 'in_progress', 'requires_action') ORDER BY position",
            thread_id,
        )
        return [load_run(data) for (data,) in rows]

    def save_step(self, step: RunStep) -> None:
        """Add it, or replace the one with its id."""
        with self._transaction() as db:
            _put_step(db, step)

    def steps(self, *, run_id: str | None = None, thread_id: str | None = None) -> list[RunStep]:
        """A run's steps, or a whole thread's, in order."""
        column, value = ("run_id", run_id) if run_id is not None else ("thread_id", thread_id)
        rows = self._read(f"SELECT data FROM steps WHERE {column} = ? ORDER BY position", value)
        return [load_step(data) for (data,) in rows]

    # Ids

    def resolve(self, prefix: str, id: str) -> str:
        """The full id that ``id``, an id or a unique beginning of one, stands for.

        ``prefix`` is the kind: ``asst``, ``thread`` or ``run``; it may be left out of ``id``.
        Raises NotFound, naming candidates, when nothing or several things match.
        """
        table, noun = _TABLES[prefix], _NOUNS[prefix]
        alive = " AND deleted_at IS NULL" if table == "threads" else ""
        wanted = id.strip()
        for start in (wanted, f"{prefix}_{wanted}"):
            if not wanted:
                break
            rows = self._read(
                f"SELECT id FROM {table} WHERE substr(id, 1, ?) = ?{alive}"
                " ORDER BY id = ? DESC, rowid DESC LIMIT 6",
                len(start),
                start,
                start,
            )
            found = [row[0] for row in rows]
            if len(found) == 1 or start in found:
                return str(found[0])
            if found:
                more = ", …" if len(found) > 5 else ""
                raise NotFound(
                    f"“{id}” fits several {noun}s: {', '.join(found[:5])}{more}",
                    "Give more letters of the id.",
                )
        recent = self._read(f"SELECT id FROM {table} WHERE 1{alive} ORDER BY rowid DESC LIMIT 3")
        hint = (
            f"The latest: {', '.join(row[0] for row in recent)}." if recent else f"There are no {noun}s yet."
        )
        raise NotFound(f"There is no {noun} “{id[:80]}”.", hint)


_THREAD = "id, title, assistant_id, created_at, updated_at, metadata"


def _thread(row: Sequence[Any]) -> Thread:
    id, title, assistant_id, created_at, updated_at, metadata = row
    return Thread(id, title, assistant_id, created_at, updated_at, json.loads(metadata))


def _put_thread(db: sqlite3.Connection, thread: Thread) -> None:
    db.execute(
        f"INSERT INTO threads ({_THREAD}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
        " title = excluded.title, assistant_id = excluded.assistant_id,"
        " updated_at = excluded.updated_at, metadata = excluded.metadata",
        (
            thread.id,
            thread.title,
            thread.assistant_id,
            thread.created_at,
            thread.updated_at,
            json.dumps(dict(thread.metadata)),
        ),
    )


def _put_step(db: sqlite3.Connection, step: RunStep) -> None:
    db.execute(
        "INSERT INTO steps (id, run_id, thread_id, data) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET data = excluded.data",
        (step.id, step.run_id, step.thread_id, _dump(step)),
    )


def _dump(value: Assistant | Run | RunStep) -> str:
    return json.dumps(asdict(value))


def _statements(script: str) -> Iterator[str]:
    """The script's statements; ``executescript`` would end our transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


@contextmanager
def _told_in_one_line(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        text = str(error)
        if "locked" in text:
            hint = "Another tutor is writing for long; try again."
        elif "full" in text or "I/O" in text:
            hint = "Free some space there, or set TUTOR_HOME to another directory."
        elif "readonly" in text or "unable to open" in text:
            hint = "Make it writable, or set TUTOR_HOME to another directory."
        else:
            hint = f"Move {path.name} away to start afresh, or restore it from a backup."
        raise StoreError(f"The database {path} cannot be used: {text}.", hint) from error
    except OSError as error:
        raise StoreError(
            f"{error.filename or path} cannot be used: {error.strerror or error}.",
            "Make it writable, or set TUTOR_HOME to another directory.",
        ) from error
