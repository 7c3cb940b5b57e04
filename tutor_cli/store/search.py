"""Full-text search over what was asked and answered (SQLite FTS5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tutor_cli.store.references import Read

OPEN, CLOSE = "\ue000", "\ue001"
"""What stands before and after each word found in :attr:`Hit.excerpt`: private-use characters."""


@dataclass(frozen=True)
class Hit:
    """A thread in which something was found, by its best message."""

    thread_id: str
    title: str
    updated_at: float
    """Unix seconds."""
    excerpt: str
    """Some words around the find, each word found between :data:`OPEN` and :data:`CLOSE`."""
    found: int
    """How many messages of the thread fit."""

    @property
    def plain_excerpt(self) -> str:
        """The excerpt without marks."""
        return self.excerpt.replace(OPEN, "").replace(CLOSE, "")

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """The excerpt in pieces, each with whether it was searched for."""
        for number, piece in enumerate(re.split(f"[{OPEN}{CLOSE}]", self.excerpt)):
            if piece:
                yield piece, number % 2 == 1


def search(read: Read, query: str, limit: int) -> list[Hit]:
    """The threads whose messages hold all the words of ``query``, best first.

    A word is found by its beginning, whatever its case and accents; words in double
    quotes are found together. Nothing in ``query`` is taken for FTS5's own syntax.
    """
    match = fts_query(query)
    if not match:
        return []
    # bm25 works only where the match itself is made, hence MATERIALIZED; the snippet,
    # which is slow, is made for the hits that are shown and no others.
    rows = read(
        """
        WITH hits AS MATERIALIZED (
            SELECT item_texts.rowid AS position, bm25(item_texts) AS score
            FROM item_texts WHERE item_texts MATCH ?1
        ), best AS (
            SELECT items.thread_id, hits.position, min(hits.score) AS score, count(*) AS found
            FROM hits JOIN items USING (position) GROUP BY items.thread_id
        )
        SELECT threads.id, threads.title, threads.updated_at, best.position, best.found
        FROM best JOIN threads ON threads.id = best.thread_id
        WHERE threads.deleted_at IS NULL
        ORDER BY best.score, threads.updated_at DESC LIMIT ?2
        """,
        match,
        limit,
    )
    return [
        Hit(id, title, updated_at, _excerpt(read, match, position), found)
        for id, title, updated_at, position, found in rows
    ]


def fts_query(query: str) -> str:
    """``query`` in FTS5's syntax: every word quoted, found by its beginning."""
    phrases = re.findall(r'"([^"]+)"|(\S+)', query.replace("\0", " "))
    words = []
    for together, alone in phrases:
        text = (together or alone.replace('"', "")).strip()
        if re.search(r"\w", text):
            words.append(f'"{text}"' if together else f'"{text}"*')
    return " ".join(words)


def _excerpt(read: Read, match: str, position: int) -> str:
    rows = read(
        "SELECT snippet(item_texts, 0, ?, ?, '…', 24) FROM item_texts WHERE item_texts MATCH ? AND rowid = ?",
        OPEN,
        CLOSE,
        match,
        position,
    )
    return str(rows[0][0]) if rows else ""
