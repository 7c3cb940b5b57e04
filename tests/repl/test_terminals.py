"""Two terminals on one conversation, going on with one, and no terminal at all."""

from __future__ import annotations

from tests.conftest import Program
from tests.repl.model import served
from tests.repl.terminal import NO_TOOLS, Terminal
from tests.servers.scripted import ScriptedServer
from tutor_cli.items import is_message, text_of
from tutor_cli.store import Store


def test_two_terminals_on_one_conversation(tutor: Program, model: ScriptedServer) -> None:
    with Terminal(tutor, arguments=NO_TOOLS, **served(model)) as one:
        one.wait_for_prompt()
        one.ask("first", "Answer to first.")
        with Terminal(tutor, arguments=[*NO_TOOLS, "--continue"], **served(model)) as two:
            two.wait(lambda seen: seen.prompt == "" and "Answer to first." in seen)
            two.ask("second", "Answer to second.")
            one.wait_for("another terminal went on here")  # on the bottom line, without a key pressed
            one.ask("third", "Answer to third.")
            assert "Another terminal went on with this thread: a question, last “second”." in one.seen()

            # At once: one waits for the other, and the model sees both.
            one.send("words")
            one.wait_for("gamma")
            two.send("fourth")
            one.press("ctrl-c")
            one.wait(lambda seen: seen.prompt == "" and "Interrupted" in seen)
            two.wait(lambda seen: seen.prompt == "" and "Answer to fourth." in seen)
            assert "last “words”" in two.seen()
            one.ask("fifth", "Answer to fifth.")
            two.ask("sixth", "Answer to sixth.")
            assert two.leave() == 0
        assert one.leave() == 0
    store = Store(tutor.home / "tutor.db")
    (thread,) = store.threads()
    items = store.items(thread.id)
    store.close()
    questions = [text_of(item) for item in items if is_message(item, "user")]
    assert questions == ["first", "second", "third", "words", "fourth", "fifth", "sixth"]
    roles = [item["role"] for item in items if is_message(item)]
    assert roles == ["user", "assistant"] * 7  # each question with its own answer
    assert "alpha beta" in str(model.requests[-1]["input"])


def test_a_deleted_conversation_is_told(tutor: Program, model: ScriptedServer) -> None:
    with Terminal(tutor, arguments=NO_TOOLS, **served(model)) as terminal:
        terminal.wait_for_prompt()
        terminal.ask("first", "Answer to first.")
        assert tutor("thread", "delete", "--yes", "@last").status == 0
        terminal.send("second")
        terminal.wait_for("There is no thread")
        terminal.wait_for_prompt("second")  # it is not lost
        terminal.press("ctrl-c")
        terminal.wait_for_prompt()
        terminal.send("/new")
        terminal.ask("third", "Answer to third.")
        assert terminal.leave() == 0


def test_what_cannot_be_asked_comes_back(tutor: Program) -> None:
    with Terminal(tutor, arguments=["--model", "openai/gpt-6-luna"]) as terminal:
        terminal.wait_for_prompt()
        terminal.send("anything")
        terminal.wait_for("OPENAI_API_KEY")
        terminal.wait_for_prompt("anything")
        terminal.press("ctrl-c")
        terminal.wait_for_prompt()
        terminal.send("/model solver")
        terminal.ask("what is 6*7", "42")
        assert terminal.leave() == 0


def test_questions_from_a_pipe(tutor: Program) -> None:
    done = tutor("chat", input='what is 6*7\n/nonsense\n"""\nwhat is\n7*8\n"""\n/usage\n')
    assert done.status == 0, done.stderr
    assert "42" in done.stdout and "56" in done.stdout and "since the start" in done.stdout
    assert "There is no command /nonsense." in done.stderr
    assert "\x1b" not in done.stdout + done.stderr
    (thread,) = tutor.json("thread", "list", "--json")
    assert thread["turns"] == 2
    written = tutor("chat", input="/save --force .bashrc\n/attach tutor.db\n")  # it may be anyone's text
    assert written.stderr.count("is for a person at a terminal") == 2
    failed = tutor("chat", input="who wrote the Iliad?")
    assert failed.status == 1
    assert tutor("chat", input=b"\xff\n").status == 2
    unknown = tutor("chat", "--model", "nope/x", input="")
    assert unknown.status == 3 and "no provider called “nope”" in unknown.stderr
