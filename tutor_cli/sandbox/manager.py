"""A sandbox for each thread, made when first used; at most a few living at a time."""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from pathlib import Path

from tutor_cli.errors import SandboxUnavailable, TutorError, UsageError
from tutor_cli.sandbox.base import Sandbox
from tutor_cli.sandbox.local import LocalSandbox
from tutor_cli.sandbox.process import DEFAULT_LIMITS, Limits

LoadId = Callable[[str], str | None]
"""The E2B sandbox's id kept with a thread, by the thread's id."""

KeepId = Callable[[str, str | None], None]
"""Keep (or, with ``None``, forget) a thread's E2B sandbox id."""


class Sandboxes:
    """Where code runs, for all threads of this process.

    ``kind`` is ``local`` or ``e2b``; ``unsafe_local`` runs code unconfined. Nothing is
    started before it is asked for.
    """

    def __init__(
        self,
        *,
        kind: str = "local",
        unsafe_local: bool = False,
        scratch_parent: Path | None = None,
        limits: Limits = DEFAULT_LIMITS,
        e2b_api_key: str | None = None,
        load_e2b_id: LoadId = lambda thread_id: None,
        keep_e2b_id: KeepId = lambda thread_id, sandbox_id: None,
        max_living: int = 4,
    ) -> None:
        if kind not in ("local", "e2b"):
            raise UsageError(f"There is no sandbox called “{kind}”.", "Use local or e2b.")
        if kind == "e2b" and not e2b_api_key:
            raise SandboxUnavailable(
                "There is no key for E2B.", "Set E2B_API_KEY (https://e2b.dev), or use --sandbox local."
            )
        self.kind = kind
        self.unsafe = unsafe_local and kind == "local"
        """Code runs unconfined: the person is to be told each time."""
        self._scratch_parent = scratch_parent
        self._limits = limits
        self._e2b_api_key = e2b_api_key
        self._load_e2b_id = load_e2b_id
        self._keep_e2b_id = keep_e2b_id
        self.max_living = max_living
        """Sandboxes that may live at a time, but for those that are running something."""
        self._living: OrderedDict[str, Sandbox] = OrderedDict()
        self._spares: list[LocalSandbox] = []
        """Local sandboxes that no thread has yet; no model's code has run in them."""
        self._lent: set[LocalSandbox] = set()
        self._lock = threading.Lock()
        self._closed = False

    def for_thread(self, thread_id: str) -> Sandbox:
        """The thread's sandbox; the one used longest ago is ended when there are too many."""
        with self._lock:
            if self._closed:
                raise SandboxUnavailable("The sandboxes were closed.")
            sandbox = self._living.pop(thread_id, None) or self._new(thread_id)
            self._living[thread_id] = sandbox
            ended = self._superfluous()
        for each in ended:
            each.close()
        return sandbox

    def warm(self, thread_id: str | None = None) -> None:
        """Start a local sandbox in the background for whichever thread asks first; returns at once.

        ``thread_id``: only if this thread has none yet.
        """
        with self._lock:
            if self.kind != "local" or self._spares or self._closed or thread_id in self._living:
                return
            spare = self._local()
            self._spares.append(spare)

        def start() -> None:
            with contextlib.suppress(TutorError, OSError):  # told when it is used
                spare.start()

        threading.Thread(target=start, name="tutor-warm", daemon=True).start()

    def release(self, thread_id: str, *, reuse: bool = False) -> None:
        """The thread runs no more code for now: its sandbox ends.

        ``reuse``: a local one forgets its variables and serves the next thread. That does not
        undo what code did to the interpreter itself, so it is for our own programs only.
        """
        with self._lock:
            sandbox = self._living.pop(thread_id, None)
        if sandbox is None:
            return
        if reuse and isinstance(sandbox, LocalSandbox) and sandbox.forget():
            with self._lock:
                if not self._closed:
                    self._spares.append(sandbox)
                    return
        sandbox.close()

    @contextlib.contextmanager
    def lent(self) -> Iterator[LocalSandbox]:
        """A local sandbox for a program of our own; afterwards it forgets it and serves the next thread.

        If it was made ready for a thread, another is now, in its place.
        """
        with self._lock:
            if self._closed:
                raise SandboxUnavailable("The sandboxes were closed.")
            ready = bool(self._spares)
            sandbox = self._spares.pop() if ready else self._local()
            self._lent.add(sandbox)
        if ready:
            self.warm()
        clean = False
        try:
            yield sandbox
            clean = sandbox.forget()
        finally:
            with self._lock:
                self._lent.discard(sandbox)
                kept = clean and not self._closed and not self._spares
                if kept:
                    self._spares.append(sandbox)
            if not kept:
                sandbox.close()

    def describe(self, thread_id: str) -> str:
        """Where a thread's code runs and what confines it, in a sentence or two."""
        if self.kind == "e2b":
            return "Code runs in a sandbox at E2B."
        if self.unsafe:
            return "Code runs on this machine, unconfined (--unsafe-local)."
        with self._lock:
            sandbox = self._living.get(thread_id)
            known = sandbox or next(iter(self._spares), None)
        layers = getattr(known, "layers", None)
        holds = "no variables yet" if sandbox is None or sandbox.fresh else "this conversation's variables"
        confined = f"confined by {layers}" if layers else "confined; its sandbox is not started yet"
        return f"Code runs on this machine, {confined}. It holds {holds}."

    def close(self) -> None:
        """End every sandbox. Idempotent."""
        with self._lock:
            self._closed = True
            sandboxes = [*self._living.values(), *self._spares, *self._lent]
            self._living.clear()
            self._spares = []
        for sandbox in sandboxes:
            sandbox.close()

    def _new(self, thread_id: str) -> Sandbox:
        if self.kind == "e2b":
            from tutor_cli.sandbox.e2b import E2BSandbox

            return E2BSandbox(
                self._e2b_api_key,
                sandbox_id=self._load_e2b_id(thread_id),
                keep_id=lambda sandbox_id: self._keep_e2b_id(thread_id, sandbox_id),
            )
        return self._spares.pop() if self._spares else self._local()

    def _local(self) -> LocalSandbox:
        return LocalSandbox(unsafe=self.unsafe, scratch_parent=self._scratch_parent, limits=self._limits)

    def _superfluous(self) -> list[Sandbox]:
        idle = [
            thread_id
            for thread_id, sandbox in list(self._living.items())[:-1]
            if not getattr(sandbox, "busy", False)
        ]
        too_many = max(0, len(self._living) - self.max_living)
        return [self._living.pop(thread_id) for thread_id in idle[:too_many]]
