"""What a thread is called."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scripted_model import ScriptedModel, say
from tutor_cli.errors import ModelError
from tutor_cli.settings import load_config
from tutor_cli.threads.titles import LONGEST, title_of
from tutor_cli.tutor import Tutor


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("What's 10 - 4 raised to the 2.7", "What's 10 - 4 raised to the 2.7"),
        ("sin x", "sin x"),
        ("Hi!\nCould you please help me with integrating \\(x^2 e^x\\)?", "Integrating x^2 e^x?"),
        ("Hello, can you tell me the derivative of $x^2$", "The derivative of x^2"),
        ("so what is 2+2", "What is 2+2"),
        ("SO(3) is a group?", "SO(3) is a group?"),
        ("# Problem 3\nSolve x = 2.", "Problem 3"),
        ("hello", "hello"),
        ("   \n\n", ""),
        ("```\nx = 1\n```", "x = 1"),
        (
            "Find the volume of the solid obtained by rotating the region about the axis",
            "Find the volume of the solid obtained by rotating the…",
        ),
    ],
)
def test_the_subject_is_kept_and_the_rest_left_out(question: str, title: str) -> None:
    assert title_of(question) == title


@given(st.text(max_size=500))
def test_a_title_is_one_short_line(question: str) -> None:
    title = title_of(question)
    assert len(title) <= LONGEST
    assert title == " ".join(title.split())


def ask(home: Path, *answers: object) -> str:
    """The title of a thread whose question and title these answers come to."""
    with Tutor(load_config({"TUTOR_HOME": str(home), "TUTOR_TITLES_MODEL": "some/model"})) as tutor:
        model = ScriptedModel(*answers)  # type: ignore[arg-type]
        tutor._model = lambda name, base_url: model  # type: ignore[assignment,method-assign]
        turn = tutor.start("Hi! What is 2+2?", tools=[])
        for _ in tutor.events(turn):
            pass
        for _ in tutor.events(tutor.start("And 3+3?", thread=turn.thread.id, tools=[])):
            pass
        return tutor.store.thread(turn.thread.id).title


def test_a_model_that_is_configured_for_it_finds_a_title(tmp_path: Path) -> None:
    assert ask(tmp_path, say("4."), say("**“Adding two and two”**."), say("6.")) == "Adding two and two"


def test_a_model_that_finds_none_leaves_the_title(tmp_path: Path) -> None:
    def broken(request: object) -> object:
        raise ModelError("No.")

    assert ask(tmp_path, say("4."), broken, say("6.")) == "What is 2+2?"
