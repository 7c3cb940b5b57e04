"""The database's tables, and how an older database becomes a newer one.

``PRAGMA user_version`` counts the migrations done. A migration is never edited once
released; a change is a new one at the end.
"""

from __future__ import annotations

MIGRATIONS: tuple[str, ...] = (
    # 1: assistants, threads and their items, runs and their steps
    """
    CREATE TABLE assistants (
        id TEXT PRIMARY KEY,
        created_at REAL NOT NULL,
        data TEXT NOT NULL              -- the assistant as JSON
    );
    CREATE TABLE threads (
        id TEXT PRIMARY KEY,
        title TEXT NOT NULL,
        assistant_id TEXT,
        created_at REAL NOT NULL,
        updated_at REAL NOT NULL,
        metadata TEXT NOT NULL,         -- JSON object
        deleted_at REAL
    );
    CREATE INDEX threads_by_update ON threads (updated_at);
    CREATE TABLE items (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        thread_id TEXT NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
        run_id TEXT,
        created_at REAL NOT NULL,
        data TEXT NOT NULL              -- the item as JSON, verbatim
    );
    CREATE INDEX items_by_thread ON items (thread_id, position);
    CREATE TABLE runs (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        thread_id TEXT NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
        status TEXT NOT NULL,
        data TEXT NOT NULL
    );
    CREATE INDEX runs_by_thread ON runs (thread_id, position);
    CREATE TABLE steps (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
        thread_id TEXT NOT NULL,
        data TEXT NOT NULL
    );
    CREATE INDEX steps_by_run ON steps (run_id, position);
    CREATE INDEX steps_by_thread ON steps (thread_id, position);
    -- What was shown of a message that is not whole yet: kept as it streams, gone when
    -- the message is whole. What is left here belongs to a run that died.
    CREATE TABLE drafts (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        thread_id TEXT NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
        run_id TEXT NOT NULL,
        message_id TEXT NOT NULL,
        text TEXT NOT NULL
    );
    CREATE INDEX drafts_by_thread ON drafts (thread_id, position);
    """,
)
