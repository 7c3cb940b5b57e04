"""What the shell completes: ids of threads, ids and names of assistants.

The shell evaluates what it is given, and titles come from models and from files of others:
nothing but letters, digits and a few harmless signs is handed over. Whatever goes wrong,
nothing is completed and nothing is said.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tutor_cli.store import Store

MOST = 50
"""Threads that are offered, last used first."""

_NAME = re.compile(r"[\w.-]+( [\w.-]+)*")


def complete_thread(incomplete: str) -> list[tuple[str, str]]:
    """Ids of threads that begin so, each with its title."""
    with suppress(Exception):
        if store := _store():
            found = store.summaries(MOST, start=incomplete)
            return [(each.thread.id, harmless(each.thread.title)) for each in found]
    return []


def complete_assistant(incomplete: str) -> list[tuple[str, str]]:
    """Ids and names of assistants that begin so."""
    offered: list[tuple[str, str]] = []
    with suppress(Exception):
        if store := _store():
            for assistant in store.assistants():
                if _NAME.fullmatch(assistant.name):
                    offered.append((_typed(assistant.name), harmless(assistant.description)))
                offered.append((assistant.id, harmless(assistant.name)))
    return [each for each in offered if each[0].startswith(incomplete)]


def harmless(text: str) -> str:
    """``text`` as a shell may be given it: letters, digits, spaces and ``. , ? + = ^ / -``."""
    return " ".join(re.sub(r"[^\w .,?+=^/-]", " ", text).split())


def _typed(name: str) -> str:
    """A name as it is typed: bash, unlike zsh and fish, does not quote what it completes."""
    return name.replace(" ", "\\ ") if "bash" in os.environ.get("_TUTOR_COMPLETE", "") else name


def _store() -> Store | None:
    from tutor_cli.settings import load_config
    from tutor_cli.store import Store

    database = load_config().database
    return Store(database) if database.exists() else None
