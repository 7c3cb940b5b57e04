"""Deleted threads: restorable for a day, then gone with their files."""

from __future__ import annotations

import shutil
import time

from tutor_cli.settings import Config
from tutor_cli.store import KEPT_SECONDS, Store


def empty_trash(store: Store, config: Config, *, older_than: float = KEPT_SECONDS) -> list[str]:
    """Remove for good the threads deleted more than this many seconds ago; gives their ids."""
    ids = store.purge_threads(time.time() - older_than)
    for id in ids:
        shutil.rmtree(config.thread_folder(id), ignore_errors=True)
        (config.data_dir / "locks" / f"{id}.lock").unlink(missing_ok=True)
    return ids
