"""Commands that ask again, or change what goes with the next question."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from tutor_cli.display.sanitize import clean_line
from tutor_cli.errors import UsageError
from tutor_cli.repl.commands.base import Candidate, Command, paths, words
from tutor_cli.repl.conversation import Conversation
from tutor_cli.repl.turns import ask
from tutor_cli.repl.turns import undo as take_back


def undo(conversation: Conversation, argument: str) -> None:
    if argument and not argument.isdecimal():
        raise UsageError(
            f"“{argument[:40]}” is not a number of turns.", "Give how many to take back: /undo 2"
        )
    was = conversation.existing()
    question = take_back(conversation, int(argument[:9]) if argument else 1)
    conversation.attachments.clear()
    conversation.say(f"Took back “{_short(question)}”. For a day, `tutor thread restore {was.id}` undoes it.")


def retry(conversation: Conversation, argument: str) -> None:
    question = take_back(conversation)
    conversation.say(f"Again: {_short(question)}")
    ask(conversation, question)


def edit(conversation: Conversation, argument: str) -> None:
    from tutor_cli.items import is_message
    from tutor_cli.threads.attachments import question_and_attachments

    thread = conversation.existing()
    asked = [
        question_and_attachments(entry.item)[0]
        for entry in conversation.store.last_turn(thread.id)
        if is_message(entry.item, "user")
    ]
    if not asked:
        raise UsageError("Nothing has been asked yet.", "Ask something first.")
    conversation.draft = asked[0]
    conversation.replaces_last = True


def attach(conversation: Conversation, argument: str) -> None:
    from tutor_cli.threads.attachments import MOST_FILES, read_attachments

    if argument == "none":
        conversation.attachments.clear()
    elif argument:
        whole = os.path.isfile(os.path.expanduser(argument))  # noqa: PTH111, PTH113 - a name of any length
        names = [argument] if whole else words(argument)
        _refuse_unread(conversation, read := read_attachments([Path(name) for name in names]))
        if len(conversation.attachments) + len(read) > MOST_FILES:
            raise UsageError(f"At most {MOST_FILES} files go with one question.", "/attach none begins anew.")
        for each in read:
            if each.note:
                conversation.say(each.note)
        conversation.attachments += read
    attached = ", ".join(clean_line(each.name) for each in conversation.attachments)
    conversation.say(f"With the next question: {attached}." if attached else "Nothing is attached.")


def _refuse_unread(conversation: Conversation, read: Sequence[object]) -> None:
    if read and conversation.answering()[1] == "solver":
        raise UsageError("The built-in solver reads no attached files.", "Choose a model that can: /model")


def _complete_attach(conversation: Conversation, typed: str) -> Iterable[Candidate]:
    if typed and "none".startswith(typed):
        yield "none", "let go of what is attached"
    start = typed.rpartition(" ")[0] if not typed.startswith(("'", '"')) and "\\ " not in typed else ""
    before = f"{start} " if start else ""
    for path, meta in paths(conversation, typed[len(before) :]):
        yield before + path, meta


def _short(question: str) -> str:
    line = clean_line(question)
    return line if len(line) <= 60 else line[:59] + "…"


COMMANDS = (
    Command("undo", "[TURNS]", "Take the last question back, with its answer.", undo),
    Command("retry", "", "Ask the last question again, in its own place.", retry),
    Command("edit", "", "Change the last question and ask it again, in its own place.", edit),
    Command(
        "attach", "[FILE… | none]", "Send files with the next question.", attach, _complete_attach, files=True
    ),
)
