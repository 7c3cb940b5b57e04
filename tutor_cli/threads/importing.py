"""Threads and assistants from files that people saved or were given."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tutor_cli.domain import Assistant, Thread
from tutor_cli.errors import UsageError
from tutor_cli.items import is_message, text_of
from tutor_cli.store import Store
from tutor_cli.threads.assistant_files import from_toml, id_for_file
from tutor_cli.threads.assistants_api import is_page, saved_assistants, saved_threads
from tutor_cli.threads.interchange import FORMAT, add_from_json, free_id
from tutor_cli.threads.titles import title_of

LARGEST = 200_000_000
"""Bytes of a file."""


@dataclass(frozen=True)
class Imported:
    """What was added, and what of it has no counterpart here, in sentences."""

    threads: tuple[Thread, ...] = ()
    assistants: tuple[Assistant, ...] = ()
    notes: tuple[str, ...] = ()


def import_threads(store: Store, text: str) -> Imported:
    """Add the threads in ``text``: our own JSON, or OpenAI's saved threads and messages.

    Raises UsageError if there is none.
    """
    data = parse_json(text)
    if isinstance(data, dict) and data.get("format") == FORMAT:
        thread, told = add_from_json(store, data)
        return Imported((thread,), notes=tuple(told))
    threads: list[Thread] = []
    notes = ["The file says that there was more (has_more): it holds one page of a list."] * is_page(data)
    for saved in saved_threads(data):
        items = [entry.item for entry in saved.entries]
        question = next((text_of(item) for item in items if is_message(item, "user")), "")
        thread = replace(saved, title=title_of(question)).as_thread(free_id(store, saved.id))
        store.add_thread(thread, saved.entries)
        threads.append(thread)
        notes += [f"{thread.id}: {note}" for note in saved.notes]
    if not threads:
        raise UsageError(
            "There is no thread with messages in this file.",
            "Give what `tutor thread export --format json` wrote, or messages saved from OpenAI's API.",
        )
    return Imported(tuple(threads), notes=tuple(notes))


def import_assistants(store: Store, text: str) -> Imported:
    """Add the assistants in ``text``: our TOML, or OpenAI's saved ``asst_`` JSON.

    Raises UsageError if there is none.
    """
    found = assistants_in(text)
    added = []
    for assistant, _ in found:
        added.append(replace(assistant, id=free_id(store, assistant.id, "asst")))
        store.save_assistant(added[-1])
    notes = [f"{assistant.name}: {note}" for assistant, told in found for note in told]
    return Imported(assistants=tuple(added), notes=tuple(notes))


def assistant_from_file(store: Store, path: Path) -> tuple[Assistant, list[str]]:
    """The one assistant that a file holds, kept under an id that belongs to the file: when the
    file changes, so does the assistant. Gives what is not used, too. Raises UsageError."""
    found = assistants_in(read_text(path))
    if len(found) != 1:
        raise UsageError(
            f"{path} holds {len(found)} assistants.",
            "Add them with `tutor assistant import`, and choose one.",
        )
    assistant, notes = found[0]
    assistant = replace(assistant, id=id_for_file(path))
    store.save_assistant(assistant)
    return assistant, notes


def find_assistant(store: Store, reference: str) -> tuple[Assistant, list[str]]:
    """The assistant that an id, a name or a file such as ``coach.toml`` names, and what of the
    file is not used, in sentences. Raises UsageError, NotFound."""
    if is_assistant_file(reference):
        return assistant_from_file(store, Path(reference).expanduser())
    return store.assistant(reference), []


def is_assistant_file(reference: str) -> bool:
    return reference.lower().endswith((".toml", ".json"))


def assistants_in(text: str) -> list[tuple[Assistant, list[str]]]:
    """The assistants in a file's text, each with what has no counterpart here. Raises UsageError."""
    if not text.lstrip().startswith(("{", "[")) or _is_toml(text):
        return [from_toml(text)]
    found = saved_assistants(parse_json(text))
    if not found:
        raise UsageError(
            "There is no assistant in this file.",
            "Give what `tutor assistant export` wrote, or an assistant saved from OpenAI's API.",
        )
    return found


def read_text(path: Path) -> str:
    """A file's text. Raises UsageError, in one line."""
    try:
        if path.stat().st_size > LARGEST:
            raise UsageError(f"{path} has more than {LARGEST // 1_000_000} MB.", "Import it in parts.")
        return decoded(path.read_bytes(), str(path))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{path} cannot be read: {reason}.", "Give the path of a file.") from error


def decoded(data: bytes, name: str) -> str:
    """``data`` as UTF-8 text, or UTF-16 as PowerShell writes it. Raises UsageError."""
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is not UTF-8 text.", "Give a JSON or TOML file.") from error


def parse_json(text: str) -> Any:
    """JSON, or JSON lines as a list. Raises UsageError."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise UsageError("This JSON is nested too deeply.", "Give a file that a program saved.") from error
    except ValueError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > 1:
            try:
                return [json.loads(line) for line in lines]
            except (ValueError, RecursionError):
                pass
        raise UsageError(f"This is not JSON: {error}.", "Give a JSON file, or JSON lines.") from error


def _is_toml(text: str) -> bool:
    import tomllib

    try:
        tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return False
    return True
