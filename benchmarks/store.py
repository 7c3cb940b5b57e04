"""Large stores: 5,000 threads, one of them with 20,000 items; and a turn on 10,000 items.

A turn is measured within one process, on a thread of 10,000 items and on an empty one in
turns, with a model that answers at once: what is left is ours.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measure import side_by_side
from tutor_cli.domain import Assistant, Thread, Usage
from tutor_cli.items import assistant_message, user_message
from tutor_cli.models.base import ItemDone, ModelEvent, ModelRequest, ResponseDone, TextDelta
from tutor_cli.runs import loop
from tutor_cli.settings import load_config
from tutor_cli.store import Entry, Store
from tutor_cli.tutor import Tutor

TUTOR = str(Path(sys.executable).with_name("tutor"))
LIMIT_MS = 300
TURN_LIMIT_MS = 50


class AtOnce:
    """A model that answers at once."""

    name = "bench/at-once"

    def respond(self, request: ModelRequest) -> Iterator[ModelEvent]:
        message = assistant_message("It is 4.")
        yield TextDelta(message["id"], "It is 4.")
        yield ItemDone(message)
        yield ResponseDone(Usage(1, 1))

    def close(self) -> None:
        pass


def fill(store: Store, threads: int, items_of_largest: int) -> None:
    """``threads`` threads of 4 items, and one more, the last used, of ``items_of_largest``."""
    for number in range(threads):
        thread = Thread(
            f"thread_{number:04d}{0:020d}",
            f"Question {number} of the {number % 97}th kind",
            updated_at=number,
        )
        store.add_thread(thread, entries(4, number))
    store.add_thread(
        Thread("thread_largest0000000000000", "The largest", updated_at=threads), entries(items_of_largest, 0)
    )


def entries(count: int, seed: int) -> list[Entry]:
    """Questions and answers of ordinary length."""
    made = []
    for number in range(count):
        text = (
            f"Term {seed + number}: the integral of x^{number} sin(x) dx, by parts, where u = x^{number}. "
            * 4
        )
        item = assistant_message(text) if number % 2 else user_message(text)
        made.append(Entry(item, None, float(number)))
    return made


def milliseconds(work: Callable[[], object], runs: int = 7) -> tuple[float, float]:
    """The median CPU and wall time of ``work``, after one uncounted run.

    On a machine that does other things too, CPU time is what tells.
    """
    cpu, wall = [], []
    for number in range(runs + 1):
        started = time.process_time(), time.perf_counter()
        work()
        if number:
            cpu.append(1000 * (time.process_time() - started[0]))
            wall.append(1000 * (time.perf_counter() - started[1]))
    return statistics.median(cpu), statistics.median(wall)


def row(name: str, cpu: float, wall: float) -> None:
    print(f"{name:<52}{cpu:>8.1f}{wall:>8.1f}")


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        config = load_config({**os.environ, "TUTOR_HOME": home})
        with Tutor(config) as tutor:
            fill(tutor.store, 5000, 20_000)
            tutor.store.save_assistant(Assistant("asst_bench00000000000000000", "bench"))
            size = config.database.stat().st_size / 1e6
            print(f"5,001 threads, 40,000 items, {size:.0f} MB\n")
            _in_process(tutor.store)
            _processes(home)
            _turns(tutor)


def _in_process(store: Store) -> None:
    print(f"{'within the process':<52}{'CPU ms':>8}{'wall ms':>8}")
    for name, work in {
        "list the last 50": lambda: store.summaries(50),
        "list all 5,001": lambda: store.summaries(),
        "search a word of 20 threads": lambda: store.search('"Term 77"'),
        "search a word of every message": lambda: store.search("integral"),
        "find by the beginning of an id": lambda: store.resolve("thread", "4321"),
        "find by the beginning of a title": lambda: store.resolve("thread", "question 4321"),
        "complete thread_…": lambda: store.summaries(50, start="thread_4"),
        "open the thread of 20,000 items": lambda: store.items("thread_largest0000000000000"),
    }.items():
        row(name, *milliseconds(work))


def _processes(home: str) -> None:
    complete = {
        "_TUTOR_COMPLETE": "complete_bash",
        "COMP_WORDS": "tutor thread show thread_4",
        "COMP_CWORD": "3",
    }
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "tutor --version": [TUTOR, "--version"],
        "tutor thread list": [TUTOR, "thread", "list"],
        "tutor thread search (20 threads)": [TUTOR, "thread", "search", '"Term 77"'],
        "tutor thread search (every message)": [TUTOR, "thread", "search", "integral"],
        "tutor thread export (20,000 items, to JSON)": [
            TUTOR,
            "thread",
            "export",
            "The largest",
            "-f",
            "json",
        ],
        "tutor thread rename (find by title)": [
            TUTOR,
            "thread",
            "rename",
            "Question 4321 of",
            "Question 4321 of",
        ],
    }
    times = side_by_side(commands, environ={"TUTOR_HOME": home})
    times |= side_by_side({"shell completion of an id": [TUTOR]}, environ={"TUTOR_HOME": home, **complete})
    print(f"\n{'whole processes (limit: ' + str(LIMIT_MS) + ' ms)':<52}{'CPU ms':>8}{'wall ms':>8}")
    for name, each in times.items():
        row(name, 1000 * each.cpu, 1000 * each.wall)


def _turns(tutor: Tutor) -> None:
    tutor._model = lambda name, base_url: AtOnce()  # type: ignore[method-assign]
    long, short = Thread("thread_tenthousand0000000000"), Thread("thread_empty0000000000000000")
    tutor.store.add_thread(long, entries(10_000, 0))
    tutor.store.add_thread(short, [])

    def turn(thread: Thread) -> None:
        begun = tutor.start("What is 2+2?", thread=thread, tools=[])
        for _ in loop.run(begun):
            pass
        tutor.answer(begun)

    print()
    slow, quick = milliseconds(lambda: turn(long)), milliseconds(lambda: turn(short))
    row("a turn on a thread of 10,000 items", *slow)
    row("on an empty one", *quick)
    row(f"the difference (limit: {TURN_LIMIT_MS} ms)", slow[0] - quick[0], slow[1] - quick[1])
