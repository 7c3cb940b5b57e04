"""A thread as JSON, to keep or to hand on: all of it, in our own format.

``{"format": "tutor-thread", "version": 1, "thread": …, "assistant": …, "entries": […],
"runs": […], "steps": […]}``; an entry is an item (the Responses API's shape, verbatim) with
its run and its time. Files that tools made or that were attached are not in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from typing import Any

from tutor_cli.domain import Item, Run, RunStep, Thread, new_id
from tutor_cli.errors import NotFound, UsageError
from tutor_cli.store import Entry, Store
from tutor_cli.store.codec import load_run, load_step
from tutor_cli.threads.forking import renamed

FORMAT = "tutor-thread"
VERSION = 1


def to_json(store: Store, thread_id: str) -> str:
    """The thread as JSON text. Raises NotFound."""
    thread = store.thread(thread_id)
    assistant = None
    if thread.assistant_id:
        with suppress(NotFound):  # it may have been deleted since
            assistant = asdict(store.assistant(thread.assistant_id))
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "thread": asdict(thread),
        "assistant": assistant,
        "entries": [asdict(entry) for entry in store.entries(thread.id)],
        "runs": [asdict(run) for run in store.runs(thread.id)],
        "steps": [asdict(step) for step in store.steps(thread_id=thread.id)],
    }
    return json.dumps(whole, indent=1) + "\n"


def add_from_json(store: Store, whole: Mapping[str, Any]) -> tuple[Thread, list[str]]:
    """Add a thread that :func:`to_json` wrote; gives it, and what was left out, in sentences.

    It keeps its id unless that is taken here. Raises UsageError if it is not such a thread.
    """
    if whole.get("version") != VERSION:
        raise UsageError(
            f"This thread's format has version {str(whole.get('version'))[:20]}; {VERSION} can be read.",
            "Upgrade tutor.",
        )
    notes: list[str] = []
    try:
        raw = whole["thread"]
        assistant_id, notes = _assistant(store, whole.get("assistant"))
        thread = Thread(
            free_id(store, raw.get("id")),
            str(raw.get("title", "")),
            assistant_id,
            _moment(raw["created_at"]),
            _moment(raw["updated_at"]),
            {"imported_from": str(raw.get("id", ""))[:100]},
        )
        entries = [
            Entry(checked_item(each["item"]), each.get("run_id"), _moment(each["created_at"]))
            for each in whole["entries"]
        ]
        runs = [_checked_run(load_run(json.dumps(each))) for each in whole.get("runs", ())]
        steps = [_checked_step(load_step(json.dumps(each))) for each in whole.get("steps", ())]
        if any(record.output and record.output.artifacts for step in steps for record in step.calls):
            notes.append("Pictures and files that tools made are not in the file.")
        parts = renamed(thread.id, entries, runs, [_without_paths(step) for step in steps])
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        what = f"“{error.args[0]}” is missing" if isinstance(error, KeyError) else str(error)
        raise UsageError(f"This thread is damaged: {what}."[:300], "Export it again.") from error
    store.add_thread(thread, *parts)
    return thread, notes


def checked_item(item: Any) -> Item:
    """``item``, if it has an item's shape. Raises ValueError."""
    if not isinstance(item, dict):
        raise ValueError(f"an item is {type(item).__name__}, not an object")
    kind = item.get("type", "message")
    if not isinstance(kind, str) or not isinstance(item.get("id", ""), (str, type(None))):
        raise ValueError("an item's type or id is not text")
    if kind == "message":
        content = item.get("content")
        parts = content if isinstance(content, list) else []
        if item.get("role") not in ("user", "assistant", "system", "developer"):
            raise ValueError(f"a message has the role {str(item.get('role'))[:40]!r}")
        if not isinstance(content, (str, list)) or not all(isinstance(part, dict) for part in parts):
            raise ValueError("a message's content is neither text nor a list of parts")
    elif kind in ("function_call", "function_call_output") and not isinstance(item.get("call_id"), str):
        raise ValueError("a call has no call_id")
    return item


def _moment(value: Any) -> float:
    """``value``, if it is a time between 1970 and the year 5138. Raises ValueError, TypeError."""
    moment = float(value)
    if not 0 <= moment < 1e11:
        raise ValueError(f"{str(value)[:40]} is not a time")
    return moment


def _checked_run(run: Run) -> Run:
    """``run``, with no metadata but its sources and check. Raises ValueError, TypeError, KeyError."""
    _wanted(str, run.id, run.model, run.status)
    if run.error:
        _wanted(str, run.error.code, run.error.message, run.error.hint)
    kept: dict[str, Any] = {}
    if sources := run.metadata.get("sources"):
        kept["sources"] = [{key: each[key] for key in ("title", "url", "fetched")} for each in sources]
        for each in kept["sources"]:
            _wanted(str, *each.values())
    if check := run.metadata.get("check"):
        kept["check"] = {key: check[key] for key in ("verdict", "value", "detail")}
        _wanted((str, type(None)), *kept["check"].values())
    return replace(run, metadata=kept)


def _checked_step(step: RunStep) -> RunStep:
    """``step``, if its calls have a call's shape. Raises TypeError."""
    _wanted(str, step.run_id, step.status)
    for record in step.calls:
        _wanted(str, record.call.call_id, record.call.name, record.call.arguments)
        _wanted((int, float, type(None)), record.seconds)
        if record.output:
            _wanted(str, record.output.text)
    return step


def _wanted(kinds: type | tuple[type, ...], *values: object) -> None:
    for value in values:
        if not isinstance(value, kinds):
            raise TypeError(f"{str(value)[:40]!r} is not of the right kind")


def free_id(store: Store, wanted: Any, prefix: str = "thread") -> str:
    """``wanted`` if it is an id of this kind that nothing here has, else a new one."""
    well_made = isinstance(wanted, str) and re.fullmatch(rf"{prefix}_[A-Za-z0-9]{{8,64}}", wanted)
    return str(wanted) if well_made and not store.has(prefix, wanted) else new_id(prefix)


def _assistant(store: Store, raw: Any) -> tuple[str | None, list[str]]:
    """The id of the thread's assistant, if it is here too."""
    if not isinstance(raw, dict):
        return None, []
    id, name = str(raw.get("id", "")), str(raw.get("name", ""))[:100]
    if store.has("asst", id):
        return id, []
    return None, [f"Its assistant, “{name}”, is not here: the default one goes on with it."]


def _without_paths(step: RunStep) -> RunStep:
    """``step`` without artifacts: a path in somebody else's file must never be opened here."""
    return replace(
        step,
        calls=tuple(
            replace(record, output=record.output and replace(record.output, artifacts=()))
            for record in step.calls
        ),
    )
