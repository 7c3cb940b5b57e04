"""A streamed answer looks like the same answer shown whole: nothing twice, nothing lost, little written."""

from __future__ import annotations

import os
import random
import secrets
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pyte
import pytest

from tests.display.screen import resize, run, streamer
from tests.display.test_markdown import ANSWERS, shown
from tests.patience import wait_until

LONG = "\n\n".join(
    answer for answer in ANSWERS if "a tab and trailing" not in answer and "unfinished formula" not in answer
)
CODE = "Look:\n\n```python\n" + "".join(f"print({n})  # line {n}\n" for n in range(70)) + "```\n\nDone.\n"
STEPS = (
    "1. Nested:\n"
    + "".join(f"   - step {n} with $x_{n} = \\frac{{{n}}}{{2}}$\n" for n in range(60))
    + "2. End\n"
)
ROWS = "| n | square |\n|---|---|\n" + "".join(f"| {n} | ${n}^2$ |\n" for n in range(50)) + "\nEnd.\n"


def pieces(text: str, size: int) -> list[str]:
    dice = random.Random(7)
    out: list[str] = []
    while text:
        length = dice.randint(1, size)
        out.append(text[:length])
        text = text[length:]
    return out


def whole(text: str, columns: int) -> list[str]:
    lines = [line.rstrip() for line in shown(text, columns - 1)]
    while lines and not lines[-1]:
        lines.pop()
    return lines


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 10)])
@pytest.mark.parametrize(
    ("text", "size", "pause"),
    [
        (LONG, 40, 0.0),
        (LONG[:3000], 12, 0.004),
        (CODE, 9, 0.002),
        (STEPS, 9, 0.002),
        (ROWS, 9, 0.002),
    ],
    ids=["fast", "slow", "long code", "long list", "long table"],
)
def test_streamed_is_whole(text: str, size: int, pause: float, columns: int, rows: int) -> None:
    terminal = run(streamer(pieces(text, size), pause), columns=columns, rows=rows)
    lines = [line for line in terminal.lines if not line.startswith("END")]
    assert lines == whole(text, columns)
    assert not terminal.cursor_hidden
    assert terminal.column == 0
    assert len(terminal.written) <= 2 * len(text.encode()) + 2000


def test_a_slow_stream_of_an_open_formula_never_shows_its_source() -> None:
    text = "So:\n\n\\[\nx = \\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}\n\\]\n\nand \\(y^2 = \\frac{1}{2}\\)."
    seen: list[str] = []

    def look(fd: int, pid: int, screen: pyte.Screen) -> None:
        seen.append("\n".join(screen.display))

    terminal = run(streamer(pieces(text, 3), 0.03), act=look)
    assert not any("frac" in picture or "sqrt" in picture for picture in seen)
    assert terminal.lines[: len(whole(text, 80))] == whole(text, 80)


def test_ctrl_c_keeps_what_was_shown_and_gives_the_terminal_back() -> None:
    typed: list[bytes] = []

    def interrupt(fd: int, pid: int, screen: pyte.Screen) -> None:
        if "Step 1" in "\n".join(screen.display) and not typed:
            typed.append(b"\x03")
            os.write(fd, typed[0])

    terminal = run(streamer(pieces(ANSWERS[1] + "\n\n" + LONG, 5), 0.02), act=interrupt)
    text = "\n".join(terminal.lines)
    assert "Step 1" in text
    assert "Traceback" not in text
    assert any(line.startswith("END") for line in terminal.lines)
    assert not terminal.cursor_hidden
    assert text.count("Step 1") == 1
    assert not terminal.written.rstrip().endswith(b"\x1b[")


def test_what_is_typed_is_not_echoed_into_the_answer_but_is_after_it() -> None:
    program = (
        "import sys, signal, termios\n"
        "from tutor_cli.display.echo import without_echo\n"
        "def echoes(): return bool(termios.tcgetattr(1)[3] & termios.ECHO)\n"
        "print('before', echoes())\n"
        "try:\n"
        "    with without_echo(sys.stdout):\n"
        "        print('answer', flush=True)\n"
        "        signal.pause()\n"
        "except KeyboardInterrupt:\n"
        "    print('after', echoes())\n"
    )
    typed: list[bytes] = []

    def interrupt(fd: int, pid: int, screen: pyte.Screen) -> None:
        if not typed and screen.cursor.y == 2:  # Ctrl-C drops what is still on its way to the screen
            typed.append(b"xyz\x1b[A\x03")
            os.write(fd, typed[0])

    seen = run([sys.executable, "-c", program], act=interrupt)
    assert typed
    assert seen.lines == ["before True", "answer", "after True"]
    assert b"^C" not in seen.written
    assert b"xyz" not in seen.written


def test_growing_terminal_loses_and_repeats_nothing() -> None:
    changes = [("word20", (100, 24)), ("word50", (70, 24)), ("word80", (80, 30))]
    stopped: list[str] = []
    """The pictures since the program was stopped."""

    def change(fd: int, pid: int, screen: pyte.Screen) -> None:
        """Change the size as these words are seen, with nothing still on its way to the old size."""
        picture = "\n".join(screen.display)
        if stopped and stopped[-1] == picture:
            _, (columns, rows) = changes.pop(0)
            resize(fd, columns, rows)
            screen.resize(rows, columns)
            stopped.clear()
            os.kill(pid, signal.SIGCONT)
        elif stopped:
            stopped.append(picture)
        elif changes and changes[0][0] in picture:
            os.kill(pid, signal.SIGSTOP)
            os.waitpid(pid, os.WUNTRACED)
            stopped.append("")

    words = " ".join(f"word{n}" for n in range(150))
    text = f"Start.\n\n{words}\n\n- a\n- b\n\nEnd."
    terminal = run(streamer(pieces(text, 6), 0.01), columns=90, act=change)
    assert not changes
    seen = " ".join(terminal.lines).split()
    for n in range(150):
        assert seen.count(f"word{n}") == 1


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_in_tmux_with_a_resize(tmp_path: Path) -> None:
    """tmux tells a program of a new size some time after it has wrapped its lines anew.

    What is written in between goes astray, in any program; so the test may try again.
    """
    tries = [_words_seen_not_once(tmp_path)]
    while tries[-1] and len(tries) < 3:
        tries.append(_words_seen_not_once(tmp_path))
    assert not tries[-1], tries


def _words_seen_not_once(tmp_path: Path) -> list[str]:
    words = " ".join(f"word{n}" for n in range(200))
    text = f"# Title\n\n{words}\n\n$$\\frac{{a}}{{b}}$$\n\n{CODE}"
    script = tmp_path / "run.sh"
    command = streamer(pieces(text, 8), 0.005)
    script.write_text(" ".join(_quoted(word) for word in command) + "\nsleep 600\n")
    tmux = ["tmux", "-L", f"tutor-{secrets.token_hex(8)}", "-f", os.devnull]

    def pane() -> str:
        capture = [*tmux, "capture-pane", "-p", "-J", "-S", "-500"]
        return subprocess.run(capture, capture_output=True, text=True, check=True).stdout

    try:
        subprocess.run(
            [*tmux, "new-session", "-d", "-x", "80", "-y", "24", f"sh {_quoted(str(script))}"], check=True
        )
        for width, word in (("60", "word30"), ("100", "word90"), ("50", "word150")):
            wait_until(lambda word=word: word in pane(), 60)
            subprocess.run([*tmux, "resize-window", "-x", width, "-y", "24"], check=True)
        wait_until(lambda: "\nEND" in pane(), 60)
        lines = pane().split("\n")
    finally:
        subprocess.run([*tmux, "kill-server"], check=False, capture_output=True)
    # Where tmux has wrapped a line inside a word, the word goes on in the next line.
    text = "".join("".join(lines).split())
    every = [*(f"word{n}word" for n in range(199)), *(f"print({n})" for n in range(70)), "Title", "Done."]
    return [word for word in every if text.count(word) != 1]


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "'\\''") + "'"
