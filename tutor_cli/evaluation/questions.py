"""Question sets: JSON lines, read with a clear word on what is wrong with them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tutor_cli.checking.question import Question, question_from
from tutor_cli.errors import UsageError

MAX_LINE = 1_000_000


@dataclass(frozen=True)
class Entry:
    """One line of a question set: its fields as they were given, and the question they are."""

    fields: dict[str, Any]
    question: Question
    number: int
    """Its line's number, from 1."""

    @property
    def group(self) -> str:
        """What it is counted under."""
        return self.question.topic or self.question.module or ""


def read_questions(path: Path) -> list[Entry]:
    """The questions of a JSON Lines file. Raises UsageError, naming the line that is wrong."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read: {error.strerror or error}.", "Give a JSON Lines file."
        ) from None
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not UTF-8 text.", "Give a JSON Lines file.") from None
    entries: list[Entry] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            entries.append(_entry(path, number, line))
    if not entries:
        raise UsageError(f"{path} has no questions.", 'A line is {"question": "…", "answer": "…"}.')
    _check_threads(path, entries)
    return entries


def _entry(path: Path, number: int, line: str) -> Entry:
    where = f"{path}, line {number}"
    try:
        if len(line) > MAX_LINE:
            raise ValueError("it is too long")
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{where} is not JSON: {error}.", "Each line is one JSON object.") from None
    if not isinstance(fields, dict):
        raise UsageError(f"{where} is not a JSON object.", 'A line is {"question": "…", "answer": "…"}.')
    try:
        return Entry(fields, question_from(fields), number)
    except ValueError as error:
        raise UsageError(f"{where}: {error}.", "The fields are described in docs/checking.md.") from None


def _check_threads(path: Path, entries: Sequence[Entry]) -> None:
    known: set[str] = set()
    for entry in entries:
        parent, own = entry.question.follow_up_of, entry.question.id
        if parent is not None and parent not in known:
            raise UsageError(
                f'{path}, line {entry.number}: it follows "{parent}", and no line before has that id.',
                "Put a follow-up after the question that it follows.",
            )
        if own is not None:
            if own in known:
                raise UsageError(
                    f'{path}, line {entry.number}: the id "{own}" is given twice.', "Give each its own."
                )
            known.add(own)


def conversations(entries: Sequence[Entry]) -> list[list[Entry]]:
    """The questions that share a thread, together and in order."""
    found: list[list[Entry]] = []
    by_id: dict[str, list[Entry]] = {}
    for entry in entries:
        parent = entry.question.follow_up_of
        if parent is None:
            conversation: list[Entry] = []
            found.append(conversation)
        else:
            conversation = by_id[parent]
        conversation.append(entry)
        if entry.question.id is not None:
            by_id[entry.question.id] = conversation
    return found
