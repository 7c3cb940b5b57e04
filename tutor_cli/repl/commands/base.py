"""What a slash command is."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tutor_cli.errors import UsageError
from tutor_cli.repl.conversation import Conversation

Candidate = tuple[str, str]
"""What may be typed for an argument, and a word about it."""


def _no_candidates(conversation: Conversation, typed: str) -> Iterable[Candidate]:
    return ()


@dataclass(frozen=True)
class Command:
    """``/name arguments``. ``run`` is given what follows the name; it may raise TutorError."""

    name: str
    arguments: str
    """As the help writes them; empty for none."""
    does: str
    run: Callable[[Conversation, str], None]
    complete: Callable[[Conversation, str], Iterable[Candidate]] = _no_candidates
    """What the argument typed so far may become; called on another thread."""
    aliases: Sequence[str] = ()
    files: bool = False
    """Reads or writes files of the person's: not to be had from a pipe, whose text may be anyone's."""


def words(argument: str) -> list[str]:
    """The words of an argument, as a shell divides them: quotes hold a name together."""
    try:
        return shlex.split(argument)
    except ValueError as error:
        raise UsageError(f"The quotes do not match: {error}.", "Close them.") from error


def without_flag(argument: str, flag: str) -> tuple[list[str], bool]:
    """The words of an argument without ``flag``, and whether it was among them."""
    given = words(argument)
    return [word for word in given if word != flag], flag in given


def paths(conversation: Conversation, typed: str) -> Iterable[Candidate]:
    """Files and directories whose path begins as ``typed``."""
    from pathlib import Path

    quote = typed[:1] if typed[:1] in ("'", '"') else ""
    start = typed[len(quote) :].replace("\\ ", " ")
    folder = Path(start if start.endswith("/") else start or ".").expanduser()
    if start and not start.endswith("/"):
        folder = folder.parent
    shown = start[: start.rfind("/") + 1]
    prefix = start[len(shown) :]
    try:
        entries = sorted(folder.iterdir())[:2_000]
    except OSError:
        return
    for entry in entries:
        if not entry.name.startswith(prefix) or (entry.name.startswith(".") and not prefix):
            continue
        path = shown + entry.name
        if entry.is_dir():
            path += "/"
        if quote:
            path = quote + path
        elif path != shlex.quote(path):
            path = path.replace(" ", "\\ ")
        yield path, ""


def threads(conversation: Conversation, typed: str) -> Iterable[Candidate]:
    """Threads whose id or title begins as ``typed``."""
    from tutor_cli.display.sanitize import clean_line
    from tutor_cli.display.tables import short_id, when

    here = conversation.thread.id if conversation.thread else ""
    for found in conversation.store.summaries(30, start=typed):
        thread = found.thread
        if thread.id != here:
            id = thread.id if typed.startswith("thread_") else short_id(thread.id)
            yield id, f"{clean_line(thread.title) or 'untitled'} · {when(thread.updated_at)}"
