"""Every slash command, as it is typed, in a real terminal of each size."""

from __future__ import annotations

import base64
import json
import re

import pytest

from tests.conftest import Program
from tests.repl.model import served
from tests.repl.terminal import NO_TOOLS, SIZES, Terminal
from tests.servers.scripted import ScriptedServer
from tests.threads.conftest import png
from tutor_cli.repl.commands.registry import COMMANDS

COACH = 'name = "coach"\ndescription = "Hints first"\nmodel = "openai/strict"\ntools = ["run_python"]\n'


class Commands(Terminal):
    """A terminal in which commands are given and looked at."""

    def give(self, command: str, *expected: str) -> str:
        """Type a command and wait until the prompt is back; what it wrote, which holds all of this."""
        before = len(re.findall(r"^› .", self.seen().text, re.MULTILINE))

        def done(seen: object) -> bool:
            text = self.seen().text
            return self.seen().prompt == "" and len(re.findall(r"^› .", text, re.MULTILINE)) > before

        self.send(command)
        self.wait(done)
        written = self.seen().text.rpartition(f"› {command[:40]}")[2]
        squeezed = re.sub(r"\s+", "", written)
        for text in expected:
            assert re.sub(r"\s+", "", text) in squeezed, f"{text!r} is not in:\n{written}"
        return written


@pytest.mark.parametrize("size", SIZES)
def test_conversations(tutor: Program, model: ScriptedServer, size: tuple[int, int]) -> None:
    with Commands(tutor, size, NO_TOOLS, **served(model)) as terminal:
        terminal.wait_for_prompt()
        terminal.give("/threads", "tutor: There are no conversations yet.")
        terminal.give("/rename early", "tutor: Nothing has been asked yet.")
        terminal.ask("about circles", "Answer to about circles.")
        terminal.ask("and squares", "Answer to and squares.")
        terminal.give("/rename Round things", "This conversation is now “Round things”.")
        terminal.give("/new", "A new conversation.")
        terminal.ask("about primes", "Answer to about primes.")
        listed = terminal.give("/threads", "about primes", "Round things")
        assert listed.index("about primes") < listed.index("Round things")  # last used first
        terminal.give("/threads squares", "Round things", "squares")
        terminal.give("/threads hexagons", "tutor: Nothing found for “hexagons”.")
        terminal.give("/resume round", "Round things", "› and squares", "Answer to and squares.")
        terminal.give("/resume nowhere", "tutor: There is no thread “nowhere”.")
        terminal.give("/show", "about circles", "Answer to about circles.", "Answer to and squares.")
        terminal.give("/fork 1", "This is a copy")
        terminal.give("/show", "Answer to about circles.")
        assert "squares" not in terminal.give("/show", "Answer to about circles.")
        terminal.give("/resume @3", "Round things")  # the copy is @1
        terminal.give("/new and hexagons", "Answer to and hexagons.")

        # The menu of a command's arguments.
        terminal.type("/resume Round")
        terminal.wait_for("Round things · ")
        terminal.press("ctrl-c")
        assert terminal.leave() == 0


@pytest.mark.parametrize("size", SIZES)
def test_asking_again(tutor: Program, model: ScriptedServer, size: tuple[int, int]) -> None:
    (tutor.home / "data.csv").write_text("a,b\n1,2\n")
    (tutor.home / "a picture.png").write_bytes(png())
    with Commands(tutor, size, NO_TOOLS, **served(model)) as terminal:
        terminal.wait_for_prompt()
        terminal.give("/undo", "tutor: Nothing has been asked yet.")
        terminal.ask("first", "Answer to first.")
        alone = len(model.requests[-1]["input"])

        def before() -> int:
            """How many messages the model was sent before the question."""
            return len(model.requests[-1]["input"]) - alone

        terminal.give("/attach data.csv 'a picture.png'", "With the next question: data.csv, a_picture.png.")
        terminal.ask("second", "Answer to second.")
        content = model.requests[-1]["input"][-1]["content"]
        assert [part["type"] for part in content] == ["input_text", "input_text", "input_image"]
        terminal.give("/attach a picture.png", "a_picture.png.")  # no quotes are needed for one file
        terminal.give("/attach none", "Nothing is attached.")
        terminal.give("/attach nothing.csv", "tutor: The file nothing.csv does not exist.")
        terminal.give("/attach", "Nothing is attached.")

        terminal.give("/retry", "Again: second", "Answer to second.")
        assert model.requests[-1]["input"][-1]["content"] == content  # with what went with it
        assert before() == 2  # in its own place

        terminal.send("/edit")
        terminal.wait_for_prompt("second")
        terminal.type(" thoughts\r")
        terminal.wait_for("Answer to second thoughts.")
        terminal.wait_for_prompt()
        assert before() == 2
        terminal.send("/edit")
        terminal.wait_for_prompt("second thoughts")
        terminal.press("ctrl-c")  # thought better of it
        terminal.wait_for_prompt()
        terminal.ask("third", "Answer to third.")
        assert before() == 4

        terminal.give("/undo 2", "Took back “second thoughts”.", "tutor thread restore thread_")
        shown = terminal.give("/show", "Answer to first.")
        assert "second" not in shown and "third" not in shown
        terminal.give("/undo 2", "tutor: The thread has 1 turns.")
        terminal.give("/undo", "Took back “first”.")
        assert terminal.leave() == 0
    assert len(tutor.json("thread", "list", "--json")) == 0
    assert len(tutor.json("thread", "list", "--deleted", "--json")) == 4


@pytest.mark.parametrize("size", SIZES)
def test_who_answers(tutor: Program, model: ScriptedServer, size: tuple[int, int]) -> None:
    (tutor.home / "coach.toml").write_text(COACH)
    with Commands(tutor, size, **served(model)) as terminal:
        terminal.wait_for_prompt()
        terminal.give("/model", "openai/auto answers.", "openai/scripted", "solver  (built in)")
        terminal.give("/model openai/other", "openai/other answers from now on.")
        terminal.ask("one", "Answer to one.")
        assert model.requests[-1]["model"] == "other"
        terminal.give("/model nobody/x", "openai/nobody/x answers from now on.")  # a gateway may know it
        terminal.give("/model solver", "solver answers from now on.")
        terminal.ask("what is 6*7", "42")
        terminal.give("/model default", "openai/auto answers")

        terminal.give("/assistant coach.toml", "coach answers from now on: Hints first.")
        terminal.wait_for("coach · openai/strict")  # the bottom line
        terminal.ask("two", "Answer to two.")
        assert model.requests[-1]["model"] == "strict"
        assert [tool["name"] for tool in model.requests[-1]["tools"]] == ["run_python"]
        terminal.give("/assistant", "coach", "Hints first", "tutor")
        terminal.give("/assistant tutor", "tutor answers from now on.")
        terminal.give("/assistant nobody", "tutor: There is no assistant “nobody”.")

        terminal.give("/system Speak in riddles.", "These instructions hold from now on")
        terminal.ask("three", "Answer to three.")
        assert model.requests[-1]["instructions"].startswith("Speak in riddles.")
        terminal.give("/system", "Speak in riddles.")
        terminal.give("/system default", "own instructions hold again")
        terminal.give("/system", "You are a personal math tutor.")

        terminal.give("/tools none", "In use: none.")
        terminal.ask("four", "Answer to four.")
        assert not model.requests[-1].get("tools")
        terminal.give("/tools +run_python +web_search", "In use: run_python web_search.")
        terminal.give("/tools -web_search", "In use: run_python.")
        terminal.give("/tools no_such_tool", "tutor: There is no tool named 'no_such_tool'.")
        terminal.give("/tools default", "In use: run_python web_search read_page tools/.")
        terminal.give("/tools", "run_python", "web_search", "code_interpreter", "auto")

        terminal.ask("tool five", "Answer to tool five.")
        terminal.give("/sandbox", "Code runs on this machine, confined by", "this conversation's variables")
        terminal.give("/sandbox reset", "A fresh sandbox.")
        terminal.give("/sandbox", "no variables yet")
        terminal.give("/checks off", "not compared")
        terminal.give("/checks", "not compared")
        terminal.give("/checks maybe", "tutor: /checks does not know “maybe”.")
        assert terminal.leave() == 0


@pytest.mark.parametrize("size", SIZES)
def test_handing_out(tutor: Program, model: ScriptedServer, size: tuple[int, int]) -> None:
    home = tutor.home
    with Commands(tutor, size, **served(model)) as terminal:
        terminal.wait_for_prompt()
        terminal.give("/raw", "tutor: There is no answer yet.")
        terminal.give("/usage", "since the start")
        terminal.ask("tool $x^2$", "Answer to tool x²")
        terminal.give("/raw", "Answer to tool $x^2$.")
        terminal.give("/raw latex", "x^2")
        terminal.give("/raw code", "6 * 7")
        terminal.give("/raw hat", "tutor: “hat” is no part of an answer.")
        terminal.give("/copy latex", "Copied 3 characters")
        assert base64.b64encode(b"x^2") in terminal.written  # OSC 52
        terminal.give("/save out.md", "Wrote out.md.")
        terminal.give("/save out.md", "tutor: out.md exists.", "--force")
        terminal.give("/save --force out.md code", "Wrote out.md.")
        assert (home / "out.md").read_text() == "6 * 7\n"
        terminal.give("/save", "tutor: Which file?")
        terminal.give("/export 'an evening.html'", "Wrote an evening.html.")
        assert "x^2" in (home / "an evening.html").read_text()
        terminal.give("/export x.json", "Wrote x.json.")
        assert json.loads((home / "x.json").read_text())["thread"]
        terminal.give("/export x.pdf", "tutor: x.pdf does not say in which format to export.")
        (home / "p.png").write_bytes(png())
        assert "tutor:" not in terminal.give("/show p.png")
        terminal.give("/show missing.png", "tutor: There is no file missing.png.")
        terminal.give("/usage", "openai/", "200", "since the start")
        terminal.give("/steps", "run_python", "6 * 7", "message")
        terminal.give("/doctor", "tutor:", "sandbox:", "runs SymPy")
        terminal.give("/help", *(f"/{each.name}" for each in COMMANDS), "Ctrl-X Ctrl-E")
        terminal.give("/help undo", "/undo [TURNS]")
        terminal.give("/modle", "tutor: There is no command /modle.", "Did you mean /model?")
        terminal.give("/zzz", "tutor: There is no command /zzz.")
        terminal.give("/usa", "since the start")  # the only one that begins so
        terminal.ask("/usr/bin is a path", "Answer to /usr/bin is a path.")
        terminal.send("/quit")
        assert terminal.wait_for_end() == 0
        assert "go on with: tutor -t thread_" in terminal.seen()
