"""Whether another terminal has gone on with the thread that is open here."""

from __future__ import annotations

from tutor_cli.items import is_message
from tutor_cli.store import Store
from tutor_cli.threads.attachments import question_and_attachments


class Watch:
    """On one thread at a time: what was added to it by runs that are not ours."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._thread_id: str | None = None
        self._seen = 0
        self._ours: set[str] = set()

    def begin(self, thread_id: str | None) -> None:
        """From now on, this thread; what it holds is known."""
        self._thread_id = thread_id
        self._seen = self._store.last_position(thread_id) if thread_id else 0

    def own(self, run_id: str) -> None:
        """A run of ours."""
        self._ours.add(run_id)

    @property
    def moved(self) -> bool:
        """Whether anything was added since :meth:`asked_elsewhere`; quick."""
        return bool(self._thread_id) and self._store.last_position(self._thread_id or "") > self._seen

    def asked_elsewhere(self) -> list[str]:
        """The questions that others have added since this was called last."""
        if not self._thread_id or not self.moved:
            return []
        entries = self._store.entries(self._thread_id, after=self._seen)
        self._seen = self._store.last_position(self._thread_id)
        return [
            question_and_attachments(entry.item)[0]
            for entry in entries
            if entry.run_id not in self._ours and is_message(entry.item, "user")
        ]
