"""Ctrl-C at every moment, and the program's end by signals: what was shown stays, and the next
question is answered."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest

from tests.conftest import Program
from tests.repl.model import served
from tests.repl.terminal import NO_TOOLS, SIZES, Seen, Terminal
from tests.servers.scripted import ScriptedServer
from tutor_cli.items import is_message, open_calls, text_of
from tutor_cli.models.compaction import ASK_FOR_SUMMARY
from tutor_cli.store import Store

STOPPED = "Interrupted; what was shown is kept."


@pytest.mark.parametrize("size", SIZES)
def test_ctrl_c_at_any_moment(tutor: Program, model: ScriptedServer, size: tuple[int, int]) -> None:
    (tutor.home / "config.toml").write_text('check = false\n[tools.approval]\nrun_python = "ask"\n')

    def summary(_: Seen) -> bool:
        return bool(model.requests[-1]["instructions"] == ASK_FOR_SUMMARY)

    with Terminal(tutor, size, **served(model)) as terminal:
        stopped = 0

        def interrupted(
            question: str, moment: str | Callable[[Seen], bool], allow: str = "", by_signal: bool = False
        ) -> None:
            """Ask, wait for the moment, press Ctrl-C; then ask something else."""
            nonlocal stopped
            stopped += 1
            terminal.send(f"{question} {stopped}")
            if allow:
                asked = terminal.seen().text.count("[n] no")
                terminal.wait(lambda seen: seen.text.count("[n] no") > asked)
                terminal.type(allow)
            terminal.wait(moment if callable(moment) else lambda seen: moment in seen)
            if by_signal:
                terminal.process.kill(signal.SIGINT)
            else:
                terminal.press("ctrl-c")
            terminal.wait(lambda seen: seen.prompt == "" and seen.text.count(f"\n{STOPPED}") == stopped)
            terminal.ask(f"next {stopped}", f"Answer to next {stopped}.")

        terminal.wait_for_prompt()
        interrupted("silent", lambda _: "silent" in str(model.requests[-1:]))  # before the first token
        interrupted("words", "gamma")  # in the middle of the answer
        interrupted("formula", "x + x")  # in the middle of a formula
        interrupted("loop", "[n] no")  # when asked whether a tool may be called
        interrupted("loop", lambda seen: seen.text.count("[n] no") == 2, by_signal=True)
        interrupted("loop", lambda seen: seen.text.count("[n] no") == 3 and "Why not?" in seen, allow="n")
        interrupted("loop", "step 1", allow="a")  # while a tool runs
        interrupted("between", "42")  # between two steps
        interrupted("compact", summary)  # while the thread is compacted

        # Twice: whether the second still finds the answer or the prompt, it does not leave.
        terminal.send("words twice")
        terminal.wait(lambda seen: seen.text.count("gamma") > 1)
        terminal.press("ctrl-c", "ctrl-c")
        terminal.wait(lambda seen: seen.prompt == "" and seen.text.count(STOPPED) == stopped + 1)
        terminal.ask("next twice", "Answer to next twice.")

        # At the prompt: the line is cleared, nothing is sent.
        sent = len(model.requests)
        terminal.type("half a quest")
        terminal.wait_for_prompt("half a quest")
        terminal.press("ctrl-c")
        terminal.wait_for_prompt()
        terminal.ask("next prompt", "Answer to next prompt.")
        assert len(model.requests) == sent + 1
        terminal.press("ctrl-c")
        terminal.wait_for("Ctrl-C again, or Ctrl-D, leaves")
        terminal.press("ctrl-c")
        assert terminal.wait_for_end() == 0

    kept = messages_cut_off(tutor)
    assert any(text.startswith("alpha beta gamma") for text in kept)
    assert any(text.startswith("It is\n\n$$\n\\frac") for text in kept)


def messages_cut_off(tutor: Program) -> list[str]:
    """What was kept of the only thread's answers that were cut off; the thread is in order."""
    store = Store(tutor.home / "tutor.db")
    (thread,) = store.threads()
    items = store.items(thread.id)
    assert open_calls(items) == [] and store.unfinished_runs(thread.id) == []
    store.close()
    messages = [item for item in items if is_message(item, "assistant")]
    return [text_of(item) for item in messages if item["status"] == "incomplete"]


def test_ctrl_c_while_it_starts(tutor: Program) -> None:
    # Told by Python itself, which has begun then: its own beginning is not ours to guard.
    for imported in ("tutor_cli.errors", "tutor_cli.cli.app", "tutor_cli.tutor", "prompt_toolkit.keys"):
        with Terminal(tutor, PYTHONPROFILEIMPORTTIME="1") as terminal:
            terminal.wait_for(f"| {imported}")
            terminal.process.kill(signal.SIGINT)
            if terminal.ends_or_prompts():
                assert terminal.wait_for_end() == 130
            else:  # it was there already, and what is told of imports is written over it
                terminal.press("ctrl-d")
                assert terminal.wait_for_end() == 0
    with Terminal(tutor) as terminal:
        terminal.send("what is 6*7")  # typed before there is a prompt
        terminal.wait_for("run_python")  # its sandbox is not ready yet
        terminal.press("ctrl-c")
        terminal.wait(lambda seen: seen.prompt == "" and STOPPED in seen)
        terminal.ask("what is 7*8", "56")
        assert terminal.leave() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_ends_it_with_the_turn_kept(
    tutor: Program, model: ScriptedServer, number: signal.Signals
) -> None:
    with Terminal(tutor, arguments=NO_TOOLS, **served(model)) as terminal:
        terminal.wait_for_prompt()
        terminal.send("words")
        terminal.wait_for("gamma")
        terminal.process.kill(number)
        assert terminal.wait_for_end() == 128 + number
    (kept,) = messages_cut_off(tutor)
    assert kept.startswith("alpha beta gamma")
    with Terminal(tutor, arguments=[*NO_TOOLS, "--continue"], **served(model)) as terminal:
        terminal.wait(lambda seen: seen.prompt == "" and "gamma" in seen)  # where one was
        terminal.process.kill(number)
        assert terminal.wait_for_end() == 128 + number


def test_a_terminal_that_is_closed_ends_it_with_the_turn_kept(tutor: Program, model: ScriptedServer) -> None:
    for question in ("words", "loop"):
        terminal = Terminal(tutor, **served(model))
        terminal.wait_for_prompt()
        terminal.send(question)
        terminal.wait_for("gamma" if question == "words" else "step 1")
        terminal.process.ptyproc.fileobj.close()  # the window is gone: writing fails, and SIGHUP comes
        _, status = os.waitpid(terminal.process.pid, 0)
        assert os.waitstatus_to_exitcode(status) == 128 + signal.SIGHUP
        terminal.process.ptyproc.closed = terminal.process.closed = True
    store = Store(tutor.home / "tutor.db")
    for thread in store.threads():
        items = store.items(thread.id)
        assert len(items) > 1 and open_calls(items) == [] and store.unfinished_runs(thread.id) == []
    store.close()
