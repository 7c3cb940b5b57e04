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
from pathlib import Path
from typing import Any

from tutor_cli.domain import Assistant, Item, Run, RunStep, Thread, ThreadSummary, Usage
from tutor_cli.errors import StoreError
from tutor_cli.store.codec import load_assistant, load_items, load_run, load_step
from tutor_cli.store.files import make_private_directory, make_private_file
from tutor_cli.store.lock import ThreadLock
from tutor_cli.store.references import KINDS, resolve
from tutor_cli.store.rows import THREAD, Entry, dumped, put_items, put_run, put_step, put_thread, thread_of
from tutor_cli.store.schema import MIGRATIONS
from tutor_cli.store.search import Hit, search
from tutor_cli.store.text import is_question, is_question_of_json, shown_text_of_json, storable

BUSY_SECONDS = 10.0
"""How long a write waits for another terminal's write to end."""

KEPT_SECONDS = 24 * 3600.0
"""How long a deleted thread can be restored."""


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
        self._db.execute("PRAGMA secure_delete = ON")  # what is purged is overwritten, not just let go
        self._db.create_function("casefold", 1, _casefold, deterministic=True)
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version > len(MIGRATIONS):
            raise StoreError(
                f"The database {self.path} was written by a newer tutor"
                f" (its version {version}, ours {len(MIGRATIONS)}).",
                "Upgrade tutor, or set TUTOR_HOME to another directory.",
            )
        if self._db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            self._use_wal()
        self._db.execute("PRAGMA synchronous = NORMAL")
        if version < len(MIGRATIONS):
            self._migrate()

    def _use_wal(self) -> None:
        """SQLite does not wait for this change of mode while another terminal makes it: we do."""
        deadline = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                self._db.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(0.01)

    def _migrate(self) -> None:
        self._db.create_function("shown_text", 1, shown_text_of_json, deterministic=True)
        self._db.create_function("is_question", 1, is_question_of_json, deterministic=True)
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
                (assistant.id, assistant.created_at, dumped(assistant)),
            )

    def assistant(self, id: str) -> Assistant:
        """The assistant that ``id`` names (see :meth:`resolve`). Raises NotFound."""
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
            put_thread(db, thread)

    def thread(self, id: str) -> Thread:
        """The thread that ``id`` names (see :meth:`resolve`). Raises NotFound."""
        rows = self._read(f"SELECT {THREAD} FROM threads WHERE id = ?", self.resolve("thread", id))
        return thread_of(rows[0])

    def set_metadata(self, thread_id: str, key: str, value: Any) -> None:
        """Keep one value with the thread, whatever else is being kept; ``None`` forgets it."""
        with self._transaction() as db:
            row = db.execute("SELECT metadata FROM threads WHERE id = ?", (thread_id,)).fetchone()
            if row is not None:
                metadata = {**json.loads(row[0]), key: value}
                kept = {name: each for name, each in metadata.items() if each is not None}
                db.execute("UPDATE threads SET metadata = ? WHERE id = ?", (json.dumps(kept), thread_id))

    def threads(self, limit: int | None = None) -> list[Thread]:
        """The threads, last used first."""
        rows = self._read(
            f"SELECT {THREAD} FROM threads WHERE deleted_at IS NULL"
            " ORDER BY updated_at DESC, rowid DESC LIMIT ?",
            -1 if limit is None else limit,
        )
        return [thread_of(row) for row in rows]

    def summaries(
        self, limit: int | None = None, *, deleted: bool = False, start: str = ""
    ) -> list[ThreadSummary]:
        """The threads with what a list tells of them, last used first.

        ``deleted``: those that can be restored instead. ``start``: only those whose id
        or title begins so.
        """
        rows = self._read(
            f"SELECT {THREAD}, turns, size, deleted_at FROM threads"
            f" WHERE deleted_at IS {'NOT ' if deleted else ''}NULL"
            " AND (substr(id, 1, ?1) = ?2 OR substr(casefold(title), 1, ?1) = casefold(?2))"
            " ORDER BY updated_at DESC, rowid DESC LIMIT ?3",
            len(start),
            storable(start),
            -1 if limit is None else limit,
        )
        return [ThreadSummary(thread_of(row[:-3]), *row[-3:]) for row in rows]

    def search(self, query: str, limit: int = 20) -> list[Hit]:
        """The threads whose messages hold all words of ``query``, best first."""
        return search(self._read, storable(query), limit)

    def delete_thread(self, id: str) -> str:
        """Put a thread away, to be restored within :data:`KEPT_SECONDS`; gives its id. Raises NotFound."""
        id = self.resolve("thread", id)
        with self._transaction() as db:
            db.execute("UPDATE threads SET deleted_at = ? WHERE id = ?", (time.time(), id))
        return id

    def restore_thread(self, id: str) -> Thread:
        """Undo :meth:`delete_thread`. Raises NotFound."""
        id = self.resolve("thread", id, deleted=True)
        with self._transaction() as db:
            db.execute("UPDATE threads SET deleted_at = NULL WHERE id = ?", (id,))
        return self.thread(id)

    def purge_threads(
        self, *, deleted_before: float | None = None, ids: Sequence[str] | None = None
    ) -> list[str]:
        """Remove for good the deleted threads of these ids, or those deleted before this
        time (Unix seconds); gives the ids."""
        rows = self._read("SELECT id, deleted_at FROM threads WHERE deleted_at IS NOT NULL")
        gone = [
            id
            for id, deleted_at in rows
            if (ids is not None and id in ids) or (deleted_before is not None and deleted_at < deleted_before)
        ]
        if gone:
            with self._transaction() as db:
                db.executemany("DELETE FROM threads WHERE id = ?", [(id,) for id in gone])
                # FTS5 only marks what is deleted; merging drops the words themselves.
                db.execute("INSERT INTO item_texts (item_texts) VALUES ('optimize')")
        return gone

    def add_thread(
        self,
        thread: Thread,
        entries: Iterable[Entry],
        runs: Iterable[Run] = (),
        steps: Iterable[RunStep] = (),
    ) -> None:
        """Add a whole thread at once: a copy, or one from elsewhere."""
        with self._transaction() as db:
            put_thread(db, thread)
            put_items(db, thread.id, entries)
            for run in runs:
                put_run(db, run)
            for step in steps:
                put_step(db, step)

    # Items

    def append(
        self, thread_id: str, items: Iterable[Item], run_id: str | None = None, step: RunStep | None = None
    ) -> None:
        """Add items at the thread's end, and save the step they belong to with them.

        A draft of the same message is done with.
        """
        now = time.time()
        with self._transaction() as db:
            put_items(db, thread_id, [Entry(item, run_id, now) for item in items])
            db.execute("UPDATE threads SET updated_at = ? WHERE id = ?", (now, thread_id))
            if step is not None:
                put_step(db, step)

    def items(self, thread_id: str, run_id: str | None = None) -> list[Item]:
        """The thread's items in order, or one run's."""
        if run_id is None:
            rows = self._read("SELECT data FROM items WHERE thread_id = ? ORDER BY position", thread_id)
        else:
            rows = self._read(
                "SELECT data FROM items WHERE run_id = ? AND thread_id = ? ORDER BY position",
                run_id,
                thread_id,
            )
        return load_items([data for (data,) in rows])

    def entries(self, thread_id: str, *, after: int = 0) -> list[Entry]:
        """The thread's items in order, each with its run and its time; those ``after`` a position."""
        rows = self._read(
            "SELECT data, run_id, created_at FROM items WHERE thread_id = ? AND position > ?"
            " ORDER BY position",
            thread_id,
            after,
        )
        items = load_items([data for data, _, _ in rows])
        return [Entry(item, run_id, at) for item, (_, run_id, at) in zip(items, rows, strict=True)]

    def last_turn(self, thread_id: str) -> list[Entry]:
        """The thread's last question and all that came of it; however long the thread is."""
        last = self.last_position(thread_id)
        for reach in (100, 1_000, 10_000):
            entries = self.entries(thread_id, after=last - reach)
            starts = [index for index, entry in enumerate(entries) if is_question(entry.item)]
            if starts:
                return entries[starts[-1] :]
        return []

    def last_position(self, thread_id: str) -> int:
        """A number that grows whenever an item is added to the thread; 0 when it is empty."""
        rows = self._read("SELECT max(position) FROM items WHERE thread_id = ?", thread_id)
        return rows[0][0] or 0

    def add_draft(self, thread_id: str, run_id: str, message_id: str, text: str) -> None:
        """Keep a piece of a message that is about to be shown."""
        with self._transaction() as db:
            db.execute(
                "INSERT INTO drafts (thread_id, run_id, message_id, text) VALUES (?, ?, ?, ?)",
                (thread_id, run_id, storable(message_id), storable(text)),
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
            put_run(db, run)

    def run(self, id: str) -> Run:
        """The run that ``id`` names (see :meth:`resolve`). Raises NotFound."""
        rows = self._read("SELECT data FROM runs WHERE id = ?", self.resolve("run", id))
        return load_run(rows[0][0])

    def runs(self, thread_id: str) -> list[Run]:
        """The thread's runs, oldest first."""
        rows = self._read("SELECT data FROM runs WHERE thread_id = ? ORDER BY position", thread_id)
        return [load_run(data) for (data,) in rows]

    def usage(self, thread_id: str) -> dict[str, tuple[int, Usage]]:
        """By model, how many of the thread's runs it answered and the tokens it took for them."""
        fields = ("input_tokens", "output_tokens", "cached_tokens", "reasoning_tokens")
        sums = ", ".join(f"coalesce(sum(json_extract(data, '$.usage.{name}')), 0)" for name in fields)
        rows = self._read(
            f"SELECT json_extract(data, '$.model'), count(*), {sums} FROM runs WHERE thread_id = ?"
            " GROUP BY 1 ORDER BY min(position)",
            thread_id,
        )
        return {model: (count, Usage(*tokens)) for model, count, *tokens in rows}

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
            put_step(db, step)

    def steps(self, *, run_id: str | None = None, thread_id: str | None = None) -> list[RunStep]:
        """A run's steps, or a whole thread's, in order."""
        column, value = ("run_id", run_id) if run_id is not None else ("thread_id", thread_id)
        rows = self._read(f"SELECT data FROM steps WHERE {column} = ? ORDER BY position", value)
        return [load_step(data) for (data,) in rows]

    # Ids

    def has(self, prefix: str, id: str) -> bool:
        """Whether there is an assistant, thread or run of exactly this id, deleted or not."""
        return bool(self._read(f"SELECT 1 FROM {KINDS[prefix].table} WHERE id = ?", storable(id)))

    def resolve(self, prefix: str, reference: str, *, deleted: bool = False) -> str:
        """The full id of what ``reference`` names: an id or its beginning, a title or name or its
        beginning, ``@last``, ``@2`` (the last but one). See :func:`references.resolve`."""
        return resolve(self._read, prefix, storable(reference), deleted=deleted)


def _casefold(text: str | None) -> str | None:
    return None if text is None else text.casefold()


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
