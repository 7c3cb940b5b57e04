"""What was typed at earlier prompts, kept for the user alone."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from prompt_toolkit.history import FileHistory

from tutor_cli.store.files import make_private_directory, make_private_file

MOST_BYTES = 500_000
"""Of the file, which is read before the first key is; then its older half is dropped."""
LONGEST = 20_000
"""Characters of an entry; longer ones are forgotten with the session."""


class PromptHistory(FileHistory):
    """prompt-toolkit's file of entries, in 0600; a file that cannot be used spoils nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        super().__init__(str(path))

    def load_history_strings(self) -> Iterable[str]:
        try:
            make_private_directory(self._path.parent)
            make_private_file(self._path)
            _shorten(self._path)
            return list(super().load_history_strings())
        except OSError:
            return []

    def store_string(self, string: str) -> None:
        if len(string) <= LONGEST:
            with suppress(OSError, UnicodeError):
                super().store_string(string)


def _shorten(path: Path) -> None:
    """Drop the older half of a file that has grown too large. Raises OSError."""
    if path.stat().st_size <= MOST_BYTES:
        return
    data = path.read_bytes()
    start = data.find(b"\n# ", len(data) // 2)  # where an entry begins
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    make_private_file(temporary)
    temporary.write_bytes(data[start:])
    temporary.replace(path)
