"""Commands that hand out what was answered: its source, the clipboard, files."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from tutor_cli.errors import TutorError, UsageError
from tutor_cli.items import calls_in
from tutor_cli.repl.commands.base import Candidate, Command, paths, without_flag
from tutor_cli.repl.conversation import Conversation

PARTS = ("latex", "code")
FORCE = "--force"


def raw(conversation: Conversation, argument: str) -> None:
    from tutor_cli.display.source import raw as write_source

    write_source(_part(conversation, argument), sys.stdout)


def copy(conversation: Conversation, argument: str) -> None:
    from tutor_cli.display.source import copy_to_clipboard

    text = _part(conversation, argument)
    if not copy_to_clipboard(text, sys.stdout):
        raise TutorError(
            "This terminal has no clipboard to copy to.", "Write it to a file instead: /save FILE"
        )
    conversation.say(f"Copied {len(text):,} characters; a terminal that forbids it says nothing.")


def save(conversation: Conversation, argument: str) -> None:
    from tutor_cli.display.export import write_document

    given, force = without_flag(argument, FORCE)
    part = given.pop() if len(given) > 1 and given[-1] in PARTS else ""
    path = _file(given, "/save answer.md")
    text = _part(conversation, part)
    write_document(text if text.endswith("\n") else text + "\n", path, overwrite=force)
    conversation.say(f"Wrote {path}.")


def export(conversation: Conversation, argument: str) -> None:
    from tutor_cli.display.export import export_thread, format_of, write_document

    given, force = without_flag(argument, FORCE)
    path = _file(given, "/export evening.html (or .md, .json, .ipynb)")
    thread = conversation.existing()
    folder = conversation.config.thread_folder(thread.id)
    write_document(
        export_thread(conversation.store, thread.id, format_of(path), folder), path, overwrite=force
    )
    conversation.say(f"Wrote {path}.")


def _file(given: list[str], example: str) -> Path:
    if len(given) != 1:
        problem = "Which file?" if not given else "That is more than one file."
        raise UsageError(problem, f"Give one: {example}. Quotes hold a name with blanks together.")
    return Path(given[0]).expanduser()


def _part(conversation: Conversation, part: str) -> str:
    """The last answer's Markdown, its formulas, or the code that was run for it."""
    if part == "":
        return conversation.last_answer()
    if part == "latex":
        from tutor_cli.display.source import latex_of

        if formulas := latex_of(conversation.last_answer()):
            return "\n\n".join(formulas)
        raise UsageError("There is no formula in the last answer.", "/raw shows its source.")
    if part == "code":
        if code := _code(conversation):
            return code
        raise UsageError("No code was run for the last answer.", "/steps shows what was done.")
    raise UsageError(f"“{part[:40]}” is no part of an answer.", f"Give nothing, or {' or '.join(PARTS)}.")


def _code(conversation: Conversation) -> str:
    entries = conversation.store.last_turn(conversation.existing().id)
    pieces = []
    for call in calls_in(entry.item for entry in entries):
        try:
            pieces.append(str(json.loads(call.arguments, strict=False)["code"]).strip())
        except (ValueError, KeyError, TypeError):
            continue
    return "\n\n".join(pieces)


def _parts(conversation: Conversation, typed: str) -> Iterable[Candidate]:
    yield "latex", "its formulas"
    yield "code", "the code that was run"


COMMANDS = (
    Command(
        "raw", "[latex | code]", "Show the last answer's source, its LaTeX, or the code run.", raw, _parts
    ),
    Command("copy", "[latex | code]", "Copy it to the clipboard.", copy, _parts),
    Command("save", "FILE [latex | code]", "Write it to a file.", save, paths, files=True),
    Command(
        "export", "FILE", "Write the conversation as .md, .html, .json or .ipynb.", export, paths, files=True
    ),
)
