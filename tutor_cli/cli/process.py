"""The process around a command: its streams, its errors, its exit status.

Exit status: 0 answered, 1 the run failed, 2 wrong usage, 3 not configured or not
reachable, 130 interrupted.
"""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
from typing import Any

import typer

from tutor_cli.display.messages import show_error
from tutor_cli.errors import Cancelled, TutorError, UsageError

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def run() -> int:
    """Run the command line; the exit status is returned, nothing is raised."""
    for stream in (sys.stdout, sys.stderr):
        # What cannot be written in the terminal's encoding must not end the program.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace" if stream is sys.stderr else "replace")
    debug = "--debug" in sys.argv or bool(os.environ.get("TUTOR_DEBUG"))
    try:
        from tutor_cli.cli.app import app

        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        status = app(prog_name="tutor", standalone_mode=False)
        return _flushed(status if isinstance(status, int) else 0)
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else 1 if leaving.code else 0
        return _flushed(status)
    except TutorError as error:
        if debug:
            raise
        return _flushed(show_error(error))
    except KeyboardInterrupt:
        return _flushed(Cancelled.exit_status)
    except typer.Abort:
        print("Nothing was changed.", file=sys.stderr)  # noqa: T201
        return _flushed(1)
    except BrokenPipeError:
        _write_no_more()  # whoever read our output has gone; there is nobody to tell
        return 1
    except Exception as error:
        if hasattr(error, "format_message"):  # Typer's own: it exports no class for them
            return _flushed(_show_misuse(error))
        if debug:
            raise
        return _flushed(show_error(_told(error)))


def _show_misuse(error: Any) -> int:
    """What Typer finds wrong with a command line, in one line and a hint as all our errors are."""
    message = error.format_message()
    if "\n" in message:  # a group without its command: that is its help
        error.show()
        return int(error.exit_code)
    command = error.ctx.command_path if error.ctx else "tutor"
    return show_error(UsageError(f"{message.rstrip('.')}.", f"`{command} -h` tells what it takes."))


def _told(error: Exception) -> TutorError:
    """What was not foreseen, but for a full disk beneath standard output."""
    if isinstance(error, OSError) and error.errno in NO_ROOM and error.filename is None:
        return TutorError(f"The output could not be written: {error.strerror}.", "Free some space there.")
    what = f"Something in tutor broke: {type(error).__name__}: {error}"
    return TutorError(what, "Please report it; --debug shows where.")


def _flushed(status: int) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _write_no_more()
    except OSError as error:
        _write_no_more()
        return status or show_error(_told(error))
    return status


def _write_no_more() -> None:
    """Let what is still to be written go nowhere: Python would try again at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
