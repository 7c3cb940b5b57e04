"""What came of the questions: lines added to a file as they are done, and their summary."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tutor_cli.errors import TutorError, UsageError
from tutor_cli.evaluation.questions import Entry

FIELDS = ("output", "verdict", "correct", "thread_id", "seconds", "error")
"""What a result adds to the fields of its question."""


@dataclass(frozen=True)
class Result:
    """What came of one question."""

    entry: Entry
    output: str
    """The answer's Markdown."""
    verdict: str
    """``right``, ``wrong`` or ``declined``."""
    correct: bool
    """Right, or rightly declined."""
    thread_id: str
    seconds: float
    error: str | None = None
    """Why the run did not complete."""

    def to_line(self) -> str:
        added = {name: getattr(self, name) for name in FIELDS}
        return json.dumps({**self.entry.fields, **added}, ensure_ascii=False)


class Results:
    """The file of results. What it holds of these questions already is not asked again."""

    def __init__(self, path: Path, entries: Sequence[Entry]) -> None:
        """Raises UsageError if the file is there and holds something else."""
        self.path = path
        self.done: dict[int, Result] = {}
        """By the number of the question's line."""
        self._lines: list[tuple[int | None, bytes]] = []
        """The file's lines, and the numbers of the questions they are results of."""
        if path.exists():
            self._read(entries)

    def _read(self, entries: Sequence[Entry]) -> None:
        waiting: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            waiting[_key(entry.fields)].append(entry)
        try:
            data = self.path.read_bytes()
        except OSError as error:
            raise UsageError(
                f"{self.path} cannot be read: {error.strerror or error}.", "Give another --output."
            ) from None
        # A line without its end was being written when the program was killed.
        for line in data[: data.rfind(b"\n") + 1].split(b"\n"):
            if not line.strip():
                continue
            try:
                fields = json.loads(line)
                added = {name: fields.pop(name) for name in FIELDS}
            except (ValueError, KeyError, AttributeError, TypeError):
                raise UsageError(
                    f"{self.path} is there already and holds no results of this command.",
                    "Give another --output.",
                ) from None
            same = waiting.get(_key(fields))
            number = None
            if same:
                entry = same.pop(0)
                number = entry.number
                self.done[number] = Result(entry, **added)
            self._lines.append((number, line + b"\n"))
        if sum(len(line) for _, line in self._lines) != len(data):
            self._rewrite()

    def add(self, result: Result) -> None:
        """Write a result; it is on its way to the disk when this returns. Raises TutorError."""
        line = result.to_line().encode("utf-8", "replace") + b"\n"
        with self._told(), self.path.open("ab") as file:
            file.write(line)
        self._lines.append((result.entry.number, line))
        self.done[result.entry.number] = result

    def forget(self, entries: Iterable[Entry]) -> None:
        """Take the results of ``entries`` out of the file. Raises TutorError."""
        numbers = {entry.number for entry in entries}
        self._lines = [each for each in self._lines if each[0] not in numbers]
        self.done = {number: result for number, result in self.done.items() if number not in numbers}
        self._rewrite()

    def _rewrite(self) -> None:
        beside = self.path.with_name(self.path.name + ".new")
        with self._told():
            beside.write_bytes(b"".join(line for _, line in self._lines))
            beside.replace(self.path)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            what = f"{self.path} cannot be written: {error.strerror or error}."
            raise TutorError(what, "Give another --output.") from error


def _key(fields: dict[str, Any]) -> str:
    kept = {name: value for name, value in fields.items() if name not in FIELDS}
    return json.dumps(kept, sort_keys=True)


@dataclass
class Count:
    """How many questions, and what became of them."""

    questions: int = 0
    right: int = 0
    wrong: int = 0
    declined: int = 0
    correct: int = 0
    errors: int = 0

    def add(self, result: Result) -> None:
        self.questions += 1
        self.correct += result.correct
        self.errors += result.error is not None and result.verdict == "wrong"
        setattr(self, result.verdict, getattr(self, result.verdict) + 1)

    @property
    def accuracy(self) -> float:
        """The share that is correct, from 0 to 1."""
        return self.correct / self.questions if self.questions else 0.0


@dataclass
class Summary:
    """The whole set's numbers. ``seconds`` and ``rate`` (a second) are of this start alone."""

    output: str
    model: str
    total: Count = field(default_factory=Count)
    topics: dict[str, Count] = field(default_factory=dict)
    waiting: int = 0
    """Questions not asked yet."""
    asked: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        return self.asked / self.seconds if self.seconds else 0.0

    def to_dict(self) -> dict[str, Any]:
        def told(count: Count) -> dict[str, Any]:
            return {**asdict(count), "accuracy": round(count.accuracy, 4)}

        return {
            "output": self.output,
            "model": self.model,
            **told(self.total),
            "waiting": self.waiting,
            "asked": self.asked,
            "seconds": round(self.seconds, 3),
            "rate": round(self.rate, 2),
            "topics": {name: told(count) for name, count in self.topics.items()},
        }


def summarize(results: Results, entries: Iterable[Entry], model: str) -> Summary:
    """Count what is done of ``entries``, by topic in the order of the set."""
    summary = Summary(str(results.path), model)
    for entry in entries:
        result = results.done.get(entry.number)
        if result is None:
            summary.waiting += 1
            continue
        summary.total.add(result)
        summary.topics.setdefault(entry.group, Count()).add(result)
    return summary
