"""What is done with an answer once it is there: its sources are listed, and it is checked.

Nothing here can spoil the answer: what fails is left out.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from tutor_cli.domain import ToolCallRecord, new_id
from tutor_cli.errors import Cancelled, TutorError
from tutor_cli.items import developer_message, is_message, text_of
from tutor_cli.runs import loop
from tutor_cli.runs.events import CheckEvent, Event, SourcesEvent
from tutor_cli.runs.expecting import Expectation
from tutor_cli.runs.turn import Turn

if TYPE_CHECKING:
    from tutor_cli.checking.check import Check


def afterwards(turn: Turn, expectation: Expectation | None) -> Iterator[Event]:
    """List the answer's sources and check it; a model whose answer differs may reconsider once.

    Without an ``expectation`` it is not checked.
    """
    if turn.run.status != "completed":
        return
    yield from _sources(turn)
    if expectation is None:
        return
    found = _check(turn, expectation)
    yield from _told(turn, found)
    if found is None or found.verdict != "differs":
        return
    again = _reconsidered(turn, found)
    yield from loop.run(again)
    if again.run.status == "completed":
        turn.go_on_as(again)
        yield from _told(turn, _check(turn, expectation))


def _sources(turn: Turn) -> Iterator[Event]:
    from tutor_cli.models.hosted import sources
    from tutor_cli.tools.sources import sources_of

    today = time.strftime("%Y-%m-%d")
    cited = sources(turn.store.items(turn.thread.id, turn.run.id))
    found = [(each.title, each.url, each.fetched) for each in sources_of(_records(turn), _answer(turn))]
    found += [(each.title, each.url, today) for each in cited]
    listed = tuple(
        {"title": title, "url": url, "fetched": fetched}
        for url, (title, fetched) in {url: (title, fetched) for title, url, fetched in found}.items()
    )
    if listed:
        turn.remember(sources=listed)
        yield SourcesEvent(listed)


def _check(turn: Turn, expectation: Expectation) -> Check | None:
    from tutor_cli.checking.check import compare, may_be_checked

    answer = _answer(turn)
    with suppress(TutorError, Cancelled):
        solved = expectation.wait() if may_be_checked(answer) else None
        return compare(answer, solved, _records(turn))
    return None


def _told(turn: Turn, found: Check | None) -> Iterator[Event]:
    if found is not None and found.verdict is not None:
        turn.remember(check=asdict(found))
        yield CheckEvent(turn.run.id, found.verdict, found.value, found.detail)


def _reconsidered(turn: Turn, found: Check) -> Turn:
    """A run of its own, on the same thread, that tells the model what the check found."""
    run = replace(
        turn.run,
        id=new_id("run"),
        status="queued",
        usage=type(turn.run.usage)(),
        completed_at=None,
        metadata={"reconsiders": turn.run.id},
    )
    return replace(
        turn, run=run, question=[developer_message(found.reconsider)], steps_made=0, thread_is_new=False
    )


def _answer(turn: Turn) -> str:
    return next((text_of(item) for item in reversed(turn.items) if is_message(item, "assistant")), "")


def _records(turn: Turn) -> list[ToolCallRecord]:
    return [record for step in turn.store.steps(run_id=turn.run.id) for record in step.calls]
