"""A copy of a thread, up to one of its turns, to go on from there."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from tutor_cli.domain import FINAL_STATUSES, Artifact, Item, Run, RunStep, Thread, new_id
from tutor_cli.errors import UsageError
from tutor_cli.items import INTERRUPTED, function_call_output, is_message, open_calls
from tutor_cli.store import Entry, Store
from tutor_cli.store.files import make_private_directory
from tutor_cli.tools.base import ATTACHMENTS


def turn_starts(items: Iterable[Item]) -> list[int]:
    """Where each turn begins: the indexes of the questions among ``items``."""
    return [index for index, item in enumerate(items) if is_message(item, "user")]


def fork(store: Store, thread_id: str, *, turn: int | None = None, files: Path | None = None) -> Thread:
    """A new thread that holds the first ``turn`` turns of this one (``None``: all, 0: none).

    ``files`` is the directory of the threads' folders; attachments and the pictures that are
    shown are copied from one to the other. The original stays as it is. Raises NotFound, UsageError.
    """
    original = store.thread(thread_id)
    entries = store.entries(original.id)
    starts = turn_starts(entry.item for entry in entries)
    turns = len(starts) if turn is None else turn
    if not 0 <= turns <= len(starts):
        raise UsageError(
            f"The thread has {len(starts)} turns; it cannot be forked from turn {turn}.",
            f"Give a turn from 0 to {len(starts)}.",
        )
    entries = entries[: starts[turns]] if turns < len(starts) else entries
    now = time.time()
    copy = Thread(
        new_id("thread"),
        original.title,
        original.assistant_id,
        created_at=now,
        updated_at=now,
        metadata={"forked_from": original.id, "forked_turns": turns},
    )
    kept = {entry.run_id for entry in entries if entry.run_id}
    runs = [run for run in store.runs(original.id) if run.id in kept]
    entries, copied_runs, steps = renamed(copy.id, _closed(entries), runs, store.steps(thread_id=original.id))
    if files is not None:
        with suppress(FileNotFoundError):
            shutil.copytree(files / original.id / ATTACHMENTS, files / copy.id / ATTACHMENTS)
            (files / copy.id).chmod(0o700)
        steps = [_with_own_files(step, files / original.id, files / copy.id) for step in steps]
    store.add_thread(copy, entries, copied_runs, steps)
    return copy


def renamed(
    thread_id: str, entries: Iterable[Entry], runs: Iterable[Run], steps: Iterable[RunStep]
) -> tuple[list[Entry], list[Run], list[RunStep]]:
    """These under new ids, as parts of the thread ``thread_id``; steps of other runs are left out.

    A run that has not ended belongs to a process that is writing the original: here it is incomplete.
    """
    ids = {run.id: new_id("run") for run in runs}
    return (
        [replace(entry, run_id=ids.get(entry.run_id or "")) for entry in entries],
        [_ended(replace(run, id=ids[run.id], thread_id=thread_id)) for run in runs],
        [
            replace(step, id=new_id("step"), run_id=ids[step.run_id], thread_id=thread_id)
            for step in steps
            if step.run_id in ids
        ],
    )


def _with_own_files(step: RunStep, theirs: Path, ours: Path) -> RunStep:
    """``step``, with the files it made copied to ``ours``: ``theirs`` may be deleted some day."""

    def copied(artifact: Artifact) -> Artifact:
        path = Path(artifact.path)
        with suppress(OSError):
            if path.parent == theirs:
                make_private_directory(ours)
                return replace(artifact, path=str(shutil.copy2(path, ours / path.name)))
        return artifact

    return replace(
        step,
        calls=tuple(
            replace(
                record,
                output=replace(record.output, artifacts=tuple(map(copied, record.output.artifacts))),
            )
            if record.output and record.output.artifacts
            else record
            for record in step.calls
        ),
    )


def _ended(run: Run) -> Run:
    if run.status in FINAL_STATUSES:
        return run
    return replace(run, status="incomplete", incomplete_reason="interrupted", completed_at=time.time())


def _closed(entries: list[Entry]) -> list[Entry]:
    """``entries``, with an output for each call that has none: the API refuses it otherwise."""
    if not (calls := open_calls(entry.item for entry in entries)):
        return entries
    last = entries[-1]
    return entries + [replace(last, item=function_call_output(call.call_id, INTERRUPTED)) for call in calls]
