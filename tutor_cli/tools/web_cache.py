"""What was found and read on the web, kept on disk for a short while: a follow-up costs nothing."""

from __future__ import annotations

import hashlib
import json
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from tutor_cli.store.files import write_private_file

KEPT_ENTRIES = 200


class WebCache:
    """One small JSON file per entry. Nothing here ever raises: a cache may fail silently."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self._folder = folder
        self._seconds = seconds

    def get(self, *key: Any) -> dict[str, Any] | None:
        """The entry, unless it is older than the cache's age or cannot be read."""
        path = self._path(key)
        try:
            if time.time() - path.stat().st_mtime > self._seconds:
                return None
            entry = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return entry if isinstance(entry, dict) else None

    def put(self, entry: dict[str, Any], *key: Any) -> None:
        if self._seconds <= 0:
            return
        with suppress(OSError, ValueError):
            write_private_file(self._path(key), json.dumps(entry))
            self._prune()

    def _prune(self) -> None:
        entries = sorted(self._folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
        for path in entries[:-KEPT_ENTRIES]:
            path.unlink(missing_ok=True)

    def _path(self, key: tuple[Any, ...]) -> Path:
        return self._folder / f"{hashlib.sha256(json.dumps(key).encode()).hexdigest()[:32]}.json"
