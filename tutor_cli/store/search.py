"""Full-text search over what was asked and answered (SQLite FTS5)."""

from __future__ import annotations

import json
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
    """How many messages of the thread fit; 0 if its title alone does."""

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
    """The threads whose title, or one of whose messages, holds all the words of ``query``.

    Those found by their title alone come first, then the best. A word is found by its
    beginning, whatever its case and, in messages, its accents; words in double quotes are
    found together. Nothing in ``query`` is taken for FTS5's own syntax.
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
    excerpts = _excerpts(read, match, [position for *_, position, _ in rows])
    hits = [
        Hit(id, title, updated_at, excerpts.get(position, ""), found)
        for id, title, updated_at, position, found in rows
    ]
    known = {hit.thread_id for hit in hits}
    return ([hit for hit in _titled(read, query) if hit.thread_id not in known] + hits)[:limit]


def _titled(read: Read, query: str) -> list[Hit]:
    """The threads whose title holds all the words of ``query``, last used first."""
    starts = [
        rf"(?<!\w){re.escape(text)}" for text, _ in sorted(_words(query), key=lambda word: -len(word[0]))
    ]
    patterns = [re.compile(start, re.IGNORECASE) for start in starts]
    any_word = re.compile("|".join(starts), re.IGNORECASE)
    hits = []
    for id, title, updated_at in read(
        "SELECT id, title, updated_at FROM threads WHERE deleted_at IS NULL ORDER BY updated_at DESC"
    ):
        if all(pattern.search(title) for pattern in patterns):
            hits.append(Hit(id, title, updated_at, any_word.sub(rf"{OPEN}\g<0>{CLOSE}", title), 0))
    return hits


def fts_query(query: str) -> str:
    """``query`` in FTS5's syntax: every word quoted, found by its beginning."""
    return " ".join(f'"{text}"' if together else f'"{text}"*' for text, together in _words(query))


def _words(query: str) -> list[tuple[str, bool]]:
    """The words of ``query``, and those in double quotes with ``True``."""
    phrases = re.findall(r'"([^"]+)"|(\S+)', query.replace("\0", " "))
    words = [((together or alone.replace('"', "")).strip(), bool(together)) for together, alone in phrases]
    return [(text, together) for text, together in words if re.search(r"\w", text)]


def _excerpts(read: Read, match: str, positions: list[int]) -> dict[int, str]:
    """The excerpt of each of these messages."""
    # The plus has FTS5 go through what it finds once, not once for each message.
    rows = read(
        "SELECT rowid, snippet(item_texts, 0, ?, ?, '…', 24) FROM item_texts"
        " WHERE item_texts MATCH ? AND +rowid IN (SELECT value FROM json_each(?))",
        OPEN,
        CLOSE,
        match,
        json.dumps(positions),
    )
    return dict(rows)
