"""``tutor eval`` as a person runs it: a real process, the real sandbox, a real server on loopback."""

from __future__ import annotations

import itertools
import json
import signal
from pathlib import Path
from typing import Any

import pexpect
import pyte
import pytest

from tests.conftest import TUTOR, Program
from tests.patience import SOON, wait_until
from tests.servers.scripted import Json, ScriptedServer, Turn, refuse, say

QUESTIONS = [
    {"id": "a", "topic": "sums", "question": "what is 25 * 4.5", "answer": "225/2", "answer_kind": "number"},
    {"id": "b", "topic": "sums", "question": "now add 17.241", "answer": "129.741", "follow_up_of": "a"},
    {
        "id": "c",
        "topic": "roots",
        "question": "solve x^2 - 5x + 6 = 0",
        "answer": "2, 3",
        "answer_kind": "set",
    },
    {"id": "d", "topic": "roots", "question": "solve 2x + 3 = 11", "answer": "5", "answer_kind": "number"},
    {"id": "e", "topic": "other", "question": "which is the most beautiful number", "answer": None},
    {
        "id": "f",
        "topic": "other",
        "question": "who invented calculus",
        "answer": "Newton",
        "answer_kind": "text",
    },
]
ADDED = {"output", "verdict", "correct", "thread_id", "seconds", "error"}


def written(path: Path, lines: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    return written(tmp_path / "questions.jsonl", QUESTIONS)


def test_questions_go_down_the_road_and_are_judged(tutor: Program, questions: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    done = tutor("eval", str(questions), "--output", str(out), "--workers", "2", "--json")
    assert done.status == 0, done.stderr
    lines = {line["id"]: line for line in read(out)}
    verdicts = {id: (line["verdict"], line["correct"]) for id, line in lines.items()}
    assert verdicts == {
        "a": ("right", True),
        "b": ("right", True),
        "c": ("right", True),
        "d": ("wrong", False),
        "e": ("declined", True),
        "f": ("declined", False),
    }
    for question in QUESTIONS:
        line = lines[str(question["id"])]
        assert {name: line[name] for name in question} == question
        assert set(line) == set(question) | ADDED
        assert line["thread_id"].startswith("thread_")
        assert line["seconds"] > 0
    assert lines["b"]["thread_id"] == lines["a"]["thread_id"]
    assert lines["d"]["error"] is None
    assert "cannot read" in lines["e"]["error"]
    summary = json.loads(done.stdout)
    assert (summary["questions"], summary["right"], summary["wrong"], summary["declined"]) == (6, 3, 1, 2)
    assert (summary["correct"], summary["waiting"], summary["model"]) == (4, 0, "solver")
    assert summary["topics"]["sums"]["correct"] == 2
    # The threads are there to be looked at.
    assert "129.741" in tutor("thread", "show", lines["b"]["thread_id"]).stdout


def test_the_table_is_by_topic_with_a_total(tutor: Program, questions: Path) -> None:
    done = tutor("eval", str(questions))
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert ["sums", "2", "2", "0", "0", "100.0%"] in rows
    assert rows[-1] == ["total", "6", "3", "1", "2", "66.7%"]
    assert "questions.results.jsonl" in done.stderr
    assert (tutor.home / "questions.results.jsonl").exists()


def test_a_second_start_asks_only_what_is_missing(tutor: Program, questions: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    tutor("eval", str(questions), "-o", str(out), "-w", "1")
    whole = out.read_bytes()
    first = {line["id"]: line for line in read(out)}

    again = tutor("eval", str(questions), "-o", str(out), "--json")
    assert json.loads(again.stdout)["asked"] == 0
    assert out.read_bytes() == whole

    # Killed while the follow-up's line was being written: the thread holds its answer already,
    # so that conversation begins anew.
    kept = [line for line in whole.splitlines(keepends=True) if json.loads(line)["id"] != "b"]
    out.write_bytes(b"".join(kept) + b'{"id": "b", "topic": "su')
    again = tutor("eval", str(questions), "-o", str(out), "--json")
    assert json.loads(again.stdout)["asked"] == 2, again.stderr
    lines = {line["id"]: line for line in read(out)}
    assert len(read(out)) == len(lines) == 6
    assert lines["b"]["verdict"] == "right"
    assert lines["b"]["thread_id"] == lines["a"]["thread_id"] != first["a"]["thread_id"]

    # A question that was changed is asked; its old line no longer counts.
    written(questions, [*QUESTIONS[:3], {**QUESTIONS[3], "answer": "4"}, *QUESTIONS[4:]])
    again = tutor("eval", str(questions), "-o", str(out), "--json")
    summary = json.loads(again.stdout)
    assert (summary["asked"], summary["questions"], summary["right"]) == (1, 6, 4)


def test_a_follow_up_goes_on_where_its_thread_ended(tutor: Program, tmp_path: Path) -> None:
    questions, out = written(tmp_path / "q.jsonl", QUESTIONS[:1]), tmp_path / "out.jsonl"
    tutor("eval", str(questions), "-o", str(out))
    written(questions, QUESTIONS[:2])
    again = tutor("eval", str(questions), "-o", str(out), "--json")
    assert json.loads(again.stdout)["asked"] == 1, again.stderr
    first, second = read(out)
    assert second["verdict"] == "right"
    assert second["thread_id"] == first["thread_id"]


def test_ctrl_c_keeps_what_is_done(tutor: Program, tmp_path: Path) -> None:
    lines = [{"id": str(n), "question": f"what is {n} + 1", "answer": str(n + 1)} for n in range(12)]
    questions, out = written(tmp_path / "many.jsonl", lines), tmp_path / "out.jsonl"

    def slow(body: Json) -> Turn:
        return say("**1**", delay=0.4)

    with ScriptedServer(itertools.cycle([slow])) as server:
        asked = (
            "eval",
            str(questions),
            "-o",
            str(out),
            "-w",
            "2",
            "--model",
            "m",
            "--base-url",
            server.base_url,
        )
        running = tutor.start(*asked, OPENAI_API_KEY="k")
        wait_until(lambda: out.exists() and out.read_bytes().count(b"\n") >= 3, 60)
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=SOON)
    assert running.returncode == 130
    assert "The same command goes on" in err
    assert "Traceback" not in err
    done = read(out)
    assert 3 <= len(done) < 12
    assert {line["verdict"] for line in done} <= {"right", "wrong"}


def test_a_failure_is_wrong_and_says_why(tutor: Program, tmp_path: Path) -> None:
    questions = written(
        tmp_path / "two.jsonl", [{"question": "one", "answer": "1"}, {"question": "two", "answer": "2"}]
    )

    def answer(body: Json) -> Turn:
        asked = json.dumps(body["input"])
        return refuse(400, "the picture is too large") if "two" in asked else say("The answer is **1**.")

    out = tmp_path / "out.jsonl"
    with ScriptedServer(itertools.cycle([answer])) as server:
        served = ("--model", "m", "--base-url", server.base_url)
        done = tutor("eval", str(questions), "-o", str(out), *served, OPENAI_API_KEY="k")
    assert done.status == 0, done.stderr
    one, two = sorted(read(out), key=lambda line: str(line["question"]))
    assert (one["verdict"], one["error"]) == ("right", None)
    assert two["verdict"] == "wrong"
    assert "too large" in two["error"]


def test_a_server_that_is_not_there_ends_it_at_once(tutor: Program, questions: Path, tmp_path: Path) -> None:
    out, served = tmp_path / "out.jsonl", ("--model", "m", "--base-url", "http://127.0.0.1:9/v1")
    done = tutor("eval", str(questions), "-o", str(out), *served, OPENAI_API_KEY="k")
    assert done.status == 3
    assert not out.exists() or not read(out)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no questions"),
        ("not json\n", "line 1"),
        ("[1, 2]\n", "not a JSON object"),
        ('{"question": "q"}\n', '"answer" is missing'),
        ('{"answer": "1"}\n', '"question" must be'),
        ('{"question": "q", "answer": "1"}\n{"question": "q", "answer": "1/"}\n', "line 2"),
        ('{"question": "q", "answer": "1", "tolerance": "small"}\n', '"tolerance" must be'),
        ('{"question": "q", "answer": "1", "follow_up_of": "x"}\n', "no line before has that id"),
        (
            '{"id": "x", "question": "q", "answer": "1"}\n{"id": "x", "question": "q", "answer": "1"}\n',
            "given twice",
        ),
        ("[" * 100_000 + "\n", "not JSON"),
    ],
)
def test_a_wrong_file_is_told_in_one_line(tutor: Program, tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text(text)
    done = tutor("eval", str(file))
    assert done.status == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) <= 2


def test_what_is_there_already_is_not_written_over(tutor: Program, questions: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ada,\n")
    assert tutor("eval", str(questions), "-o", str(letter)).status == 2
    assert letter.read_text() == "Dear Ada,\n"
    assert tutor("eval", str(questions), "-o", str(questions)).status == 2
    assert read(questions) == QUESTIONS
    assert tutor("eval", str(tmp_path / "nowhere.jsonl")).status == 2


def test_a_terminal_shows_how_far_it_is(tutor: Program, tmp_path: Path) -> None:
    lines = [{"question": f"what is {n} + 1", "answer": str(n + 1)} for n in range(40)]
    questions = written(tmp_path / "forty.jsonl", lines)
    screen = pyte.Screen(100, 30)
    stream = pyte.Stream(screen)
    child = pexpect.spawn(
        TUTOR, ["eval", str(questions)], env={**tutor.environ, "TERM": "xterm-256color"}, cwd=str(tutor.home),
        dimensions=(30, 100), encoding="utf-8", timeout=60,
    )  # fmt: skip
    child.expect(r"\d+/40")
    child.expect("correct")
    child.expect(pexpect.EOF)
    child.close()
    stream.feed("".join(filter(None, [child.before])))
    shown = "\n".join(screen.display)
    assert child.exitstatus == 0
    assert "total" in shown
    assert "100.0%" in shown


def test_a_hundred_questions_asked_two_at_a_time_are_all_right(tutor: Program, tmp_path: Path) -> None:
    lines = [
        {"question": f"solve x^2 - {n}x = 0", "answer": f"0, {n}", "answer_kind": "set"}
        for n in range(1, 101)
    ]
    questions = written(tmp_path / "hundred.jsonl", lines)
    summary = json.loads(tutor("eval", str(questions), "--json", "-w", "2").stdout)
    assert summary["correct"] == 100


def test_school_mathematics_does_not_fall_below_its_floor(tutor: Program, tmp_path: Path) -> None:
    """127 questions of DeepMind's mathematics_dataset (generator 1.0.1, Apache-2.0, seed 43), two of
    each module of the interpolate split and one of each of the extrapolate split, down the whole road.

    `make bench-solver` makes new ones and counts them by module.
    """
    sample = Path(__file__).parent / "models" / "solver" / "mathematics_dataset.jsonl"
    out = tmp_path / "out.jsonl"
    done = tutor("eval", str(sample), "-o", str(out), "--json", "-w", "2", timeout=170)
    summary = json.loads(done.stdout)
    missed = [(line["question"], line["output"]) for line in read(out) if not line["correct"]]
    assert summary["questions"] == 127
    assert summary["accuracy"] >= 0.97, missed
    assert summary["wrong"] <= 1, missed
