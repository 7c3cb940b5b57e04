"""Runs an MCP server so that nothing of it is left when tutor has ended, however it ended.

A program of its own (``python mcp_guard.py COMMAND ARGUMENT…``) between tutor and the
server: it imports nothing of ours. The server has the guard's standard streams and a
process group of its own. The guard never reads its standard input; it only sees that the
other end is gone, because tutor closed it or died (killed, out of memory, terminal
closed). The server sees that too and is given a moment to end by itself.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
import time
from contextlib import suppress

GRACE_SECONDS = 1.0
"""For the server to end once its standard input has."""
TERM_SECONDS = 0.5
"""From SIGTERM to SIGKILL."""


def main(command: list[str]) -> int:
    try:
        server = os.posix_spawnp(command[0], command, os.environ, setpgroup=0)
    except OSError as error:
        sys.stderr.write(f"{command[0]} cannot be run: {error.strerror}\n")
        return 127
    signal.signal(signal.SIGTERM, lambda *_: _kill(server, signal.SIGKILL))
    threading.Thread(target=_end_with_tutor, args=(server,), daemon=True).start()
    _, status = os.waitpid(server, 0)
    _kill(server, signal.SIGKILL)  # what it started and left behind
    return os.waitstatus_to_exitcode(status) & 0xFF


def _end_with_tutor(server: int) -> None:
    other_end = select.poll()
    other_end.register(0, select.POLLHUP)
    other_end.poll()
    time.sleep(GRACE_SECONDS)
    _kill(server, signal.SIGTERM)
    time.sleep(TERM_SECONDS)
    _kill(server, signal.SIGKILL)


def _kill(server: int, number: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(server, number)


if __name__ == "__main__":
    os._exit(main(sys.argv[1:]))  # at once: a thread may still be waiting
