"""Whether a tool may be called: ``auto`` (yes), ``ask`` (the person says) or ``never``.

Every tool says itself what it should be; the config file may say otherwise, by name or
pattern:

    [tools.approval]
    run_python = "ask"
    "files__*" = "never"
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import cast, get_args

from tutor_cli.domain import ToolCall
from tutor_cli.errors import NotConfigured, NotFound
from tutor_cli.settings import Config
from tutor_cli.store import Store
from tutor_cli.tools.base import Approval, Tool


@dataclass(frozen=True)
class Decision:
    """Whether a call may be made. ``reason`` is for the model when it may not."""

    allowed: bool
    reason: str = ""
    always: bool = False
    """The person allows this tool for the whole thread."""


Ask = Callable[[Tool, ToolCall], Decision]
"""Asks the person; may raise Cancelled."""


def nobody_to_ask(tool: Tool, call: ToolCall) -> Decision:
    """Where there is no terminal to ask at."""
    return Decision(False, "nobody was there to be asked; --yes or [tools.approval] allows it")


class Remembered:
    """What was allowed for a whole thread, while the process lasts."""

    def __init__(self) -> None:
        self._allowed: dict[str, set[str]] = {}

    def allowed(self, thread_id: str) -> Collection[str]:
        return self._allowed.get(thread_id, ())

    def allow(self, thread_id: str, name: str) -> None:
        self._allowed.setdefault(thread_id, set()).add(name)


class RememberedInThread(Remembered):
    """The same, kept with the thread in the store."""

    KEY = "allowed_tools"

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store

    def allowed(self, thread_id: str) -> Collection[str]:
        try:
            kept = self._store.thread(thread_id).metadata.get(self.KEY, ())
        except NotFound:
            kept = ()
        return {*super().allowed(thread_id), *kept}

    def allow(self, thread_id: str, name: str) -> None:
        super().allow(thread_id, name)
        self._store.set_metadata(thread_id, self.KEY, sorted(self.allowed(thread_id)))


@dataclass
class Approvals:
    """Decides about each call, asking the person where the policy says so."""

    ask: Ask = nobody_to_ask
    policies: Mapping[str, Approval] = field(default_factory=dict)
    """By tool name or pattern; what is not named is as the tool itself says."""
    yes: bool = False
    """Whether what would be asked is allowed without asking (``--yes``)."""
    remembered: Remembered = field(default_factory=Remembered)

    @classmethod
    def configured(cls, config: Config, ask: Ask | None = None, store: Store | None = None) -> Approvals:
        """As the config file and the command line say. Raises NotConfigured for an unknown policy."""
        return cls(
            ask or nobody_to_ask,
            _policies(config),
            config.get("tools.yes", False),
            Remembered() if store is None else RememberedInThread(store),
        )

    def policy(self, name: str, wish: Approval) -> Approval:
        """What holds for a tool: its own entry, else the first pattern that fits, else its own wish."""
        if name in self.policies:
            return self.policies[name]
        fitting = (policy for pattern, policy in self.policies.items() if fnmatchcase(name, pattern))
        return next(fitting, wish)

    def decide(self, tool: Tool, call: ToolCall, thread_id: str) -> Decision:
        """May raise Cancelled, when the person answers by stopping the run."""
        policy = self.policy(tool.spec.name, tool.approval)
        if policy == "never":
            return Decision(False, "the configuration forbids this tool")
        if policy == "auto" or self.yes or tool.spec.name in self.remembered.allowed(thread_id):
            return Decision(True)
        decision = self.ask(tool, call)
        if decision.allowed and decision.always:
            self.remembered.allow(thread_id, tool.spec.name)
        return decision


def _policies(config: Config) -> dict[str, Approval]:
    table = config.get("tools.approval", None)
    if table is None:
        return {}
    known = get_args(Approval)
    if not isinstance(table, Mapping):
        raise NotConfigured(
            f"“tools.approval” in {config.path} is not a table.", 'Write [tools.approval] and NAME = "ask".'
        )
    for name, policy in table.items():
        if policy not in known:
            raise NotConfigured(
                f"tools.approval.{name} is {policy!r} in {config.path}.", f"It can be {', '.join(known)}."
            )
    return {str(name): cast(Approval, policy) for name, policy in table.items()}
