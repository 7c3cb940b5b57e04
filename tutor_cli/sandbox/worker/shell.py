"""IPython's shell without a terminal: what cells show is captured, errors become short."""

from __future__ import annotations

import contextlib
import sys
import traceback
import warnings
from collections.abc import Callable
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

Show = Callable[[dict[str, Any], bool], None]
"""Called with what a value looks like, by media type, and whether it is the last expression's."""

KEPT_TYPES = ("text/plain", "text/latex", "image/png", "image/svg+xml", "text/html", "application/json")

MAX_VALUE = 800
"""Characters of an error's message that are kept."""


class Shell:
    """Runs cells in one namespace. Figures show themselves at the end of a cell without
    ``show``: matplotlib's inline backend (set by MPLBACKEND) hooks in when it is imported."""

    def __init__(self, show: Show) -> None:
        config = Config()
        config.HistoryManager.enabled = False
        config.HistoryManager.hist_file = ":memory:"
        config.InteractiveShell.colors = "nocolor"
        config.InteractiveShell.automagic = False
        config.InteractiveShell.autoindent = False
        config.InteractiveShell.enable_tip = False
        sys.stdout = sys.stderr = None
        open_streams()
        warnings.filterwarnings("ignore", "To exit: use")
        shell: Any = _Quiet.instance(config=config)
        shell.displayhook.show = shell.display_pub.show = show
        self._shell = shell

    @property
    def count(self) -> int:
        """How many cells have run."""
        return int(self._shell.execution_count) - 1

    def run(self, code: str) -> dict[str, str] | None:
        """Run a cell; what it raised, or ``None``. May raise KeyboardInterrupt."""
        open_streams()
        outcome = self._shell.run_cell(code, store_history=True)
        error = outcome.error_before_exec or outcome.error_in_exec
        if error is None or (isinstance(error, SystemExit) and error.code in (None, 0)):
            return None
        return described(error, code)

    def flush(self) -> None:
        """See that everything printed has left the process."""
        for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
            with contextlib.suppress(Exception):
                stream.flush()  # type: ignore[union-attr]


def open_streams() -> None:
    """See that there is a stdout and a stderr: an earlier cell may have closed them. To close
    one never closes the pipe beneath it."""
    for number, name in ((1, "stdout"), (2, "stderr")):
        if getattr(getattr(sys, name, None), "closed", True):
            stream = open(number, "w", 1, "utf-8", "backslashreplace", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)


def described(error: BaseException, code: str) -> dict[str, str]:
    """The error's name, message and a traceback of the cell's own lines and where it arose."""
    value = str(error)
    if isinstance(error, MemoryError) and not value:
        value = "the sandbox's memory is used up"
    if len(value) > MAX_VALUE:
        value = value[:MAX_VALUE] + " …"
    name = type(error).__name__
    if isinstance(error, SyntaxError):
        shown = "".join(traceback.format_exception_only(type(error), error)).strip()
        return {"name": name, "value": value, "traceback": shown[: 3 * MAX_VALUE]}
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if not _of_shell(frame.filename)]
    cell = [frame for frame in frames if _of_cell(frame.filename)]
    lines = ["Traceback (most recent call last):"]
    for frame in [*cell[:4], *cell[4:][-4:]]:
        where = "" if frame.name == "<module>" else f", in {frame.name}"
        lines.append(f"  line {frame.lineno}{where}: {frame.line or _line(code, frame.lineno)}")
    if frames and frames[-1] not in cell:
        lines.append(f"  in {frames[-1].name} ({_short(frames[-1].filename)}:{frames[-1].lineno})")
    lines.append(f"{name}: {value}" if value else name)
    return {"name": name, "value": value, "traceback": "\n".join(lines)}


def _of_cell(filename: str) -> bool:
    return filename.startswith("<ipython-input") or "/ipykernel_" in filename


def _of_shell(filename: str) -> bool:
    return "/IPython/" in filename or "/sandbox/worker/" in filename


def _short(filename: str) -> str:
    return filename.rpartition("site-packages/")[2].rpartition("/python3")[2]


def _line(code: str, number: int | None) -> str:
    lines = code.splitlines()
    return lines[number - 1].strip() if number and number <= len(lines) else ""


def _kept(data: dict[str, Any]) -> dict[str, Any]:
    """The media types that are passed on. IPython gives a PNG as bytes or as base64 text."""
    from base64 import b64encode

    kept = {key: data[key] for key in KEPT_TYPES if data.get(key) is not None}
    png = kept.get("image/png")
    if isinstance(png, bytes):
        kept["image/png"] = b64encode(png).decode("ascii")
    return kept


class _Hook(DisplayHook):
    """Takes the last expression's value."""

    show: Show

    def write_output_prompt(self) -> None:
        """There is no prompt."""

    def write_format_data(self, format_dict: dict[str, Any], md_dict: Any = None) -> None:
        self.show(_kept(format_dict), True)

    def log_output(self, format_dict: dict[str, Any]) -> None:
        """Nothing is kept twice."""

    def finish_displayhook(self) -> None:
        """Nothing is printed."""


class _Publisher(DisplayPublisher):
    """Takes what ``display`` is given, figures among it."""

    show: Show

    def publish(self, data: Any, metadata: Any = None, source: Any = None, **_: Any) -> None:
        self.show(_kept(data), False)

    def clear_output(self, wait: bool = False) -> None:
        """Nothing is cleared."""


class _Quiet(InteractiveShell):
    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)

    def init_profile_dir(self, profile_dir: Any = None) -> None:
        """There is no profile: nothing to read, nothing to write."""

    def ask_exit(self) -> None:
        """``exit()`` ends the cell."""
        raise SystemExit

    def system(self, cmd: str) -> None:
        """``!command``"""
        raise PermissionError("other programs cannot be run here")

    def showtraceback(self, *_: Any, **__: Any) -> None:
        """Errors are told by Shell.run."""

    def showsyntaxerror(self, *_: Any, **__: Any) -> None:
        """Errors are told by Shell.run."""

    def showindentationerror(self) -> None:
        """Errors are told by Shell.run."""
