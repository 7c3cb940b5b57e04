"""A whole thread, as it looked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import TextIO

from tutor_cli.display.options import DisplayOptions
from tutor_cli.display.plain import PlainDisplay
from tutor_cli.display.sanitize import clean
from tutor_cli.runs.events import CallEvent, Event, MessageDelta, MessageEvent, NoticeEvent
from tutor_cli.threads.transcript import Answer, Called, Failed, Noted, Question, Scene


def show_scenes(scenes: Iterable[Scene], out: TextIO, options: DisplayOptions | None = None) -> None:
    """Write a thread to ``out`` through the displays that showed it when it happened."""
    options = replace(options or DisplayOptions.detect(out=out), motion=False)
    for scene in scenes:
        if isinstance(scene, Question):
            _show_question(scene, out, options)
            continue
        if out.isatty():
            from tutor_cli.display.terminal import TerminalDisplay

            with TerminalDisplay(options, out, out) as display:
                for event in _events(scene):
                    display.show(event)
        else:
            with PlainDisplay(out, out) as plain:
                for event in _events(scene):
                    plain.show(event)
        out.write("\n")
    out.flush()


def _events(scene: Answer | Called | Failed | Noted) -> Iterator[Event]:
    """What the display was told when this happened."""
    if isinstance(scene, Answer):
        yield MessageDelta("", scene.text)
        yield MessageEvent("thread.message.completed", {})
        if not scene.whole:
            yield NoticeEvent("(cut off)")
        return
    if isinstance(scene, Noted):
        yield scene.event
        return
    if isinstance(scene, Failed):
        yield NoticeEvent(f"✗ {scene.error.message}")
        return
    call, output = scene.call, scene.output
    yield CallEvent("tutor.call.created", call.call_id, call.name, call.arguments)
    if output is not None:
        yield CallEvent(
            "tutor.call.completed",
            call.call_id,
            call.name,
            call.arguments,
            output.text,
            output.is_error,
            scene.seconds,
            tuple(asdict(artifact) for artifact in output.artifacts),
        )


def _show_question(question: Question, out: TextIO, options: DisplayOptions) -> None:
    lines = clean(question.text).splitlines() or [""]
    lines += [f"[attached: {clean(name)}]" for name in question.attached]
    if options.colors == "none" or not out.isatty():
        out.write("".join(f"> {line}\n" for line in lines) + "\n")
        return
    from rich.text import Text

    from tutor_cli.display.console import make_console

    console = make_console(options, out)
    mark = "> " if options.ascii else "› "
    for number, line in enumerate(lines):
        console.print(Text(mark if number == 0 else "  ", "bold") + Text(line, "bold"))
    out.write("\n")
