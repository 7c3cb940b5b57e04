"""The display for a person at a terminal: the answer on stdout, the rest on stderr."""

from __future__ import annotations

import json
import sys
from types import TracebackType
from typing import TYPE_CHECKING, Any, TextIO

from tutor_cli.display.console import make_console
from tutor_cli.display.options import DisplayOptions, is_terminal
from tutor_cli.display.sanitize import clean, clean_line
from tutor_cli.runs.events import (
    CallEvent,
    Event,
    MessageDelta,
    MessageEvent,
    NoticeEvent,
    RunEvent,
    StepDelta,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

_FOLD_AT = 12
"""Longer tool code or output is folded to this many lines, with a count."""


class TerminalDisplay:
    """``with TerminalDisplay(options) as display: for event in events: display.show(event)``."""

    def __init__(
        self, options: DisplayOptions | None = None, out: TextIO | None = None, err: TextIO | None = None
    ) -> None:
        self._out = out if out is not None else sys.stdout
        self._err = err if err is not None else sys.stderr
        self._options = options or DisplayOptions.detect(out=self._out)
        self._answer = ""

    def __enter__(self) -> TerminalDisplay:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._finish_answer()

    def show(self, event: Event) -> None:
        if isinstance(event, MessageDelta):
            self._answer += event.text
            return
        if isinstance(event, MessageEvent) and event.event == "thread.message.created":
            return
        self._finish_answer()
        if isinstance(event, CallEvent):
            self._show_call(event)
        elif isinstance(event, NoticeEvent) or (isinstance(event, StepDelta) and event.kind == "notice"):
            self._note(event.text)
        elif isinstance(event, RunEvent) and event.run.error and event.event == "thread.run.failed":
            self._note(event.run.error.message, style="error", always=True)
            if event.run.error.hint:
                self._note(event.run.error.hint, always=True)

    def _finish_answer(self) -> None:
        text, self._answer = self._answer, ""
        if not text:
            return
        if is_terminal(self._out):
            from rich.markdown import Markdown

            self._print(self._out, Markdown(clean(text), hyperlinks=False))
        else:
            self._out.write(text if text.endswith("\n") else text + "\n")
        self._out.flush()

    def _show_call(self, event: CallEvent) -> None:
        if self._options.quiet:
            return
        from rich.syntax import Syntax
        from rich.text import Text

        if event.event == "tutor.call.created":
            arguments = _arguments(event.arguments)
            code = arguments.get("code")
            if isinstance(code, str):
                self._note(f"▸ {event.name}", style="tool.name")
                self._print(
                    self._err,
                    Syntax(_fold(clean(code)), "python", theme="ansi_dark", background_color="default"),
                )
            else:
                self._note(f"▸ {event.name} {clean_line(event.arguments)}"[:200], style="tool.name")
            return
        seconds = "" if event.seconds is None else f" ({event.seconds:.1f} s)"
        style = "tool.error" if event.is_error else "tool.detail"
        output = clean(event.output or "").strip("\n")
        self._print(self._err, Text(_fold(output) + seconds, style=style))

    def _note(self, text: str, style: str = "notice", *, always: bool = False) -> None:
        from rich.text import Text

        if always or not self._options.quiet:
            self._print(self._err, Text(clean_line(text), style=style))

    def _print(self, stream: TextIO, renderable: RenderableType) -> None:
        make_console(self._options, stream).print(renderable)
        stream.flush()


def _arguments(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _fold(text: str) -> str:
    lines = text.splitlines()
    if len(lines) <= _FOLD_AT:
        return text
    return "\n".join([*lines[: _FOLD_AT - 1], f"… {len(lines) - _FOLD_AT + 1} more lines"])
