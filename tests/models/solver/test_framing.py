"""The talk around a question is left out; what it asks is not."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from conftest import bold

from tutor_cli.errors import Declined

Ask = Callable[..., str]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Hi there! Can you tell me what 1000 - 365.75 is?", "634.25"),
        ("Hey bot, could you please work out 1,250 + 3,975 for me? thanks so much", "5225"),
        ("whats 30% of 250 plzz", "75"),
        ("is 57 a prime number or nah", "no"),
        ("Evaluate the expression 36 − 4 × (2 + 5).", "8"),
        ("1.05 to the 2nd power (for a savings calculation)", "1.1025"),
        (
            "someone please help me factor x^2 - 9, i really need to know",
            r"\left(x - 3\right) \left(x + 3\right)",
        ),
    ],
)
def test_talk_is_left_out(question: str, answer: str, ask: Ask) -> None:
    assert bold(ask(question)) == rf"\({answer}\)" or bold(ask(question)) == answer


@pytest.mark.parametrize(
    "question",
    [
        "hi bot, what is it?",
        "can you tell me what a prime number is?",
        "could you please tell me the time? thanks",
        "please help me with my homework problem number 12 on page 30",
        "i have 12 math problems and 3 days, can you help?",
    ],
)
def test_talk_alone_is_no_question(question: str, ask: Ask) -> None:
    with pytest.raises(Declined):
        ask(question)
