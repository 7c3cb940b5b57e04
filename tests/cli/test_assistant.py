"""``tutor assistant``: made, changed, handed out as a file."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Program

COACH = 'name = "calculus coach"\nmodel = "solver"\ntools = ["run_python"]\ninstructions = "Be kind."\n'


def test_made_changed_listed_and_deleted(tutor: Program) -> None:
    made = tutor("assistant", "create", "--name", "calculus coach", "--effort", "low").stdout.strip()
    tutor("assistant", "update", "calc", "--instructions", "Hints first.", "--tool", "none")
    shown = tutor.json("assistant", "show", "--json", "CALCULUS")
    assert (shown["id"], shown["instructions"], shown["tools"]) == (made, "Hints first.", [])
    assert shown["settings"]["reasoning_effort"] == "low"
    assert tutor("assistant", "list").stdout.startswith(f"{made}\tcalculus coach\t")
    assert tutor("assistant", "delete", "@last").status == 0
    assert tutor("assistant", "list").stdout == ""


def test_handed_out_as_a_file(tutor: Program) -> None:
    made = tutor("assistant", "create", "--name", "calculus coach", "--model", "solver").stdout.strip()
    assert tutor("assistant", "export", made, "-o", "coach.toml").status == 0
    student = Program(tutor.home / "student")
    student.home.mkdir()
    (student.home / "coach.toml").write_text((tutor.home / "coach.toml").read_text())
    answer = student.json("ask", "--json", "--assistant", "coach.toml", "what is 2+2")
    assert answer["status"] == "completed"
    again = student.json("ask", "--json", "--continue", "what is 3+3")
    assert again["assistant_id"] == answer["assistant_id"]
    assert student("assistant", "import", "coach.toml").stdout.startswith("asst_")


def test_a_file_of_somebody_else_runs_no_code(tutor: Program) -> None:
    (tutor.home / "evil.py").write_text("open('pwned', 'w').write('x')\n")
    (tutor.home / "coach.toml").write_text(COACH.replace('["run_python"]', '["run_python", "./evil.py"]'))
    done = tutor("ask", "--assistant", "./coach.toml", "what is 2+2")
    assert done.status == 0
    assert "evil.py is Python code and was not loaded" in done.stderr
    assert not (tutor.home / "pwned").exists()


def test_a_saved_assistant_is_imported(tutor: Program) -> None:
    saved = {
        "id": "asst_saved123",
        "object": "assistant",
        "name": "Math Tutor",
        "model": "gpt-4o",
        "tools": [{"type": "code_interpreter"}, {"type": "file_search"}],
    }
    done = tutor("assistant", "import", "-", input=json.dumps(saved))
    assert done.stdout == "asst_saved123\n"
    assert "file_search has no counterpart" in done.stderr
    assert tutor.json("assistant", "show", "--json", "math")["tools"] == ["run_python"]


@pytest.mark.parametrize(
    ("text", "said"),
    [("name = ", "not TOML"), ("", "no name"), (None, "cannot be read")],
)
def test_a_file_that_is_none_is_refused(tutor: Program, text: str | None, said: str) -> None:
    if text is not None:
        (tutor.home / "coach.toml").write_text(text)
    done = tutor("ask", "--assistant", "coach.toml", "what is 2+2")
    assert (done.status, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 2
