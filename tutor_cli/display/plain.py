"""For pipes and files: the answer's own Markdown on stdout, everything else on stderr."""

from __future__ import annotations

import json
from typing import TextIO

from tutor_cli.display.sanitize import clean, clean_line
from tutor_cli.display.steps import readable_output
from tutor_cli.domain import RunError
from tutor_cli.runs.events import (
    CallEvent,
    CheckEvent,
    Event,
    FileEvent,
    MessageDelta,
    MessageEvent,
    NoticeEvent,
    RunEvent,
    SourcesEvent,
    StepDelta,
)

FOLDED_LINES = 12
"""Lines of a tool's output that are shown; the rest is counted."""


class PlainDisplay:
    """Writes the answer to ``out`` byte for byte as the model wrote it, ending with one
    newline; tool calls and notes go to ``err`` unless ``quiet``, errors always do."""

    def __init__(self, out: TextIO, err: TextIO, *, quiet: bool = False) -> None:
        self._out = out
        self._errors = err
        self._err = None if quiet else err
        self._last = "\n"

    def __enter__(self) -> PlainDisplay:
        return self

    def __exit__(self, *exception: object) -> None:
        self._end_line()

    def show(self, event: Event) -> None:
        match event:
            case MessageDelta(_, text) if text:
                self._out.write(text)
                self._out.flush()
                self._last = text[-1]
            case MessageEvent("thread.message.completed" | "thread.message.incomplete"):
                self._end_line()
            case CallEvent("tutor.call.created"):
                self._note(f"→ {event.name}", described(event.arguments))
            case CallEvent("tutor.call.completed"):
                self._note(
                    "✗ failed" if event.is_error else "←", readable_output(event.name, event.output or "")
                )
                for artifact in event.artifacts:
                    self._note(f"saved {artifact['path']}", "")
            case FileEvent(_, artifact):
                self._note(f"saved {artifact['path']}", "")
            case StepDelta(kind="notice") | NoticeEvent() | CheckEvent() | SourcesEvent():
                self._note(event.text, "")
            case RunEvent("thread.run.failed", run) if run.error:
                self._end_line()
                self._error(run.error)

    def _end_line(self) -> None:
        if self._last != "\n":
            self._out.write("\n")
            self._out.flush()
            self._last = "\n"

    def _error(self, error: RunError) -> None:
        self._errors.write(f"tutor: {clean_line(error.message)}\n")
        if error.hint:
            self._errors.write(f"       {clean_line(error.hint)}\n")
        self._errors.flush()

    def _note(self, head: str, body: str) -> None:
        if self._err is None:
            return
        lines = clean(body).strip("\n").splitlines()
        more = len(lines) - FOLDED_LINES
        if more > 1:
            lines = [*lines[:FOLDED_LINES], f"… {more} more lines"]
        for line in (*clean(head).splitlines(), *(f"    {line}" for line in lines)):
            self._err.write(line + "\n")
        self._err.flush()


def described(arguments: str) -> str:
    """What a call's arguments say: the code when that is all they hold, else their JSON."""
    try:
        parsed = json.loads(arguments, strict=False)
    except ValueError:
        return arguments
    if isinstance(parsed, dict) and len(parsed) == 1:
        return str(next(iter(parsed.values())))
    return arguments
