"""``tutor thread`` and the scripting of ``tutor ask``, as a person or a script runs them."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import jsonschema
import pexpect
import pyte
import pytest

from benchmarks.store import fill
from tests.conftest import TUTOR, Program
from tutor_cli.domain import Assistant, Thread
from tutor_cli.items import assistant_message, user_message
from tutor_cli.store import Store

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/ask.schema.json").read_text())


@pytest.fixture
def two(tutor: Program) -> Program:
    """A home with two threads: the later one about harmonic series."""
    store = Store(tutor.home / "tutor.db")
    now = time.time()
    for id, title, text, at in (
        ("thread_aaaa1111", "Volume of a cone", "It is \\(\\frac{1}{3}\\pi r^2 h\\).", now - 60),
        ("thread_bbbb2222", "Harmonic series", "The harmonic series diverges.", now),
    ):
        store.save_thread(Thread(id, title))
        store.append(id, [user_message(title + "?"), assistant_message(text)])
        store.save_thread(Thread(id, title, updated_at=at))
    store.close()
    return tutor


def test_a_list_tells_title_time_turns_assistant_and_size(two: Program) -> None:
    first, second = (line.split("\t") for line in two("thread", "list").stdout.splitlines())
    assert first[:2] == ["thread_bbbb2222", "Harmonic series"]
    assert first[3:5] == ["1", "tutor"]
    assert first[5].endswith(" B")
    assert second[1] == "Volume of a cone"
    listed = two.json("thread", "list", "--json", "--limit", "1")
    assert [(each["id"], each["turns"]) for each in listed] == [("thread_bbbb2222", 1)]


def test_the_names_of_a_thread(two: Program) -> None:
    for name in ("thread_bbbb2222", "bbbb", "@last", "@1", "harmonic", "HARMONIC SERIES"):
        assert two.json("thread", "show", "--json", name)["id"] == "thread_bbbb2222"
    assert two.json("thread", "show", "--json", "@2")["id"] == "thread_aaaa1111"
    done = two("ask", "--thread-id", "volume", "what is 2+2")
    assert "thread_aaaa1111" in done.stderr


def test_a_search_finds_and_exits_by_what_it_found(two: Program) -> None:
    found = two("thread", "search", "diverg")
    assert found.status == 0
    assert found.stdout.startswith("thread_bbbb2222\tHarmonic series\t")
    assert "series diverges" in found.stdout
    (hit,) = two.json("thread", "search", "--json", "cone")
    assert (hit["thread_id"], hit["excerpt"]) == ("thread_aaaa1111", "Volume of a cone?")
    nothing = two("thread", "search", "nowhere")
    assert (nothing.status, nothing.stdout) == (1, "")


def test_rename_fork_delete_and_restore(two: Program) -> None:
    assert "A new name" in two("thread", "rename", "@last", "A", "new", "name").stderr
    copy = two("thread", "fork", "a new", "--turn", "1").stdout.strip()
    assert len(two.json("thread", "show", "--json", copy)["items"]) == 2
    kept = two("thread", "delete", copy, "@2")
    assert kept.status == 1 and kept.stderr.endswith("\nNothing was deleted.\n")  # nobody says yes
    gone = two("thread", "delete", "--yes", copy, "@2")
    assert "within a day" in gone.stderr
    # Both were named before the first was deleted: @2 is the renamed one.
    assert [each["title"] for each in two.json("thread", "list", "--json")] == ["Volume of a cone"]
    assert len(two.json("thread", "list", "--deleted", "--json")) == 2
    assert two("thread", "restore", "thread_bbbb").status == 0
    assert two("thread", "search", "diverges").status == 0
    two("thread", "delete", "--yes", "--forever", "@last")
    assert two("thread", "restore", "thread_bbbb").status == 2


def test_a_deleted_thread_is_gone_after_a_day(two: Program) -> None:
    folder = two.home / "files" / "thread_bbbb2222"
    folder.mkdir(parents=True)
    two("thread", "delete", "--yes", "@last")
    assert two("thread", "list", "--deleted").stdout
    store = Store(two.home / "tutor.db")
    store._db.execute("UPDATE threads SET deleted_at = deleted_at - 86401")
    store.close()
    assert two("thread", "list", "--deleted").stdout == ""
    assert not folder.exists()


def test_export_and_import(two: Program) -> None:
    exported = two("thread", "export", "volume")
    assert "\\(\\frac{1}{3}\\pi r^2 h\\)" in exported.stdout
    assert two("thread", "export", "volume", "-o", "cone.html").status == 0
    assert "<svg" in (two.home / "cone.html").read_text()
    again = two("thread", "export", "volume", "-o", "cone.html")
    assert (again.status, "--force" in again.stderr) == (2, True)
    whole = two("thread", "export", "volume", "--format", "json").stdout
    other = Program(two.home / "other")
    other.home.mkdir()
    assert other("thread", "import", "-", input=whole).stdout == "thread_aaaa1111\n"
    assert other("thread", "show", "@last").stdout == two("thread", "show", "volume").stdout
    (other.home / "odd.json").write_text("{}")
    refused = other("thread", "import", "odd.json")
    assert (refused.status, refused.stderr.startswith("tutor: odd.json: There is no thread")) == (2, True)
    refused = other("thread", "import", "nowhere.json")
    assert (refused.status, "cannot be read" in refused.stderr) == (2, True)
    for arguments in (["export", "volume", "--format", "docx"], ["fork", "volume", "--turn", "9"]):
        refused = two("thread", *arguments)
        assert (refused.status, refused.stdout) == (2, "")
        assert len(refused.stderr.splitlines()) == 2


# On a terminal


def screen(tutor: Program, *arguments: str, columns: int = 80) -> list[str]:
    """The lines that a terminal shows after a command."""
    child = pexpect.spawn(
        TUTOR, list(arguments), env={**tutor.environ, "TERM": "xterm-256color"}, dimensions=(40, columns)
    )
    shown = pyte.Screen(columns, 40)
    stream = pyte.ByteStream(shown)
    stream.feed(child.read())
    child.close()
    return [line.rstrip() for line in shown.display if line.strip()]


def test_a_thread_is_shown_as_it_looked(tutor: Program) -> None:
    tutor("ask", "What's 10 - 4 raised to the 2.7")
    shown = screen(tutor, "thread", "show", "@last")
    assert shown[0] == "› What's 10 - 4 raised to the 2.7"
    assert "▸ run_python" in shown
    assert any(line.startswith("10 − 4²·⁷ equals approximately −32.224") for line in shown)
    assert "\\(" not in "".join(shown)


@pytest.mark.parametrize(
    ("columns", "head"),
    [
        (40, "id title"),
        (60, "id title last used turns"),
        (80, "id title last used turns assistant size"),
    ],
)
def test_the_list_fits_the_terminal(two: Program, columns: int, head: str) -> None:
    two("thread", "rename", "@last", "The harmonic series and everything that was ever said about it")
    shown = screen(two, "thread", "list", columns=columns)
    assert shown[0].split() == head.split()
    assert len(shown) == 3
    assert shown[1].startswith("thread_bbbb22  The harmonic")
    assert "…" in shown[1]
    assert ("tutor" in shown[1]) == ("assistant" in head)


def test_words_found_are_marked(two: Program) -> None:
    child = pexpect.spawn(
        TUTOR, ["thread", "search", "diverg"], env={**two.environ, "TERM": "xterm-256color"}
    )
    shown = child.read().decode()
    assert "\x1b[7mdiverges\x1b[0m" in shown


# Scripting


@pytest.mark.parametrize(
    "arguments",
    [
        ["What's 10 - 4 raised to the 2.7"],
        ["who wrote the Iliad?"],
        ["--max-steps", "1", "what is 3+4"],
        ["--timeout", "0.1", "what is 3+4"],
    ],
    ids=["answered", "declined", "incomplete", "expired"],
)
def test_json_keeps_to_its_schema(tutor: Program, arguments: list[str]) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    answer = tutor.json("ask", "--json", *arguments)
    jsonschema.validate(answer, SCHEMA)
    assert set(answer) == set(SCHEMA["properties"])


def test_a_question_may_come_from_a_file(tutor: Program) -> None:
    assert (
        json.loads(tutor("ask", "-", "--json", input="what is\n2+2?\n").stdout)["content"] == "what is\n2+2?"
    )


def test_quiet_says_the_answer_alone(tutor: Program) -> None:
    done = tutor("ask", "--quiet", "what is 2+2")
    assert (done.status, done.stderr) == (0, "")
    assert "4" in done.stdout


def test_what_is_not_saved_leaves_nothing(tutor: Program) -> None:
    done = tutor("ask", "--no-save", "what is 2+2")
    assert (done.status, "4" in done.stdout) == (0, True)
    assert "thread_" not in done.stderr
    assert not (tutor.home / "tutor.db").exists()
    made = tutor("assistant", "create", "--name", "coach", "--model", "solver").stdout.strip()
    assert tutor.json("ask", "--json", "--no-save", "-a", "coach", "what is 2+2")["assistant_id"] == made
    assert tutor("thread", "list").stdout == ""
    refused = tutor("ask", "--no-save", "--continue", "what is 2+2")
    assert (refused.status, refused.stdout) == (2, "")


def test_a_run_ends_when_its_time_is_over(tutor: Program) -> None:
    answer = tutor("ask", "--json", "--timeout", "0.5", "--tool", "run_python", "what is 3+4")
    told = json.loads(answer.stdout)
    if told["status"] != "completed":  # a quick machine may have answered
        assert (told["status"], answer.status) == ("expired", 1)
    again = tutor.json("ask", "--json", "--thread-id", told["thread_id"], "what is 4+4")
    assert again["status"] == "completed"


def complete(tutor: Program, words: str, shell: str = "bash") -> list[str]:
    asked = {"_TUTOR_COMPLETE": f"complete_{shell}"}
    if shell == "bash":
        asked |= {"COMP_WORDS": words, "COMP_CWORD": str(len(words.split(" ")) - 1)}
    else:
        asked |= {"_TYPER_COMPLETE_ARGS": words}
    done = tutor(**asked)  # type: ignore[arg-type]
    assert "Traceback" not in done.stderr
    return [line for line in done.stdout.splitlines() if line]


def test_the_shell_completes_ids_and_names(two: Program) -> None:
    assert complete(two, "tutor thread show ") == ["thread_bbbb2222", "thread_aaaa1111"]
    assert complete(two, "tutor thread export thread_a") == ["thread_aaaa1111"]
    assert complete(two, "tutor ask --thread-id thread_b") == ["thread_bbbb2222"]
    two("assistant", "create", "--name", "calculus coach")
    assert complete(two, "tutor ask --assistant calc") == ["calculus\\ coach"]
    assert complete(two, "tutor assistant show asst_")[0].startswith("asst_")
    assert "calculus coach" in complete(two, "tutor ask --assistant calc", "zsh")[0]


SHELLS = {
    "bash": 'eval "$(_TUTOR_COMPLETE=source_bash tutor)"; COMP_WORDS=(tutor thread show thread_a);'
    ' COMP_CWORD=3; _tutor_completion tutor; echo "${COMPREPLY[@]}"',
    "fish": "env _TUTOR_COMPLETE=source_fish tutor | source; complete -C 'tutor thread show thread_a'",
}


@pytest.mark.parametrize("shell", SHELLS)
def test_a_real_shell_completes(two: Program, shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    done = subprocess.run(
        [shell, "-c", SHELLS[shell]],
        env={**two.environ, "PATH": f"{Path(TUTOR).parent}:{two.environ['PATH']}"},
        cwd=two.home,
        capture_output=True,
        text=True,
        timeout=60,
    )
    wanted = {"bash": "thread_aaaa1111", "fish": "thread_aaaa1111\tVolume of a cone"}
    assert (done.stdout.strip(), done.stderr) == (wanted[shell], "")


def test_no_title_reaches_the_shell_as_a_command(two: Program) -> None:
    evil = "$(touch pwned) `touch pwned` \"; touch pwned; [/bold] 'x' \\ * \x1b[31m"
    store = Store(two.home / "tutor.db")
    store.save_thread(Thread("thread_evil1111", evil, updated_at=9e9))
    store.save_assistant(Assistant("asst_evil1111", evil, description=evil))
    store.close()
    for shell in ("bash", "zsh", "fish"):
        for words in ("tutor thread show thread_e", "tutor ask --assistant asst_e"):
            offered = "\n".join(complete(two, words, shell))
            assert "evil1111" in offered or shell == "fish"
            assert "'x'" not in offered
            assert not set("$`;\\\x1b") & set(offered)


def test_completing_without_a_database_makes_none(tutor: Program) -> None:
    assert complete(tutor, "tutor thread show ") == []
    (tutor.home / "tutor.db").write_bytes(b"garbage" * 1000)
    assert complete(tutor, "tutor thread show ") == []


# Many threads, and a long one


def test_more_threads_and_items_are_no_more_than_their_share_of_work(tmp_path: Path) -> None:
    """Counted in instructions of SQLite's machine, in hundreds."""

    def steps(threads: int, items: int) -> dict[str, int]:
        store = Store(tmp_path / f"{threads}-{items}.db")
        fill(store, threads, items)
        works: dict[str, Any] = {
            "list": lambda: store.summaries(),
            "list the last": lambda: store.summaries(50),
            "search": lambda: store.search("integral"),
            "resume": lambda: store.items(store.resolve("thread", "the largest")),
            "complete": lambda: store.summaries(50, start="thread_000"),
        }
        counted = dict.fromkeys(works, 0)
        for name, work in works.items():

            def count(name: str = name) -> int:
                counted[name] += 1
                return 0

            store._db.set_progress_handler(count, 100)
            assert work(), name
        store.close()
        return counted

    once, more_threads, more_items = steps(500, 1000), steps(1000, 1000), steps(500, 2000)
    for name, count in once.items():
        assert max(more_threads[name], more_items[name]) <= 2.2 * count + 5, name
    assert more_items["list"] <= once["list"] + 5  # its size is known without a look at the items
    assert max(more_threads["list the last"], more_items["list the last"]) <= once["list the last"] + 5
