"""Copies of a thread."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor_cli.domain import Run, Thread
from tutor_cli.errors import UsageError
from tutor_cli.items import function_call, open_calls, user_message
from tutor_cli.store import Store
from tutor_cli.threads.forking import fork


@pytest.mark.parametrize(("turn", "items"), [(0, 0), (1, 4), (2, 6), (3, 7), (None, 7)])
def test_a_fork_holds_the_turns_up_to_the_one_named(
    store: Store, thread: Thread, turn: int | None, items: int
) -> None:
    before = store.items(thread.id)
    copy = fork(store, thread.id, turn=turn)
    assert store.items(copy.id) == before[:items]
    assert store.items(thread.id) == before
    assert store.thread(copy.id).metadata["forked_from"] == thread.id
    runs = store.runs(copy.id)
    assert len(runs) == min(3, turn if turn is not None else 3)
    assert {run.id for run in runs}.isdisjoint(run.id for run in store.runs(thread.id))
    assert len(store.steps(thread_id=copy.id)) == (1 if runs else 0)
    for run in runs:
        assert store.items(copy.id, run.id)


@pytest.mark.parametrize("turn", [-1, 4])
def test_a_turn_that_is_not_there_is_told(store: Store, thread: Thread, turn: int) -> None:
    with pytest.raises(UsageError, match="has 3 turns"):
        fork(store, thread.id, turn=turn)


def test_a_fork_of_a_thread_that_is_being_written_is_in_order(store: Store, thread: Thread) -> None:
    run = Run("run_4", thread.id, None, "m", "in_progress")
    store.save_run(run)
    store.append(thread.id, [user_message("Go on"), function_call("run_python", "{}")], run.id)
    copy = fork(store, thread.id)
    assert open_calls(store.items(copy.id)) == []
    assert store.unfinished_runs(copy.id) == []
    assert [each.id for each in store.unfinished_runs(thread.id)] == [run.id]


def test_attachments_come_along(store: Store, thread: Thread, files: Path) -> None:
    (files / "attachments").mkdir()
    (files / "attachments" / "data.csv").write_text("1,2\n")
    copy = fork(store, thread.id, files=files.parent)
    assert (files.parent / copy.id / "attachments" / "data.csv").read_text() == "1,2\n"
