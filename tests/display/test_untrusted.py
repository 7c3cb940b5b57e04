"""Nothing in a model's, tool's or page's text is obeyed by the terminal."""

from __future__ import annotations

import io
import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor_cli.display.options import DisplayOptions
from tutor_cli.display.sanitize import clean, clean_line
from tutor_cli.display.source import copy_to_clipboard, latex_of, raw
from tutor_cli.display.terminal import TerminalDisplay
from tutor_cli.runs.events import CallEvent, Event, MessageDelta, MessageEvent, NoticeEvent, StepDelta

HOSTILE = (
    "\x1b[2J\x1b]0;title\x07\x1b]8;;http://evil\x1b\\click\x1b]8;;\x1b\\\x9b31m\x1bP1$q\x1b\\"
    "\x08\x7f\u202egnp.exe\u2066\u200b\U000e0041 [red]x[/red] \r over \x00"
)


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@given(st.text())
def test_cleaning_leaves_nothing_to_obey_and_is_done_once(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in cleaned if char not in "\n\t")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]", cleaned)
    assert "\n" not in clean_line(text)


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]8;;http://x\x07l", "␛]8;;http://x␇l"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\x1b\u200b[31m", "␛[31m"),
        ("naïve ☃ שלום 👍🏽 e\u0301", "naïve ☃ שלום 👍🏽 e\u0301"),
        ("\x1b\x1b[0m[2J", "␛[2J"),
    ],
)
def test_what_is_removed_and_what_is_shown(hostile: str, shown: str) -> None:
    assert clean(hostile) == shown


def test_no_event_lets_an_escape_sequence_through() -> None:
    out, err = Screen(), Screen()
    events: list[Event] = [
        NoticeEvent(HOSTILE),
        StepDelta("c", "run_python" + HOSTILE, "stdout", HOSTILE),
        CallEvent("tutor.call.created", "c", "run_python" + HOSTILE, json.dumps({"code": HOSTILE})),
        CallEvent("tutor.call.completed", "c", "x" + HOSTILE, "{}", HOSTILE, artifacts=({"path": HOSTILE},)),
        CallEvent("tutor.call.created", "d", "other", HOSTILE),
        CallEvent("tutor.call.completed", "d", "other", HOSTILE, HOSTILE, is_error=True),
        *(MessageDelta("m", char) for char in f"# {HOSTILE}\n\n`{HOSTILE}` $x{HOSTILE}$\n\n[a]({HOSTILE})\n"),
        MessageEvent("thread.message.completed", {}),
    ]
    with TerminalDisplay(DisplayOptions(), out, err) as display:
        for event in events:
            display.show(event)
    for written in (out.getvalue(), err.getvalue()):
        assert written
        left = re.sub(r"\x1b\[\d*[ACKJ]|\r|\n|\t", "", written)
        assert not any(unicodedata.category(char) == "Cc" for char in left)
        assert "\u202e" not in left
    assert "[red]x[/red]" in out.getvalue()


def test_calls_are_shown_folded_timed_and_their_errors_short() -> None:
    err = io.StringIO()
    code = "\n".join(f"x{n} = {n}" for n in range(50))
    trace = "Traceback (most recent call last):\n  File x\nValueError: math domain error"
    with TerminalDisplay(DisplayOptions(width=60), io.StringIO(), err) as display:
        display.show(CallEvent("tutor.call.created", "a", "run_python", json.dumps({"code": code})))
        display.show(CallEvent("tutor.call.completed", "a", "run_python", "", "16\n" * 40, seconds=1.26))
        display.show(CallEvent("tutor.call.created", "b", "run_python", json.dumps({"code": "f()"})))
        display.show(CallEvent("tutor.call.completed", "b", "run_python", "", trace, True, 0.012))
    lines = err.getvalue().split("\n")
    assert lines[:2] == ["▸ run_python", "    x0 = 0"]
    assert "    … 30 more lines" in lines
    assert "    … 28 more lines  (1.3 s)" in lines
    assert lines[-2] == "  ✗ ValueError: math domain error  (12 ms)"


def test_piped_answers_are_the_models_own_bytes() -> None:
    out = io.StringIO()
    with TerminalDisplay(DisplayOptions(), out, io.StringIO()) as display:
        for piece in ("**b** \\(x", "\\) \x1b[31m", "$$y$$\n"):
            display.show(MessageDelta("m", piece))
    assert out.getvalue() == "**b** \\(x\\) \x1b[31m$$y$$\n"


def test_source_can_be_shown_and_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    markdown = "So \\(x^2\\):\n\n$$\n\\frac{a}{b}\n$$\n\n`$no$`"
    assert latex_of(markdown) == ["x^2", "\\frac{a}{b}"]
    screen, pipe = Screen(), io.StringIO()
    raw("a\x1b[31m", screen)
    raw("a\x1b[31m", pipe)
    assert (screen.getvalue(), pipe.getvalue()) == ("a\n", "a\x1b[31m\n")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.delenv("STY", raising=False)
    screen = Screen()
    assert copy_to_clipboard("x²", screen)
    assert screen.getvalue() == "\x1b]52;c;eMKy\x07"
    assert not copy_to_clipboard("x", io.StringIO())
    assert not copy_to_clipboard("x" * 100_000, Screen())


@pytest.mark.parametrize(
    ("environ", "ascii"),
    [
        ({}, False),
        ({"LANG": "en_US.UTF-8"}, False),
        ({"LANG": "de_DE"}, False),
        ({"LANG": "C"}, True),
        ({"LC_ALL": "POSIX", "LANG": "en_US.UTF-8"}, True),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, True),  # what Python makes of LANG=C for itself
        ({"LANG": "C.UTF-8"}, False),
        ({"LANG": "de_DE.ISO-8859-1"}, True),
        ({"TERM": "linux", "LANG": "en_US.UTF-8"}, True),
    ],
)
def test_the_locale_says_whether_there_is_more_than_ascii(environ: dict[str, str], ascii: bool) -> None:
    assert DisplayOptions.detect(out=Screen(), environ=environ).ascii is ascii


@pytest.mark.parametrize(
    ("environ", "colors"),
    [
        ({"TERM": "xterm"}, "16"),
        ({"TERM": "xterm-256color"}, "256"),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "truecolor"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "none"),
        ({"TERM": "dumb"}, "none"),
    ],
)
def test_colours_are_the_terminals(environ: dict[str, str], colors: str) -> None:
    assert DisplayOptions.detect(out=Screen(), environ=environ).colors == colors
    assert DisplayOptions.detect(out=io.StringIO(), environ=environ).colors == "none"
