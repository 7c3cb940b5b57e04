"""What a tutor opens when it is first used and lets go of in the end: store, models, tools, sandboxes."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from tutor_cli.errors import NotConfigured
from tutor_cli.settings import Config
from tutor_cli.store import Store
from tutor_cli.threads.trash import empty_trash
from tutor_cli.tools.base import Confirm, GivenTool, Notice, Tool

if TYPE_CHECKING:
    from tutor_cli.models.base import Model
    from tutor_cli.sandbox.local import LocalSandbox
    from tutor_cli.sandbox.manager import Sandboxes
    from tutor_cli.tools.registry import Listed


class Resources:
    """Opened on first use, each once, from whichever thread; closed together."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._lock = threading.RLock()
        self._store: Store | None = None
        self._models: dict[tuple[str, str | None], Model] = {}
        self._tools: dict[tuple[GivenTool, ...], list[Tool]] = {}
        self._sandboxes: Sandboxes | None = None
        self._checking: Sandboxes | None = None

    def close(self) -> None:
        """Idempotent."""
        for tools in self._tools.values():
            for tool in tools:
                tool.close()
        for model in self._models.values():
            model.close()
        for sandboxes in (self._sandboxes, self._checking):
            if sandboxes is not None:
                sandboxes.close()
        if self._store is not None:
            self._store.close()
        self._tools, self._models = {}, {}
        self._sandboxes = self._checking = self._store = None

    @property
    def store(self) -> Store:
        with self._lock:
            if self._store is None:
                self._store = Store(self._config.database)
                empty_trash(self._store, self._config)
            return self._store

    def model(self, name: str | None, base_url: str | None) -> Model:
        """Raises NotConfigured."""
        from tutor_cli.models.choose import open_model, resolve_model

        resolved = resolve_model(name, self._config, base_url)
        key = (resolved, base_url)
        with self._lock:
            if key not in self._models:
                self._models[key] = open_model(resolved, self._config, base_url)
            return self._models[key]

    def tools(self, given: Sequence[GivenTool], confirm: Confirm | None, notice: Notice) -> list[Tool]:
        """Raises UsageError, NotConfigured; ``notice`` is told what had to be left out."""
        from tutor_cli.tools.registry import open_tools

        key = tuple(given)
        with self._lock:
            if key not in self._tools:
                self._tools[key] = open_tools(
                    key, self._config, run_python=self._run_python, confirm=confirm, notice=notice
                )
            return self._tools[key]

    def list_tools(self, confirm: Confirm | None) -> Iterator[Listed]:
        from tutor_cli.tools.registry import list_tools

        return list_tools(self._config, run_python=self._run_python, confirm=confirm)

    def _run_python(self) -> Tool:
        from tutor_cli.tools.run_python import RunPython

        timeout = self._config.get("sandbox.timeout", 30.0)
        if not timeout > 0:
            raise NotConfigured(f"sandbox.timeout is {timeout:g}.", "Give it a number of seconds above 0.")
        return RunPython(self.sandboxes, timeout=timeout)

    @property
    def sandboxes(self) -> Sandboxes:
        """Where code runs: a sandbox for each thread."""
        with self._lock:
            if self._sandboxes is None:
                from tutor_cli.keys import find_key
                from tutor_cli.sandbox.manager import Sandboxes

                key = find_key("e2b", "E2B_API_KEY", self._config)
                self._sandboxes = Sandboxes(
                    kind=self._config.get("sandbox.kind", "e2b" if key else "local"),
                    unsafe_local=self._config.get("sandbox.unsafe_local", False),
                    e2b_api_key=key.value if key else None,
                    load_e2b_id=lambda id: self.store.thread(id).metadata.get("e2b_sandbox"),
                    keep_e2b_id=lambda id, kept: self.store.set_metadata(id, "e2b_sandbox", kept),
                )
            return self._sandboxes

    def lend_sandbox(self) -> AbstractContextManager[LocalSandbox]:
        """A confined sandbox on this machine, for the solver's own programs when an answer is checked."""
        if self.sandboxes.kind == "local" and not self.sandboxes.unsafe:
            return self.sandboxes.lent()
        with self._lock:
            if self._checking is None:
                from tutor_cli.sandbox.manager import Sandboxes

                self._checking = Sandboxes()
            return self._checking.lent()
