"""Commands for conversations: begin, find, open, copy and show them."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from tutor_cli.display.sanitize import clean_line
from tutor_cli.errors import UsageError
from tutor_cli.repl.commands.base import Command, paths, threads
from tutor_cli.repl.conversation import Conversation
from tutor_cli.repl.resuming import open_thread
from tutor_cli.repl.turns import ask

SHOWN = 20
"""Threads that are listed."""


def new(conversation: Conversation, argument: str) -> None:
    conversation.go_to(None)
    if argument:
        ask(conversation, argument)
    else:
        conversation.say("A new conversation.")


def list_threads(conversation: Conversation, argument: str) -> None:
    if argument:
        from tutor_cli.display.tables import show_hits

        hits = conversation.store.search(argument, SHOWN)
        if not hits:
            raise UsageError(f"Nothing found for “{argument[:80]}”.", "Words are found by their beginning.")
        show_hits(hits)
    else:
        from tutor_cli.display.listings import show_threads

        found = conversation.store.summaries(SHOWN)
        if not found:
            raise UsageError("There are no conversations yet.", "Ask something to begin one.")
        show_threads(found, {each.id: each.name for each in conversation.store.assistants()})
    conversation.say("Open one with /resume and its id or title, or @1 for the one used last, @2, …")


def resume(conversation: Conversation, argument: str) -> None:
    if not argument:
        list_threads(conversation, "")
        return
    choices = conversation.choices
    thread = conversation.tutor.thread(argument, model=choices.model, base_url=choices.base_url)
    open_thread(conversation, thread)


def rename(conversation: Conversation, argument: str) -> None:
    thread = conversation.existing()
    title = clean_line(argument)[:200]
    if not title:
        raise UsageError("The title is empty.", "Give one: /rename Chain rule")
    conversation.store.save_thread(replace(conversation.store.thread(thread.id), title=title))
    conversation.refresh()
    conversation.say(f"This conversation is now “{title}”.")


def fork(conversation: Conversation, argument: str) -> None:
    from tutor_cli.threads.forking import fork as copy_of

    thread = conversation.existing()
    if argument and not argument.isdecimal():
        raise UsageError(f"“{argument[:40]}” is not a number of turns.", "Give how many to keep: /fork 2")
    folder = conversation.config.thread_folder(thread.id).parent
    turn = int(argument[:9]) if argument else None
    conversation.go_to(copy_of(conversation.store, thread.id, turn=turn, files=folder))
    conversation.say(f"This is a copy; the original stays as it is: /resume {thread.id}")


def show(conversation: Conversation, argument: str) -> None:
    if argument:
        from tutor_cli.display.files import show_file
        from tutor_cli.repl.commands.base import words

        for name in words(argument):
            show_file(Path(name).expanduser(), conversation.shown, sys.stdout)
        return
    from tutor_cli.display.thread import show_scenes
    from tutor_cli.threads.transcript import transcript

    scenes = transcript(conversation.store, conversation.existing().id)
    show_scenes(scenes, sys.stdout, conversation.shown)


COMMANDS = (
    Command("new", "[QUESTION]", "Begin a new conversation.", new),
    Command("threads", "[WORDS]", "List the conversations, or find them by words in them.", list_threads),
    Command("resume", "ID", "Open a conversation: its id or title, or @1, @2, …", resume, threads),
    Command("rename", "TITLE", "Call this conversation something else.", rename),
    Command("fork", "[TURNS]", "Go on in a copy of this conversation, or of its first turns.", fork),
    Command(
        "show",
        "[FILE]",
        "Show the whole conversation; or a picture, Markdown or code.",
        show,
        paths,
        files=True,
    ),
)
