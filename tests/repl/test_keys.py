"""Every key at the prompt, in a real terminal of each size."""

from __future__ import annotations

import stat

import pytest

from tests.conftest import Program
from tests.repl.model import served
from tests.repl.terminal import NO_TOOLS, SIZES, Terminal
from tests.servers.scripted import ScriptedServer
from tutor_cli.items import is_message, text_of
from tutor_cli.store import Store

EDITOR = "#!/bin/sh\nprintf ' and written in the editor' >> \"$1\"\n"


def asked(tutor: Program) -> list[str]:
    """What the model was asked, in all threads."""
    store = Store(tutor.home / "tutor.db")
    items = [item for thread in reversed(store.threads()) for item in store.items(thread.id)]
    store.close()
    return [text_of(item) for item in items if is_message(item, "user")]


@pytest.mark.parametrize("size", SIZES)
def test_questions_of_many_lines(tutor: Program, model: ScriptedServer, size: tuple[int, int]) -> None:
    with Terminal(tutor, size, NO_TOOLS, **served(model)) as terminal:
        terminal.wait_for_prompt()
        terminal.send("one \\")  # a backslash goes on
        terminal.send("two")
        terminal.wait_for("Answer to one")
        terminal.wait_for_prompt()

        terminal.type("three")
        terminal.press("alt-enter")
        terminal.send("four \\\\")  # LaTeX's own line break does not
        terminal.wait_for("Answer to three")
        terminal.wait_for_prompt()

        terminal.send('"""')
        terminal.send("five")
        terminal.send("")
        terminal.send('six"""')
        terminal.wait_for("Answer to five")
        terminal.wait_for_prompt()

        terminal.paste("seven\n  eight\r\nnine\n")
        terminal.wait_for("nine")
        assert len(model.requests) == 3  # a paste is not sent before Enter
        terminal.press("enter")
        terminal.wait_for("Answer to seven")
        assert terminal.leave() == 0
    assert asked(tutor) == ["one \ntwo", "three\nfour \\\\", "five\n\nsix", "seven\n  eight\nnine"]


@pytest.mark.parametrize("size", SIZES)
def test_history_suggestions_and_symbols(
    tutor: Program, model: ScriptedServer, size: tuple[int, int]
) -> None:
    with Terminal(tutor, size, NO_TOOLS, **served(model)) as terminal:
        terminal.wait_for_prompt()
        terminal.ask("the first of all", "Answer to the first of all.")
        terminal.ask("another", "Answer to another.")
        assert terminal.leave() == 0
    history = tutor.home / "history"
    assert stat.S_IMODE(history.stat().st_mode) == 0o600

    with Terminal(tutor, size, NO_TOOLS, **served(model)) as terminal:
        terminal.wait_for_prompt()
        terminal.press("up", "up")
        terminal.wait_for_prompt("the first of all")
        terminal.press("down")
        terminal.wait_for_prompt("another")
        terminal.press("ctrl-c")
        terminal.wait_for_prompt()
        terminal.press("ctrl-r")
        terminal.type("first")
        terminal.wait_for("the first of all")
        terminal.press("enter")
        terminal.wait_for_prompt("the first of all")
        terminal.press("ctrl-c")
        terminal.wait_for_prompt()
        terminal.type("the fi")
        terminal.wait_for_prompt("the first of all")  # the rest is a suggestion
        terminal.press("right")
        terminal.ask("!", "Answer to the first of all!")

        terminal.type("\\alpha")
        terminal.wait_for("α \\alpha")
        terminal.press("tab")
        terminal.type(" + \\sqr")
        terminal.wait_for("√ \\sqrt")
        terminal.press("tab")
        terminal.type("2 \\beta")
        terminal.wait_for("β \\beta")
        terminal.press("enter")  # not chosen: it stays source
        terminal.wait_for("Answer to α + √2 \\beta")
        assert terminal.leave() == 0
    assert asked(tutor)[-1] == "α + √2 \\beta"


@pytest.mark.parametrize("size", SIZES)
def test_typed_ahead(tutor: Program, model: ScriptedServer, size: tuple[int, int]) -> None:
    """What is typed while an answer is written is not seen, and waits for the next prompt."""
    with Terminal(tutor, size, NO_TOOLS, **served(model)) as terminal:
        terminal.wait_for_prompt()
        terminal.send("words")
        terminal.wait_for("gamma")
        terminal.send("ahead of time")
        terminal.paste("pasted\nahead")
        terminal.wait_for("delta")
        assert "ahead of time" not in terminal.seen()
        terminal.press("ctrl-c")  # does not lose it
        terminal.wait_for("Answer to ahead of time.")
        terminal.wait_for("› pasted ahead")
        assert b"ahead" not in terminal.written.split(b"gamma")[1].split(b"Interrupted")[0]
        terminal.press("ctrl-c")
        terminal.wait_for_prompt()
        assert terminal.leave() == 0
    assert asked(tutor) == ["words", "ahead of time"]


@pytest.mark.parametrize("size", SIZES)
def test_an_editor_of_ones_own_and_vi(tutor: Program, model: ScriptedServer, size: tuple[int, int]) -> None:
    editor = tutor.home / "editor"
    editor.write_text(EDITOR)
    editor.chmod(0o700)
    with Terminal(tutor, size, NO_TOOLS, VISUAL=str(editor), **served(model)) as terminal:
        terminal.wait_for_prompt()
        terminal.type("begun")
        terminal.press("ctrl-x", "ctrl-e")
        terminal.wait_for("Answer to begun and written in the editor.")
        assert terminal.leave() == 0

    (tutor.home / "config.toml").write_text('[prompt]\nkeys = "vi"\n')
    with Terminal(tutor, size, NO_TOOLS, **served(model)) as terminal:
        terminal.wait_for_prompt()
        terminal.type("one two")
        terminal.press("escape")
        terminal.type("0dwx")
        terminal.wait_for_prompt("wo")
        terminal.press("enter")
        terminal.wait_for("Answer to wo.")
        terminal.type("a")
        terminal.press("alt-enter")
        terminal.send("b")
        terminal.wait_for("Answer to a b.")
        assert terminal.leave() == 0
    assert asked(tutor)[-2:] == ["wo", "a\nb"]

    (tutor.home / "config.toml").write_text('[prompt]\nkeys = "wordstar"\n')
    with Terminal(tutor, size) as terminal:
        assert terminal.wait_for_end() == 3
        assert "It can be emacs or vi." in terminal.seen()


@pytest.mark.parametrize("size", SIZES)
def test_a_tool_is_allowed_with_one_key(tutor: Program, model: ScriptedServer, size: tuple[int, int]) -> None:
    """Keys that were typed for something else do not answer."""
    (tutor.home / "config.toml").write_text('check = false\n[tools.approval]\nrun_python = "ask"\n')
    with Terminal(tutor, size, **served(model)) as terminal:
        terminal.wait_for_prompt()
        terminal.type("tool one\ryes ")  # “yes ” is typed ahead
        terminal.wait_for("[n] no")
        terminal.type("\x1b[A")  # an arrow is no answer
        terminal.type("ntoo dear\r")  # the reason before it is asked for
        terminal.wait_for_prompt("yes")
        assert "did not allow this call: too dear" in str(model.requests[-1]["input"][-1])
        terminal.press("ctrl-c")
        terminal.wait_for_prompt()
        terminal.send("tool two")
        terminal.wait(lambda seen: seen.text.count("[n] no") == 2)
        terminal.type("a")
        terminal.wait_for("Answer to tool two.")
        terminal.wait_for_prompt()
        terminal.ask("tool three", "Answer to tool three.")
        assert terminal.seen().text.count("[n] no") == 2
        assert terminal.leave() == 0
