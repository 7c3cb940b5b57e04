"""Going on with a conversation: where one was."""

from __future__ import annotations

import sys

from tutor_cli.display.sanitize import clean_line
from tutor_cli.domain import Thread
from tutor_cli.items import is_message, text_of
from tutor_cli.repl.conversation import Conversation
from tutor_cli.threads.attachments import question_and_attachments
from tutor_cli.threads.transcript import Answer, Question, Scene

LONGEST = 900
"""Characters of an answer that is shown whole; of a longer one, its last paragraphs."""


def open_thread(conversation: Conversation, thread: Thread) -> None:
    """Go on with ``thread``, answered by its own assistant, and show its last exchange."""
    conversation.go_to(thread)
    conversation.choose(assistant=None)
    say_where_it_was(conversation)
    show_last_exchange(conversation)


def say_where_it_was(conversation: Conversation) -> None:
    """The title, and when."""
    from tutor_cli.display.tables import when

    thread = conversation.existing()
    title = clean_line(thread.title) or "untitled"
    conversation.say(f"{title} · last used {when(thread.updated_at)} · /show shows all")


def show_last_exchange(conversation: Conversation) -> None:
    """The last question with its answer; short."""
    if conversation.at_terminal and (scenes := last_exchange(conversation)):
        from tutor_cli.display.thread import show_scenes

        show_scenes(scenes, sys.stdout, conversation.shown)


def last_exchange(conversation: Conversation) -> list[Scene]:
    """The last question and what was said in answer to it; nothing of an empty thread."""
    entries = conversation.store.last_turn(conversation.existing().id)
    scenes: list[Scene] = []
    for item in (entry.item for entry in entries):
        if is_message(item, "user"):
            text, names = question_and_attachments(item)
            scenes.append(Question(text if len(text) <= LONGEST else f"{text[:LONGEST]} …", tuple(names)))
        elif is_message(item, "assistant") and text_of(item):
            scenes.append(Answer(_end_of(text_of(item)), item.get("status") != "incomplete"))
    return scenes


def _end_of(text: str) -> str:
    """A short text as it is; of a long one the last paragraphs, where the result is."""
    if len(text) <= LONGEST:
        return text
    paragraphs = text.split("\n\n")
    kept: list[str] = []
    while paragraphs and sum(map(len, kept)) + len(paragraphs[-1]) <= LONGEST:
        kept.insert(0, paragraphs.pop())
    while kept and any("".join(kept).count(mark) % 2 for mark in ("```", "$$")):
        kept.pop(0)  # it would begin within a block
    return "\n\n".join(["…", *kept]) if kept else f"{text[:LONGEST]} …"
