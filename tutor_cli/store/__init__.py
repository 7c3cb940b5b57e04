"""What is kept: assistants, threads, items, runs and steps, in one SQLite file."""

from tutor_cli.store.rows import Entry
from tutor_cli.store.search import Hit
from tutor_cli.store.sqlite import KEPT_SECONDS, Store

__all__ = ["KEPT_SECONDS", "Entry", "Hit", "Store"]
