"""Who may call what: the configuration, the person, and what is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor_cli.domain import Thread, ToolCall
from tutor_cli.errors import NotConfigured
from tutor_cli.settings import Config, load_config
from tutor_cli.store import Store
from tutor_cli.tools import Tool, tool
from tutor_cli.tools.approval import Approvals, Decision

CALL = ToolCall("call_1", "write", "{}")


@tool
def write() -> None:
    """Changes something."""


@tool(read_only=True)
def look() -> None:
    """Changes nothing."""


def configured(tmp_path: Path, text: str, **flags: object) -> Config:
    (tmp_path / "config.toml").write_text(text)
    return load_config({"TUTOR_HOME": str(tmp_path)}).with_flags(**flags)


def test_every_tool_is_as_it_says_itself_unless_configured(tmp_path: Path) -> None:
    asked: list[str] = []

    def ask(tool: Tool, call: ToolCall) -> Decision:
        asked.append(tool.spec.name)
        return Decision(False, "not now")

    approvals = Approvals(ask)
    assert approvals.decide(look, CALL, "thread_1").allowed
    assert approvals.decide(write, CALL, "thread_1") == Decision(False, "not now")
    assert asked == ["write"]

    strict = Approvals.configured(
        configured(tmp_path, '[tools.approval]\n"l*" = "never"\nwrite = "auto"\n"w*" = "never"'), ask
    )
    assert not strict.decide(look, CALL, "thread_1").allowed
    assert strict.decide(write, CALL, "thread_1").allowed
    assert asked == ["write"]


def test_where_nobody_can_be_asked_the_answer_is_no_and_yes_allows(tmp_path: Path) -> None:
    config = configured(tmp_path, '[tools.approval]\nlook = "never"')
    decision = Approvals.configured(config).decide(write, CALL, "thread_1")
    assert not decision.allowed
    assert "--yes" in decision.reason
    with_yes = Approvals.configured(configured(tmp_path, '[tools.approval]\nlook = "never"', tools__yes=True))
    assert with_yes.decide(write, CALL, "thread_1").allowed
    assert not with_yes.decide(look, CALL, "thread_1").allowed  # never is never


def test_always_holds_for_its_thread_and_is_kept_with_it(tmp_path: Path) -> None:
    store = Store(tmp_path / "tutor.db")
    store.save_thread(Thread("thread_1", metadata={"other": 1}))
    store.save_thread(Thread("thread_2"))
    answers = iter([Decision(True, always=True), Decision(True), Decision(False)])

    def again() -> Approvals:
        return Approvals.configured(load_config({}), lambda tool, call: next(answers), store)

    approvals = again()
    assert approvals.decide(write, CALL, "thread_1").allowed
    assert approvals.decide(write, CALL, "thread_1").allowed
    assert again().decide(write, CALL, "thread_1").allowed  # another process
    assert store.thread("thread_1").metadata["other"] == 1
    assert approvals.decide(write, CALL, "thread_2").allowed  # asked, allowed once
    assert not approvals.decide(write, CALL, "thread_2").allowed  # asked again
    assert next(answers, None) is None
    store.close()


@pytest.mark.parametrize("text", ['[tools]\napproval = "ask"', '[tools.approval]\nwrite = "maybe"'])
def test_a_policy_that_cannot_be_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(NotConfigured, match=r"tools.approval"):
        Approvals.configured(configured(tmp_path, text))
