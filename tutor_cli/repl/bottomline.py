"""The line under the prompt: who answers, which conversation, what it took so far."""

from __future__ import annotations

import time

from tutor_cli.display.math.boxes import width_of
from tutor_cli.display.sanitize import clean_line
from tutor_cli.errors import TutorError
from tutor_cli.repl.conversation import Conversation

GAP = " · "
LEAST = 12
"""Columns that a title keeps before it is left out."""
LOOK_SECONDS = 2.0
"""How often it is looked whether another terminal has gone on with the thread."""


class BottomLine:
    """Called whenever the prompt is drawn: quick, and whatever goes wrong, a line."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation
        self._looked_at = 0.0
        self._moved = False

    def text(self, columns: int, leaving: bool) -> str:
        if leaving:
            return _fitting([" Ctrl-C again, or Ctrl-D, leaves"], columns)
        conversation = self._conversation
        hints = []
        if conversation.replaces_last:
            hints.append("changing the last question")
        if conversation.attachments:
            names = ", ".join(clean_line(each.name) for each in conversation.attachments)
            hints.append(f"attached: {names}")
        if self._look():
            hints.append("another terminal went on here")
        return _fitting([f" {self._who()}", self._title(), conversation.tally.told(), *hints], columns)

    def _who(self) -> str:
        try:
            assistant, model = self._conversation.answering()
        except TutorError:
            return "no model: /doctor"
        return f"{clean_line(assistant.name)}{GAP}{clean_line(model)}"

    def _title(self) -> str:
        thread = self._conversation.thread
        return "new" if thread is None else clean_line(thread.title) or "untitled"

    def _look(self) -> bool:
        now = time.monotonic()
        if now - self._looked_at >= LOOK_SECONDS:
            self._looked_at = now
            try:
                self._moved = self._conversation.watch.moved
            except TutorError:
                self._moved = False
        return self._moved


def _fitting(parts: list[str], columns: int) -> str:
    """The parts in one line; the title, which is the second, gives way first, then the last ones."""
    parts = [part for part in parts if part]
    if len(parts) > 1:
        over = width_of(GAP.join(parts)) - columns
        if over > 0:
            parts[1] = _cut(parts[1], max(width_of(parts[1]) - over, LEAST))
    while len(parts) > 1 and width_of(GAP.join(parts)) > columns:
        parts.pop()
    return _cut(GAP.join(parts), columns)


def _cut(text: str, columns: int) -> str:
    if width_of(text) <= columns:
        return text
    while text and width_of(text) >= columns:
        text = text[:-1]
    return text.rstrip() + "…"
