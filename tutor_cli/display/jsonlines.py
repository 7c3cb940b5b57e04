"""The event stream as JSON, one event a line, as it happens."""

from __future__ import annotations

import json
from typing import TextIO

from tutor_cli.runs.events import Event, to_dict


class JsonLinesDisplay:
    """Writes every event to ``out`` and flushes it. Non-ASCII text is escaped, so that no
    reader's locale matters and nothing in it can act on a terminal."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def __enter__(self) -> JsonLinesDisplay:
        return self

    def __exit__(self, *exception: object) -> None:
        return None

    def show(self, event: Event) -> None:
        self._out.write(json.dumps(to_dict(event)) + "\n")
        self._out.flush()
