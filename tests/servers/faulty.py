"""The scripted server with one fault: something goes wrong before the n-th event it sends.

Events are counted over all turns, from 0; the boundary after the last event of the script
counts too. The fault happens once; whoever asks again is served properly.
"""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from tests.servers.scripted import Handler, Json, ScriptedServer, Turn, events_of, sse

KINDS = ("cut", "end", "delay", "garble", "bytes", "repeat", "error", "failed")
"""Connection reset; stream ended politely but early; silence; broken JSON; bytes that are no
UTF-8; the last event once more; an ``error`` event; ``response.failed``."""


@dataclass
class FaultyServer(ScriptedServer):
    kind: str = ""
    at: int = -1
    silence: float = 1.0
    """Seconds, for ``delay``."""
    sent: int = field(default=0, init=False)
    struck: bool = field(default=False, init=False)

    def handler_class(self) -> type[Handler]:
        return FaultyHandler

    def strikes(self) -> bool:
        """Whether the fault comes now; counts the events."""
        now = not self.struck and self.sent == self.at
        self.struck = self.struck or now
        self.sent += 1
        return now


class FaultyHandler(Handler):
    server_state: FaultyServer

    def answer(self, turn: Turn, body: Json, chat: bool = False) -> None:
        if turn.status != 200:
            super().answer(turn, body)
            return
        self.start_stream()
        with suppress(ConnectionError):
            for piece in self._pieces(turn, body):
                self.send_chunk(piece)
            self.end_stream()

    def _pieces(self, turn: Turn, body: Json) -> Iterator[bytes]:
        last = b""
        for event in events_of(turn, body):
            if self.server_state.strikes():
                yield from self._fault(last)
                if self.server_state.kind in ("end", "error", "failed"):
                    return
            last = sse(event)
            yield last

    def _fault(self, last: bytes) -> Iterator[bytes]:
        match self.server_state.kind:
            case "cut":
                # Linger of zero seconds: the peer sees a reset, not an orderly end.
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
                self.close_connection = True
                raise ConnectionResetError
            case "delay":
                time.sleep(self.server_state.silence)
            case "garble":
                yield b'event: response.output_text.delta\ndata: {"type": "response.outp\n\n'
            case "bytes":
                yield b'event: x\ndata: {"type": "\xff\xfe\x80"}\n\n'
            case "repeat":
                yield last
            case "error":
                yield sse({"type": "error", "code": "server_error", "message": "\x1b[31mit broke\nbadly"})
            case "failed":
                error = {"code": "server_error", "message": "it broke"}
                yield sse({"type": "response.failed", "response": {"status": "failed", "error": error}})


def events_in(*turns: Turn) -> int:
    """How many events a script sends: the boundaries are 0 … this number, less one."""
    return sum(len(events_of(turn)) for turn in turns)
