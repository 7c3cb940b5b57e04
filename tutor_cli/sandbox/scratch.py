"""The directory that code writes to: measured and removed without trusting what is in it."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

LEAST = 4096
"""Bytes that any entry counts for, an empty one too: a directory holds only so many."""


def lend_font_list(matplotlib: Path) -> None:
    """Copy the list of fonts that matplotlib keeps for this person, if there is one, into the
    sandbox's own matplotlib directory: making it anew takes seconds where there are many fonts."""
    with contextlib.suppress(OSError, RuntimeError):  # there may be no home
        caches = [Path.home() / ".cache/matplotlib", Path.home() / ".matplotlib"]
        matplotlib.mkdir(mode=0o700)
        for path in (path for cache in caches for path in cache.glob("fontlist-v*.json")):
            shutil.copyfile(path, matplotlib / path.name)


def size_of(folder: Path | None, enough: int) -> int:
    """Bytes of everything below ``folder``; stops counting when it is more than ``enough``."""
    total, folders = 0, [str(folder)] if folder else []
    while folders and total <= enough:
        with contextlib.suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                total += LEAST
                with contextlib.suppress(OSError):
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    total += max(0, entry.stat(follow_symlinks=False).st_blocks * 512 - LEAST)
                if total > enough:
                    break
    return total


def remove_tree(folder: Path) -> None:
    """Remove ``folder`` and all below it, however deep and whatever its permissions; what
    cannot be removed is left. The code that filled it must have ended.

    ``shutil.rmtree`` recurses once for each level, and code can make more levels than Python
    can recurse. Here each level's directories are moved up to the first before they are emptied.
    """
    names = (f"{os.urandom(6).hex()}-{number}" for number in count())
    progress = True
    while progress:
        progress = False
        for entry in _entries(folder):
            if not entry.is_dir(follow_symlinks=False):
                progress |= _done(os.unlink, entry.path)
                continue
            for inner in _entries(Path(entry.path)):
                if inner.is_dir(follow_symlinks=False):
                    progress |= _done(os.rename, inner.path, str(folder / next(names)))
                else:
                    _done(os.unlink, inner.path)
            progress |= _done(os.rmdir, entry.path)
    _done(os.rmdir, str(folder))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        folder.chmod(0o700)
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _done(act: Callable[..., None], *paths: str) -> bool:
    try:
        act(*paths)
    except OSError:
        return False
    return True
