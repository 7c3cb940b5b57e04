"""Taking the last turns of a thread back, to ask something else in their place.

A thread's items are never rewritten: what is left becomes a thread of its own, and the one
it came from is put away, where it can be restored for a day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tutor_cli.domain import Thread
from tutor_cli.errors import UsageError
from tutor_cli.settings import Config
from tutor_cli.store import Store
from tutor_cli.threads.attachments import Attachment, question_and_attachments, reattached
from tutor_cli.threads.forking import fork, turn_starts
from tutor_cli.threads.hosted import is_hosted
from tutor_cli.threads.trash import delete_threads

_OWN = frozenset({"e2b_sandbox"})
"""What belongs to one thread alone and does not come along."""


@dataclass(frozen=True)
class TakenBack:
    thread: Thread | None
    """What is left; ``None`` if that is nothing."""
    question: str
    """The first one taken back, as it was typed."""
    attachments: tuple[Attachment, ...]
    """What went with it."""
    away: Thread
    """The thread as it was, which can be restored."""


def take_back(store: Store, config: Config, thread_id: str, turns: int = 1) -> TakenBack:
    """Take the last ``turns`` turns back. Raises UsageError when there are not that many."""
    original = store.thread(thread_id)
    if is_hosted(original.id):
        raise UsageError(
            "This thread is kept on the model's server too, and cannot be shortened there.",
            "Copy it with /fork or `tutor thread fork`, and go on with the copy.",
        )
    entries = store.entries(original.id)
    starts = turn_starts(entry.item for entry in entries)
    if not 1 <= turns <= len(starts):
        told = "There is nothing to take back" if not starts else f"The thread has {len(starts)} turns"
        raise UsageError(f"{told}.", f"Give a number from 1 to {len(starts)}." if starts else "")
    question = entries[starts[-turns]].item
    left = None
    if turns < len(starts):
        copy = fork(
            store, original.id, turn=len(starts) - turns, files=config.thread_folder(original.id).parent
        )
        kept = {name: value for name, value in original.metadata.items() if name not in _OWN}
        left = replace(copy, metadata={**kept, **copy.metadata})
        store.save_thread(left)
    delete_threads(store, config, [original.id])
    return TakenBack(left, question_and_attachments(question)[0], tuple(reattached(question)), original)
