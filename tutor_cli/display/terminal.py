"""The display for a person at a terminal: the answer on stdout, the rest on stderr."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from tutor_cli.display.options import DisplayOptions, is_terminal
from tutor_cli.display.sanitize import clean_line
from tutor_cli.runs.events import (
    CallEvent,
    CheckEvent,
    Event,
    FileEvent,
    MessageDelta,
    MessageEvent,
    NoticeEvent,
    ReasoningEvent,
    RunEvent,
    SourcesEvent,
    StepDelta,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tutor_cli.display.live import LiveAnswer
    from tutor_cli.display.spinner import Spinner

_TICK = 0.1


class TerminalDisplay:
    """``with TerminalDisplay(options) as display: for event in events: display.show(event)``.

    A thread of its own keeps the answer growing and the spinner turning between events;
    one lock guards the screen. However it ends, what was shown stays and the cursor is
    at the start of a line.
    """

    def __init__(
        self, options: DisplayOptions | None = None, out: TextIO | None = None, err: TextIO | None = None
    ) -> None:
        self._out = out if out is not None else sys.stdout
        self._err = err if err is not None else sys.stderr
        self._options = options or DisplayOptions.detect(out=self._out)
        self._lock = threading.RLock()
        self._stop = threading.Event()
        self._ticker: threading.Thread | None = None
        self._live: LiveAnswer | None = None
        self._spinner: Spinner | None = None
        self._paused = 0
        self._open_calls: list[str] = []
        self._last_call = ""
        self._last_char = "\n"
        self._shown_any = False

    def __enter__(self) -> TerminalDisplay:
        if self._options.motion:
            if not self._options.quiet and is_terminal(self._err):
                from tutor_cli.display.spinner import Spinner

                color = self._options.colors != "none"
                self._spinner = Spinner(self._err, ascii=self._options.ascii, color=color)
                self._spinner.label = "thinking"
            self._ticker = threading.Thread(target=self._tick, name="display", daemon=True)
            self._ticker.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        # A terminal that is gone (a closed window) must not hide what ended the turn.
        with suppress(OSError, ValueError), self._lock:
            self._finish_answer()
            if self._spinner:
                self._spinner.wipe()
        if self._ticker:
            self._ticker.join(timeout=1)

    def show(self, event: Event) -> None:
        with self._lock:
            self._show(event)

    @contextmanager
    def pause(self) -> Iterator[None]:
        """Within the ``with``, someone else has the terminal (the person is asked something)."""
        with self._lock:
            self._finish_answer()
            self._paused += 1
            if self._spinner:
                self._spinner.wipe()
        try:
            yield
        finally:
            with self._lock:
                self._paused -= 1
                if self._spinner:
                    self._spinner.rest()

    def _show(self, event: Event) -> None:
        match event:
            case MessageDelta(_, text) if text:
                self._grow(text)
            case MessageEvent("thread.message.completed" | "thread.message.incomplete"):
                self._finish_answer()
            case CallEvent("tutor.call.created"):
                self._begin_call(event)
            case CallEvent("tutor.call.completed"):
                self._end_call(event)
            case FileEvent(_, artifact):
                self._finish_answer()
                self._show_artifact(artifact)
            case StepDelta(kind="notice", text=text) | NoticeEvent(text):
                self._note(text)
            case CheckEvent() | SourcesEvent():
                self._remark(event.text)
            case StepDelta(name=name, text=text) if text.strip() and self._spinner:
                self._spinner.label = f"{name}: {text.strip().splitlines()[-1][-200:]}"
            case ReasoningEvent(_, text) if text.strip() and self._spinner:
                self._spinner.label = f"thinking: {text.strip().splitlines()[-1][-200:]}"
            case RunEvent("thread.run.requires_action"):
                self._finish_answer()
                self._paused = max(self._paused, 1)
                if self._spinner:
                    self._spinner.wipe()
            case RunEvent("thread.run.in_progress"):
                self._paused = 0
            case RunEvent("thread.run.failed", run) if run.error:
                self._finish_answer()
                self._error("tutor: ", run.error.message, "error")
                if run.error.hint:
                    self._error("       ", run.error.hint, "notice")
            case _:
                pass

    def _remark(self, text: str) -> None:
        """Something about the answer, under it, with mathematics in it."""
        self._finish_answer()
        if not self._options.quiet:
            from rich.styled import Styled

            from tutor_cli.display.markdown import render_markdown

            remark = render_markdown(text.replace("\n", "  \n"), self._options)
            self._print(Styled(remark, "notice"))

    # The answer

    def _grow(self, text: str) -> None:
        if self._spinner:
            self._spinner.rest()
        if not is_terminal(self._out):
            # Asked for in spite of a pipe: the model's Markdown, byte for byte.
            self._out.write(text)
            self._last_char = text[-1]
            return
        if self._live is None:
            from tutor_cli.display.live import LiveAnswer

            self._separate()
            self._live = LiveAnswer(self._options, self._out)
        self._live.feed(text)
        self._live.draw()

    def _finish_answer(self) -> None:
        if self._live is not None:
            live, self._live = self._live, None
            live.finish()
            self._shown_any = True
        elif self._last_char != "\n":
            self._out.write("\n")
            self._last_char = "\n"
        with suppress(ValueError):
            self._out.flush()

    def _separate(self) -> None:
        """A blank line between tool calls and the answer, where both are on one terminal."""
        if self._shown_any and is_terminal(self._err):
            self._out.write("\n")
        self._shown_any = False

    # Everything else

    def _begin_call(self, event: CallEvent) -> None:
        self._finish_answer()
        self._open_calls.append(event.call_id)
        if self._spinner:
            self._spinner.rest()
            self._spinner.label = f"running {event.name}"
        if not self._options.quiet:
            from tutor_cli.display.calls import beginning

            self._print(beginning(event, self._options, self._columns()))
        self._last_call = event.call_id

    def _end_call(self, event: CallEvent) -> None:
        self._finish_answer()
        if event.call_id in self._open_calls:
            self._open_calls.remove(event.call_id)
        if self._spinner:
            self._spinner.rest()
            self._spinner.label = "running the other calls" if self._open_calls else "thinking"
        if not self._options.quiet:
            from tutor_cli.display.calls import ending

            named = self._last_call != event.call_id
            self._print(ending(event, self._options, self._columns(), named))
        self._last_call = ""
        for artifact in event.artifacts:
            self._show_artifact(artifact)

    def _show_artifact(self, artifact: dict[str, str]) -> None:
        path = Path(artifact.get("path", ""))
        if self._options.quiet:
            return
        from tutor_cli.display.images import show_picture

        if artifact.get("media_type", "").startswith("image/") and show_picture(
            path, self._options, self._err
        ):
            self._shown_any = True
        title = artifact.get("title") or "saved"
        self._note(f"{title}: {path}")

    def _note(self, text: str) -> None:
        from rich.text import Text

        if not self._options.quiet:
            self._print(Text(clean_line(text), style="notice"), wrap=True)

    def _error(self, head: str, text: str, style: str) -> None:
        """``text`` after ``head``, all of its lines as far in as the first."""
        import textwrap

        from rich.text import Text

        width = max(self._columns() - len(head) - 1, 20)
        lines = textwrap.wrap(clean_line(text), width, break_long_words=False, break_on_hyphens=False)
        self._print(Text(head + ("\n" + " " * len(head)).join(lines), style=style))

    def _print(self, renderable: RenderableType, wrap: bool = False) -> None:
        """On stderr, with the growing answer and the spinner out of the way."""
        from tutor_cli.display.console import make_console

        if self._spinner:
            self._spinner.rest()
        if self._live is not None:
            self._live.hide()
        options = self._options
        console = make_console(options, self._err, width=self._columns())
        if options.ascii:
            from rich.text import Text

            from tutor_cli.display.math.symbols import to_ascii

            if isinstance(renderable, Text) and not renderable.plain.isascii():
                renderable = Text(to_ascii(renderable.plain), style=renderable.style)
        console.print(renderable, soft_wrap=not wrap)
        self._err.flush()
        self._shown_any = True

    def _columns(self) -> int:
        return self._options.columns()

    def _tick(self) -> None:
        while not self._stop.wait(_TICK):
            with suppress(OSError, ValueError), self._lock:
                if self._stop.is_set() or self._paused:
                    continue
                if self._live is not None:
                    self._live.draw()
                elif self._spinner is not None:
                    self._spinner.draw(self._columns())
