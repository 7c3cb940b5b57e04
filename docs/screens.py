"""The screens of the README: real sessions in a real terminal, drawn as SVG. ``make screenshots``.

Each scene is typed into a shell in a pseudo-terminal of 80 columns, in a home of its own, and what the
terminal then shows is written to ``docs/screens/``. Nothing is edited, but that home is written ~.
Where a language model answers, the recorded answers of a real one are served on loopback
(``cassettes/models/`` says which one).
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pexpect
import pyte
import yaml
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.style import Style
from rich.text import Text

ROOT = Path(__file__).parents[1]
SCREENS = ROOT / "docs" / "screens"
COLUMNS, ROWS = 80, 70
PROMPT = "$ "
LESSON = r"""The roots of $x^2 - 5x + 6 = 0$ are $x = 2$ and $x = 3$, because

$$x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a} = \frac{5 \pm 1}{2}$$
"""

QUIET_SECONDS = 0.7
"""When nothing has been written for so long, the screen is taken to be still."""

# GitHub lets no picture fetch a font, and a screen needs none but the reader's own.
FORMAT = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)


class Screen(pyte.Screen):
    """A screen that knows faint text, which pyte does not (here it is of a colour of its own),
    and answers when it is asked where its cursor is."""

    answer: Callable[[str], object] = staticmethod(lambda data: None)

    def write_process_input(self, data: str) -> None:
        self.answer(data)

    def select_graphic_rendition(self, *attrs: int, **kwargs: Any) -> None:
        super().select_graphic_rendition(*attrs, **kwargs)
        color = self.cursor.attrs.fg
        if 2 in attrs and 38 not in attrs and 48 not in attrs and color == "default":
            self.cursor.attrs = self.cursor.attrs._replace(fg="faint")
        elif 22 in attrs and color == "faint":
            self.cursor.attrs = self.cursor.attrs._replace(fg="default")


class Session:
    """A shell in a pseudo-terminal."""

    def __init__(self, home: Path, rows: int = ROWS) -> None:
        environ = {
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
            "HOME": str(home),
            "TUTOR_HOME": str(home / ".tutor"),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "PS1": PROMPT,
        }
        self._home = str(home)
        self.screen = Screen(COLUMNS, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._shell = pexpect.spawn(
            "bash", ["--norc", "--noprofile"], env=environ, cwd=str(home), dimensions=(rows, COLUMNS)
        )
        self.screen.answer = self._shell.send
        self.wait()

    def type(self, text: str, *, until: Callable[[list[str]], bool] | None = None) -> None:
        """Type ``text`` and wait until the screen is as wanted, then still."""
        self._shell.send(text)
        self.wait(until)

    def run(self, command: str) -> None:
        """Type a command and wait for the shell's next prompt."""
        self.type(command + "\r", until=lambda lines: lines[-1] == PROMPT.strip())

    def clear(self) -> None:
        self.type("\x0c")

    def wait(self, until: Callable[[list[str]], bool] | None = None, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        last = time.monotonic()
        while time.monotonic() < deadline:
            try:
                self._stream.feed(self._shell.read_nonblocking(65536, 0.05))
                last = time.monotonic()
            except pexpect.TIMEOUT:
                still = time.monotonic() - last > QUIET_SECONDS
                if still and (until is None or until(self.lines())):
                    return
        raise TimeoutError("\n".join(self.lines()))

    def lines(self) -> list[str]:
        lines = [line.rstrip() for line in self.screen.display]
        while lines and not lines[-1]:
            lines.pop()
        return lines or [""]

    def draw(self, name: str, title: str) -> None:
        """Write what the screen shows, without the prompt that waits at its end."""
        count = len(self.lines())
        if self.lines()[-1] == PROMPT.strip():
            count -= 1
        console = Console(record=True, width=COLUMNS, file=(SCREENS / ".nowhere").open("w"))
        for y in range(count):
            console.print(self._line(y), no_wrap=True, crop=False, overflow="ignore")
        console.print()  # or the last line's underscores are cut off
        console.file.close()
        (SCREENS / ".nowhere").unlink()
        svg = console.export_svg(title=title, code_format=FORMAT, unique_id=name)
        (SCREENS / f"{name}.svg").write_text(re.sub(r"[ \t]+$", "", svg, flags=re.MULTILINE))

    def _line(self, y: int) -> Text:
        text = Text()
        for x in range(COLUMNS):
            cell = self.screen.buffer[y][x]
            text.append(cell.data, _style(cell))
        text.rstrip()
        if self._home in text.plain:
            text = Text(text.plain.replace(self._home, "~"), text.get_style_at_offset(Console(), 0))
        return text

    def close(self) -> None:
        self._shell.close(force=True)


def _style(cell: Any) -> Style:
    return Style(
        color=_color(cell.fg),
        bgcolor=_color(cell.bg),
        bold=cell.bold,
        italic=cell.italics,
        underline=cell.underscore,
        reverse=cell.reverse,
        dim=cell.fg == "faint",
    )


def _color(name: str) -> str | None:
    """Rich's name of pyte's colour."""
    if name in ("default", "faint"):
        return None
    if re.fullmatch(r"[0-9a-f]{6}", name):
        return f"#{name}"
    return name.replace("brown", "yellow").replace("bright", "bright_")


@contextmanager
def recorded_model(cassette: str) -> Iterator[str]:
    """Serves the recorded answers of a model, in order; gives the base URL."""
    recording = yaml.safe_load((ROOT / "cassettes" / "models" / f"{cassette}.yaml").read_text())
    bodies = iter([each["response"]["body"]["string"] for each in recording["interactions"]])

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            body = next(bodies)
            self.send_response(200)
            self.send_header("content-type", "text/event-stream")
            self.end_headers()
            self.wfile.write(body if isinstance(body, bytes) else body.encode())

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.end_headers()
            self.wfile.write(b'{"object": "list", "data": [{"id": "qwen2.5-coder-1.5b", "object": "model"}]}')

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()


def ask(session: Session) -> None:
    session.run('tutor ask "What\'s 10 - 4 raised to the 2.7"')
    session.run('tutor ask --continue "now add 17.241"')
    session.draw("ask", "a question, and one more on the same thread")


def mathematics(session: Session) -> None:
    session.run("cat lesson.md")
    session.run("tutor show lesson.md")
    session.draw("mathematics", "mathematics, laid out")


def plot(session: Session) -> None:
    session.run('tutor ask "plot sin(x)/x from -10 to 10"')
    session.draw("plot", "a plot, where the terminal shows no pictures")


def steps(session: Session) -> None:
    session.run('tutor ask --quiet --steps "derivative of x^2 sin(x)"')
    session.draw("steps", "a way to the answer")


def assistant(session: Session) -> None:
    session.run('tutor assistant create --name "calculus coach" --tool run_python')
    session.run('tutor ask --assistant calculus "differentiate x^2 sin x"')
    session.run("tutor assistant export calculus")
    session.draw("assistant", "an assistant, made and used")


def check(session: Session) -> None:
    with recorded_model("one_tool_call_and_a_follow_up") as url:
        session.run(f"export OPENAI_BASE_URL={url}")
        session.clear()
        session.run('tutor ask "What\'s 10 - 4 raised to the 2.7"')
        session.draw("check", "a language model's answer, checked")


def evaluation(session: Session) -> None:
    session.run("head -2 questions.jsonl")
    session.run("tutor eval questions.jsonl")
    session.draw("eval", "a set of questions")


def threads(session: Session) -> None:
    session.run("tutor thread list")
    session.run("tutor thread search sin")
    session.run('tutor thread rename @last "Homework, sheet 3"')
    session.run("tutor thread export homework --output homework.html")
    session.draw("threads", "threads, kept and found")


def prompt(session: Session) -> None:
    def answered(lines: list[str]) -> bool:
        return any("tutor ·" in line for line in lines[-1:])

    session.type("tutor\r", until=answered)
    session.type("solve x^2 - 5x + 5 = 0\r", until=answered)
    session.type("/th")
    session.draw("repl", "the conversation at the prompt")
    session.type("\x15\x04")


SCENES: dict[Callable[[Session], None], int] = {
    ask: ROWS,
    mathematics: ROWS,
    plot: ROWS,
    steps: ROWS,
    assistant: ROWS,
    check: ROWS,
    threads: ROWS,
    evaluation: ROWS,
    prompt: 36,
}
"""Each scene, and the lines of its terminal. All share one home: the later ones see the earlier threads."""


def main() -> None:
    SCREENS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        shutil.copy(ROOT / "examples" / "questions.jsonl", home)
        Path(home, "lesson.md").write_text(LESSON)
        for scene, rows in SCENES.items():
            if sys.argv[1:] and scene.__name__ not in sys.argv[1:]:
                continue
            session = Session(Path(home), rows)
            try:
                scene(session)
            finally:
                session.close()
            print(scene.__name__, flush=True)


if __name__ == "__main__":
    main()
