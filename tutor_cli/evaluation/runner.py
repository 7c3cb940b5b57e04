"""Asks the questions of a set, several at a time, down the one road that every question takes."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tutor_cli.cancellation import Cancellation
from tutor_cli.checking.judging import judge
from tutor_cli.errors import Cancelled, Declined, NotFound, TutorError
from tutor_cli.evaluation.questions import Entry, conversations
from tutor_cli.evaluation.results import Result, Results, Summary, summarize
from tutor_cli.items import is_message
from tutor_cli.tutor import Tutor

OnProgress = Callable[[int, int, Result | None], None]
"""Called with how many are done, of how many, and the last result (``None`` at the start)."""

SOLVER = "solver"
_ENDS_ALL = 3
"""The exit status of errors that every question would meet: not configured, not reachable."""


def evaluate(
    tutor: Tutor,
    entries: Sequence[Entry],
    output: Path,
    *,
    workers: int,
    on_progress: OnProgress = lambda done, total, result: None,
    cancellation: Cancellation | None = None,
    **options: Any,
) -> Summary:
    """Ask every question that ``output`` has no result of, and add theirs to it as they come.

    ``options`` are those of :meth:`Tutor.start`. A cancellation ends it early; what is done
    is kept and the summary says how many wait. Raises UsageError, and whatever would befall
    every question (NotConfigured, NotReachable, SandboxUnavailable).
    """
    cancellation = cancellation or Cancellation()
    results = Results(output, entries)
    todo = [
        each for each in conversations(entries) if any(entry.number not in results.done for entry in each)
    ]
    for conversation in todo:
        if not _can_go_on(tutor, results, conversation):
            results.forget(conversation)
    tutor.sandboxes.max_living = max(tutor.sandboxes.max_living, workers)
    began = time.monotonic()
    run = _Run(tutor, results, cancellation, options)
    asked = 0
    on_progress(len(results.done), len(entries), None)
    with ThreadPoolExecutor(workers, thread_name_prefix="eval") as pool:
        futures = [pool.submit(run.converse, conversation) for conversation in todo]
        done = threading.Thread(target=lambda: _wait(futures, run.queue), daemon=True)
        done.start()
        try:
            while (result := run.queue.get()) is not None:
                results.add(result)
                asked += 1
                on_progress(len(results.done), len(entries), result)
        except BaseException:
            cancellation.cancel()
            raise
        finally:
            for future in futures:
                future.cancel()
    if run.failure is not None:
        raise run.failure
    summary = summarize(results, entries, run.model or str(options.get("model") or ""))
    summary.asked, summary.seconds = asked, time.monotonic() - began
    return summary


def _wait(futures: Sequence[Any], results: queue.Queue[Result | None]) -> None:
    from concurrent.futures import wait

    wait(futures)
    results.put(None)


def _can_go_on(tutor: Tutor, results: Results, conversation: Sequence[Entry]) -> bool:
    """Whether the conversation's thread holds the questions that are done, and no others.

    It may have been deleted since, or hold one whose result was not written any more.
    """
    done = [results.done[entry.number] for entry in conversation if entry.number in results.done]
    if not done:
        return True
    try:
        items = tutor.store.items(tutor.store.thread(done[0].thread_id).id)
    except NotFound:
        return False
    same = all(each.thread_id == done[0].thread_id for each in done)
    return same and sum(is_message(item, "user") for item in items) == len(done)


class _Run:
    """What the workers share."""

    def __init__(
        self, tutor: Tutor, results: Results, cancellation: Cancellation, options: dict[str, Any]
    ) -> None:
        self.tutor = tutor
        self.done = dict(results.done)
        self.cancellation = cancellation
        self.options = options
        self.queue: queue.Queue[Result | None] = queue.Queue()
        self.failure: TutorError | Exception | None = None
        self.model = ""

    def converse(self, conversation: Sequence[Entry]) -> None:
        """Ask the questions of one thread, in order. What is done already is not asked again."""
        thread_id: str | None = None
        try:
            for entry in conversation:
                if self.cancellation.cancelled:
                    return
                if entry.number in self.done:
                    thread_id = self.done[entry.number].thread_id
                    continue
                result = self._ask(entry, thread_id)
                thread_id = result.thread_id
                self.queue.put(result)
        except Cancelled:
            return
        except Exception as error:
            if self.failure is None:
                self.failure = error
            self.cancellation.cancel()
        finally:
            if thread_id is not None:
                self._leave(thread_id)

    def _ask(self, entry: Entry, thread_id: str | None) -> Result:
        began = time.monotonic()
        turn = self.tutor.start(
            entry.question.question, thread=thread_id, cancellation=self.cancellation, **self.options
        )
        self.model = turn.run.model
        for _ in self.tutor.events(turn):
            pass
        answer = self.tutor.answer(turn)
        if turn.run.status == "cancelled":
            raise Cancelled
        seconds = round(time.monotonic() - began, 3)
        if turn.run.status == "completed":
            verdict = judge(entry.question, answer.output).verdict
            error = None
        else:
            failure = turn.failure
            if isinstance(failure, TutorError) and failure.exit_status == _ENDS_ALL:
                raise failure
            verdict = "declined" if isinstance(failure, Declined) else "wrong"
            error = answer.error.message if answer.error else answer.incomplete_reason or turn.run.status
        correct = verdict == ("declined" if entry.question.answer is None else "right")
        return Result(entry, answer.output, verdict, correct, answer.thread_id, seconds, error)

    def _leave(self, thread_id: str) -> None:
        """Let go of the thread's sandbox. The solver's own programs leave it fit for the next."""
        self.tutor.sandboxes.release(thread_id, reuse=self.model == SOLVER)
