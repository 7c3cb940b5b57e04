"""``tutor ask`` as a person runs it: a real process, the real sandbox, a real database."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.conftest import TUTOR, Finished, Program
from tests.ordinary_user import as_ordinary_user
from tests.patience import SOON
from tutor_cli.cli import process

SEED = "What's 10 - 4 raised to the 2.7"


def thread_of(done: Finished) -> str:
    found = re.search(r"thread_\w+", done.stderr)
    assert found, done.stderr
    return found[0]


def test_the_main_job_and_its_follow_up(tutor: Program) -> None:
    first = tutor("ask", SEED)
    assert first.status == 0, first.stderr
    assert "-32.224" in first.stdout
    assert "run_python" in first.stderr
    assert "run_python" not in first.stdout

    second = tutor("ask", "--thread-id", thread_of(first), "now add 17.241")
    assert second.status == 0, second.stderr
    assert "-14.983" in second.stdout
    # From the exact expression: from the rounded answer it would end in …983000.
    assert "-14.98325" in second.stderr

    third = tutor("ask", "--continue", "divide that by 2")
    assert "-7.4916" in third.stdout


def test_json_tells_everything(tutor: Program) -> None:
    answer = tutor.json("ask", "--json", SEED)
    assert answer["content"] == SEED
    assert "-32.224" in answer["output"]
    assert answer["status"] == "completed"
    assert answer["model"] == "solver"
    assert answer["error"] is None
    assert answer["thread_id"].startswith("thread_")
    assert answer["run_id"].startswith("run_")
    (step,) = answer["steps"]
    assert step["name"] == "run_python"
    assert "code" in step["arguments"]
    assert "-32.22" in step["output"]


def test_json_lines_are_the_stream(tutor: Program) -> None:
    done = tutor("ask", "--json-lines", "2+2")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    names = [event["event"] for event in events]
    assert names[0] == "thread.created"
    assert names[-1] == "thread.run.completed"
    text = "".join(event["text"] for event in events if event["event"] == "thread.message.delta")
    assert "4" in text


def test_an_assistant_answers_and_is_remembered(tutor: Program) -> None:
    made = tutor(
        "assistant", "create", "--name", "calculus coach", "--instructions", "Be kind.",
        "--model", "solver", "--tool", "run_python",
    )  # fmt: skip
    assistant = made.stdout.strip()
    assert re.fullmatch(r"asst_\w{24}", assistant)
    answer = tutor.json("ask", "--json", "--assistant-id", assistant[:9], "differentiate x^2 sin x")
    assert answer["assistant_id"] == assistant
    assert "cos" in answer["output"]
    again = tutor.json("ask", "--json", "--thread-id", answer["thread_id"], "what is 2+2")
    assert again["assistant_id"] == assistant


def test_the_question_may_be_piped(tutor: Program) -> None:
    assert "4" in tutor("ask", input="what is 2+2\n").stdout
    both = tutor.json("ask", "--json", "what is 2+2?")
    assert both["content"] == "what is 2+2?"
    joined = json.loads(tutor("ask", "--json", "where is my mistake?", input="2+2=5\n").stdout)
    assert joined["content"] == "where is my mistake?\n\n2+2=5"


def test_a_question_it_cannot_read_is_declined(tutor: Program) -> None:
    done = tutor("ask", "who wrote the Iliad?")
    assert done.status == 1
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "input", "status", "said"),
    [
        (["ask"], b"", 2, "empty"),
        (["ask", "   "], b"", 2, "empty"),
        (["ask"], b"a" * 1_100_000, 2, "longer"),
        (["ask"], b"what is\0 2+2", 2, "NUL"),
        (["ask"], b"what is \xff\xfe 2+2", 2, "UTF-8"),
        (["ask", "--thread-id", "thread_nope", "hi"], b"", 2, "no thread"),
        (["ask", "--assistant-id", "nope", "hi"], b"", 2, "no assistant"),
        (["ask", "--continue", "hi"], b"", 2, "no thread"),
        (["ask", "--json", "--json-lines", "hi"], b"", 2, "exclude"),
        (["ask", "--no-such-option", "hi"], b"", 2, "`tutor ask -h`"),
        (["thread", "nonsense"], b"", 2, "No such command 'nonsense'"),
        (["assistant", "create"], b"", 2, "Missing option '--name'"),
        (["ask", "--max-steps", "0", "hi"], b"", 2, "not in the range"),
        (["thread", "show", "zzz"], b"", 2, "no thread"),
        (["ask", "--model", "nobody/model", "hi"], b"", 3, "nobody"),
    ],
)
def test_bad_input_gets_one_clear_line(
    tutor: Program, arguments: list[str], input: bytes, status: int, said: str
) -> None:
    done = tutor(*arguments, input=input)
    assert (done.status, done.stdout) == (status, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 2  # what is wrong, and what to do


def test_an_answer_that_is_not_complete_is_told_even_quietly(tutor: Program) -> None:
    done = tutor("ask", "--quiet", "--max-steps", "1", "2+2")
    assert (done.status, done.stdout) == (1, "")
    assert done.stderr.startswith("The answer is not complete: it took as many steps")


def test_an_ambiguous_id_lists_the_candidates(tutor: Program) -> None:
    first, second = (tutor("thread", "new").stdout.strip() for _ in range(2))
    done = tutor("thread", "show", "thread_")
    assert done.status == 2
    assert first in done.stderr
    assert second in done.stderr


def test_an_unwritable_home(tutor: Program) -> None:
    blocked = tutor.home / "file"
    blocked.write_text("not a directory")
    done = tutor("ask", "2+2", TUTOR_HOME=str(blocked / "home"))
    assert done.status == 1
    assert "TUTOR_HOME" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions")
def test_a_home_that_is_another_users(place: Path) -> None:
    home = place / "home"
    home.mkdir(mode=0o555)
    done = subprocess.run(
        as_ordinary_user([TUTOR, "ask", "2+2"]),
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], "TUTOR_HOME": str(home)},
        stdin=subprocess.DEVNULL,
    )
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    assert f"{home}/tutor.db cannot be used: Permission denied" in done.stderr
    assert len(done.stderr.splitlines()) == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux's full disk")
def test_a_full_disk_beneath_the_output_is_said(tutor: Program) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [TUTOR, "--help"], stdout=full, stderr=subprocess.PIPE, text=True, env=tutor.environ
        )
    assert done.returncode == 1
    assert done.stderr.startswith("tutor: The output could not be written")
    assert "Traceback" not in done.stderr


def test_a_corrupt_database_is_said_and_left_alone(tutor: Program) -> None:
    database = tutor.home / "tutor.db"
    database.write_bytes(b"this is not a database" * 100)
    done = tutor("ask", "2+2")
    assert done.status == 1
    assert "database" in done.stderr
    assert "Traceback" not in done.stderr
    assert database.read_bytes() == b"this is not a database" * 100


def test_a_full_disk_is_said_and_loses_nothing(tutor: Program) -> None:
    thread = thread_of(tutor("ask", "2+2"))
    size = sum(file.stat().st_size for file in tutor.home.iterdir() if file.is_file())

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    done = subprocess.run(
        [TUTOR, "ask", "--thread-id", thread],
        input="what is 3+3? " + "please " * 25_000,
        capture_output=True,
        text=True,
        env=tutor.environ,
        preexec_fn=limit,
        timeout=60,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "cannot be used" in done.stderr
    with sqlite3.connect(tutor.home / "tutor.db") as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert "8" in tutor("ask", "--thread-id", thread, "what is 4+4").stdout


def test_files_are_the_users_alone(tutor: Program) -> None:
    home = tutor.home / "deep" / "home"
    tutor("ask", "2+2", TUTOR_HOME=str(home))
    for path in [home, *home.rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_killed_in_the_middle_of_a_run_the_thread_goes_on(tutor: Program) -> None:
    running = tutor.start("ask", "--json-lines", SEED)
    assert running.stdout is not None
    seen = []
    for line in running.stdout:
        seen.append(json.loads(line))
        if seen[-1]["event"] == "tutor.call.created":
            running.kill()
            break
    running.communicate()
    thread = seen[0]["thread"]["id"]

    again = tutor.json("ask", "--json", "--thread-id", thread, "what is 2+2")
    assert again["status"] == "completed"
    items = json.loads(tutor("thread", "show", "--json", thread).stdout)["items"]
    assert next(item["output"] for item in items if item["type"] == "function_call_output").startswith(
        "The call was interrupted"
    )


def test_ctrl_c_ends_in_good_order(tutor: Program) -> None:
    running = tutor.start("ask", "--json-lines", "9**9**9**9")
    assert running.stdout is not None
    for line in running.stdout:
        if '"tutor.call.created"' in line or '"thread.run.in_progress"' in line:
            break
    running.send_signal(signal.SIGINT)
    rest, errors = running.communicate(timeout=SOON)
    if running.returncode != 1:  # it may have declined before the signal came
        assert running.returncode == 130, errors
        assert json.loads(rest.splitlines()[-1])["event"] == "thread.run.cancelled"
    assert "Traceback" not in errors


@pytest.mark.parametrize("module", ["tutor_cli.cli.process", "typer", "tutor_cli.domain"])
def test_ctrl_c_while_the_program_is_still_being_imported(module: str) -> None:
    program = (
        "import os, signal, sys\n"
        "class Impatient:\n"
        "    def find_spec(name, *_):\n"
        f"        if name == {module!r}:\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Impatient)\n"
        "from tutor_cli.cli import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", program, "--help"], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_nothing_heavy_is_imported_on_the_way_to_a_list(tutor: Program) -> None:
    heavy = ["openai", "e2b", "e2b_code_interpreter", "ddgs", "sympy", "numpy", "matplotlib", "IPython"]
    for arguments in (["--help"], ["assistant", "list"], ["thread", "list"]):
        program = (
            "import sys\nfrom tutor_cli.cli import main\n"
            f"sys.argv = ['tutor', *{arguments}]\n"
            "try:\n    main()\nexcept SystemExit:\n    pass\n"
            f"sys.exit(', '.join(set({heavy}) & set(sys.modules)) or 0)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            env=tutor.environ,
        )
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("group", [[], ["assistant"], ["thread"], ["run"], ["sandbox"]])
def test_help_fits_and_leaves_no_sentence_unfinished(tutor: Program, group: list[str]) -> None:
    lines = tutor(*group, "--help", COLUMNS="80").stdout.splitlines()[1:]
    assert lines and all(len(line) <= 80 and not line.endswith("...") for line in lines), lines


def test_a_reader_who_leaves_is_no_accident(tutor: Program) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [TUTOR, "thread", "--help"], stdout=write, stderr=subprocess.PIPE, text=True, env=tutor.environ
    )
    os.close(write)
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@settings(max_examples=80, suppress_health_check=list(HealthCheck))
@given(question=st.text(max_size=300))
@example("\x1b]0;owned\x07\x1b[2J what is 2+2")
@example("\u202ewhat is 2+2\u202c")
@example("[bold red]what is[/] 2+2 [link=http://example.com]x[/link]")
@example("((((((((((" * 200)
@example("9**9**9**9")
def test_no_question_however_wild_gives_a_traceback(
    tutor: Program, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], question: str
) -> None:
    # In this process, for speed; the same function that the console script calls.
    monkeypatch.setattr(sys, "argv", ["tutor", "ask", "--", question])
    monkeypatch.setattr(sys, "stdin", None)
    monkeypatch.setenv("TUTOR_HOME", str(tutor.home))
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    status = process.run()
    shown = capsys.readouterr()
    assert status in (0, 1, 2)
    assert "Traceback" not in shown.err
    assert "something in tutor broke" not in shown.err.lower()
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown.out + shown.err)
