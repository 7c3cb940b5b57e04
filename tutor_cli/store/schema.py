"""The database's tables, and how an older database becomes a newer one.

``PRAGMA user_version`` counts the migrations done. A migration is never edited once
released; a change is a new one at the end. ``is_question`` and ``shown_text`` are ours
(``text.py``), known to SQL only while a migration runs.
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
    # 2: what is listed (turns, size) and searched (the text of messages)
    """
    ALTER TABLE threads ADD COLUMN turns INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE threads ADD COLUMN size INTEGER NOT NULL DEFAULT 0;   -- bytes of its items
    UPDATE threads SET
        turns = (SELECT count(*) FROM items WHERE thread_id = threads.id AND is_question(data)),
        size = (SELECT coalesce(sum(length(data)), 0) FROM items WHERE thread_id = threads.id);
    CREATE INDEX threads_deleted ON threads (deleted_at) WHERE deleted_at IS NOT NULL;
    CREATE INDEX items_by_run ON items (run_id, position) WHERE run_id IS NOT NULL;
    CREATE INDEX runs_unfinished ON runs (thread_id, position)
        WHERE status IN ('queued', 'in_progress', 'requires_action');
    CREATE VIRTUAL TABLE item_texts USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2');
    INSERT INTO item_texts (rowid, text)
        SELECT position, shown_text(data) FROM items WHERE shown_text(data) <> '';
    CREATE TRIGGER items_deleted AFTER DELETE ON items BEGIN
        DELETE FROM item_texts WHERE rowid = old.position;
    END;
    """,
)
