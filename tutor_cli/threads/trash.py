"""Deleted threads: restorable for a day, then gone with their files."""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence

from tutor_cli.settings import Config
from tutor_cli.store import KEPT_SECONDS, Store


def delete_threads(store: Store, config: Config, ids: Sequence[str], *, forever: bool = False) -> None:
    """Delete these threads; ``forever``: at once, and with no way back. Raises NotFound."""
    for id in ids:
        store.delete_thread(id)
    if forever:
        _remove(store.purge_threads(ids=ids), config)


def empty_trash(store: Store, config: Config, *, older_than: float = KEPT_SECONDS) -> list[str]:
    """Remove for good the threads deleted more than this many seconds ago; gives their ids."""
    return _remove(store.purge_threads(deleted_before=time.time() - older_than), config)


def _remove(ids: list[str], config: Config) -> list[str]:
    """The files of threads that are gone."""
    for id in ids:
        shutil.rmtree(config.thread_folder(id), ignore_errors=True)
        (config.data_dir / "locks" / f"{id}.lock").unlink(missing_ok=True)
    return ids
