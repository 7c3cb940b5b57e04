"""The directory that code writes to: measured and removed without trusting what is in it."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

LEAST = 4096
"""Bytes that any entry counts for, an empty one too: a directory holds only so many."""

ABANDONED_SECONDS = 24 * 3600
"""How old a directory must be to be taken for one that nobody removed."""

_NAME = re.compile(r"tutor-sandbox-(\d+)-")


def new_folder(parent: Path | None) -> Path:
    """A directory of our own in ``parent`` (the system's for temporary files), named after this process."""
    folder = Path(tempfile.mkdtemp(prefix=f"tutor-sandbox-{os.getpid()}-", dir=parent)).resolve()
    remove_abandoned(folder.parent)
    return folder


def remove_abandoned(parent: Path) -> None:
    """Remove what processes left in ``parent`` that were killed before they could clear up.

    A process may be alive and not be seen from here (in a container of its own), so only
    a directory that is a day old goes.
    """
    with contextlib.suppress(OSError), os.scandir(parent) as entries:
        for entry in entries:
            named = _NAME.match(entry.name)
            with contextlib.suppress(OSError):
                about = entry.stat(follow_symlinks=False) if named else None
                old = about is not None and time.time() - about.st_mtime > ABANDONED_SECONDS
                if named and old and entry.is_dir(follow_symlinks=False) and not _alive(int(named[1])):
                    remove_tree(Path(entry.path))


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # another person's
        return True
    return True


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
