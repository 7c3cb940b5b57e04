"""All slash commands: found by what is typed, helped with, completed."""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Iterable
from difflib import get_close_matches

from tutor_cli.errors import UsageError
from tutor_cli.repl.commands import about, answering, asking, output, threads
from tutor_cli.repl.commands.base import Candidate, Command
from tutor_cli.repl.conversation import Conversation

_TYPED = re.compile(r"/([A-Za-z?]+)(?:\s+(.*))?\Z", re.DOTALL)
_BARE = {"exit": "/quit", "quit": "/quit", "help": "/help"}
"""What people type without the slash."""

KEYS = (
    ("Enter", "send"),
    ("Alt-Enter", "go on in a new line; so does a line that ends with \\"),
    ('"""', "begins and ends a text of many lines"),
    ("Ctrl-C", "stop the answer; clear the line; twice on an empty one: leave"),
    ("Ctrl-D", "leave, on an empty line"),
    ("Up, Down", "earlier questions"),
    ("Ctrl-R", "search them"),
    ("→", "take the grey suggestion"),
    ("Tab", "complete a command, a file, \\alpha → α"),
    ("Ctrl-X Ctrl-E", "write in $EDITOR"),
)


def help_(conversation: Conversation, argument: str) -> None:
    if argument:
        command = find(argument.removeprefix("/"))
        usage = f"/{command.name} {command.arguments}".strip()
        print(f"{usage}\n  {command.does}")  # noqa: T201
        return
    usages = [(f"/{each.name} {each.arguments}".strip(), each.does) for each in COMMANDS]
    print("\n".join([*_columns(usages, 27), "", *_columns(KEYS, 27)]))  # noqa: T201


def _columns(rows: Iterable[tuple[str, str]], width: int) -> Iterable[str]:
    """Two columns, or, where there is no room for them, one above the other; broken between words."""
    columns = max(shutil.get_terminal_size((80, 24)).columns - 1, 20)
    if columns < width + 20:
        for row in rows:
            yield from textwrap.wrap(row[0], columns)
            yield from textwrap.wrap(row[1], columns, initial_indent="  ", subsequent_indent="  ")
        return
    for left, right in rows:
        first, *others = textwrap.wrap(right, columns - width)
        yield f"{left:<{width - 1}} {first}"
        yield from (" " * width + line for line in others)


COMMANDS: tuple[Command, ...] = (
    *threads.COMMANDS,
    *asking.COMMANDS,
    *answering.COMMANDS,
    *output.COMMANDS,
    *about.COMMANDS[:-1],
    Command(
        "help",
        "[COMMAND]",
        "This list, or one command of it.",
        help_,
        lambda conversation, typed: ((each.name, each.does) for each in COMMANDS),
        aliases=("?",),
    ),
    about.COMMANDS[-1],
)


def split(text: str) -> tuple[str, str] | None:
    """The name and the argument of a command; ``None`` if ``text`` is a question."""
    if text.strip() == "/":
        return "help", ""
    typed = _TYPED.match(_BARE.get(text.strip().lower(), text.rstrip()))
    return (typed[1].lower(), (typed[2] or "").strip()) if typed else None


def find(name: str) -> Command:
    """The command of this name, or the only one that begins so. Raises UsageError."""
    by_name = {each: command for command in COMMANDS for each in (command.name, *command.aliases)}
    if name in by_name:
        return by_name[name]
    begin = [each for each in by_name if each.startswith(name)]
    if len(begin) == 1:
        return by_name[begin[0]]
    near = begin or get_close_matches(name, by_name, n=3, cutoff=0.5)
    meant = f"Did you mean {' or '.join('/' + each for each in near[:3])}? " if near else ""
    raise UsageError(
        f"There is no command /{name[:40]}.",
        f"{meant}/help lists them; a blank before / makes it a question.",
    )


def run(conversation: Conversation, name: str, argument: str) -> None:
    """Run a command. Raises TutorError's kinds."""
    conversation.replaces_last = False
    command = find(name)
    if command.files and argument and not conversation.at_terminal:
        raise UsageError(f"/{command.name} is for a person at a terminal.", "See `tutor --help`.")
    command.run(conversation, argument)


def complete(conversation: Conversation, text: str) -> Iterable[tuple[str, int, str]]:
    """What ``text``, the line up to the cursor, may go on with: the text, how many characters
    of the line it stands for, and a word about it."""
    name, blank, argument = text[1:].partition(" ")
    if not blank:
        for command in COMMANDS:
            if command.name.startswith(name.lower()):
                yield f"/{command.name}", len(text), command.does
        return
    try:
        command = find(name.lower())
    except UsageError:
        return
    found: Iterable[Candidate] = command.complete(conversation, argument)
    for candidate, about_it in found:
        if candidate.casefold().startswith(argument.casefold()) or command.name == "resume":
            yield candidate, len(argument), about_it
