"""What is kept: assistants, threads, items, runs and steps, in one SQLite file."""

from tutor_cli.store.sqlite import Store

__all__ = ["Store"]
