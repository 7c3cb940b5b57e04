"""The embedded default: a deterministic model. It reads the question, writes a SymPy program,
has it run by ``run_python`` like any model would, and explains what the program printed.

It keeps nothing between calls: everything is read again from the thread's items.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from tutor_cli import items
from tutor_cli.errors import Declined
from tutor_cli.models.base import ItemDone, ModelEvent, ModelRequest, ResponseDone, TextDelta
from tutor_cli.models.solver.conversation import Turn, turns
from tutor_cli.models.solver.elsewhere import what_to_search_for
from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import spanish
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.tokens import tokenize
from tutor_cli.models.solver.reading.unreadable import TooLarge, Unreadable
from tutor_cli.models.solver.recall import answers_in, values_in
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.steps import asking, telling
from tutor_cli.models.solver.writing.results import labels_in

TOOL = "run_python"
TURNS_REMEMBERED = 12
"""How far back a follow-up may refer."""
HINT = "Set OPENAI_API_KEY, or name a model: --model ollama/qwen3 (at the prompt: /model ollama/qwen3)."


class Solver:
    """The Model that needs no key, no server and no network."""

    name = "solver"

    def respond(self, request: ModelRequest) -> Iterator[ModelEvent]:
        """The program to run, or, once it has run, the answer. Raises Declined."""
        conversation = turns(request.items, TURNS_REMEMBERED)
        if not conversation:
            raise Declined("There is no question to answer.")
        if not any(tool.name == TOOL for tool in request.tools):
            raise Declined(
                f"The built-in solver needs the tool {TOOL}.",
                f"Add it to the assistant: --tool {TOOL} (at the prompt: /tools +{TOOL}).",
            )
        turn = conversation[-1]
        problem = understand(conversation)
        steps = bool(request.settings.steps) or asking.without_request(turn.question)[1]
        if not turn.outputs:
            program = problem.program
            if steps and problem.working is not None:
                program += problem.working.program()
            yield ItemDone(items.function_call(TOOL, json.dumps({"code": program})))
            yield ResponseDone()
            return
        text = answer(problem, turn, steps=steps)
        message = items.assistant_message(text)
        for piece in text.splitlines(keepends=True):
            yield TextDelta(message["id"], piece)
        yield ItemDone(message)
        yield ResponseDone()

    def close(self) -> None:
        """Nothing to let go of."""


def understand(conversation: list[Turn]) -> Problem:
    """The problem of the last turn, in the light of the earlier ones. Raises Declined."""
    from tutor_cli.models.solver.sentences import read

    conversation = asking.settled(conversation)
    situation = Situation()
    for turn in conversation[:-1]:
        try:
            situation = after(read(turn.question, situation), turn)
        except (Unreadable, RecursionError):
            continue
    try:
        return read(conversation[-1].question, situation)
    except TooLarge as error:
        raise Declined(
            f"That is too large to calculate here: {error}.", "Ask for something smaller."
        ) from None
    except Unreadable as error:
        wanted = what_to_search_for(conversation[-1].question)
        if wanted is not None:
            raise Declined(
                "This asks about the world, and the built-in solver only calculates: it looks nothing up.",
                f'Configure a model (`tutor doctor` tells how), or look yourself: tutor search "{wanted}"',
            ) from None
        raise Declined(f"The built-in solver cannot read this question: {error}.", HINT) from None
    except RecursionError:
        raise Declined(
            "The built-in solver cannot read this question: it is nested too deeply.", HINT
        ) from None


def after(problem: Problem, turn: Turn) -> Situation:
    """What is known once ``turn`` has been answered."""
    answers = answers_in(labels_in(turn.outputs[-1]).get("exact", "")) if turn.outputs else ()
    several = answers if len(answers) > 1 else problem.situation.answers
    value = problem.value
    if value is None or isinstance(value, t.Name):
        value = answers[0] if len(answers) == 1 else None
    exact = labels_in(turn.outputs[-1]).get("exact", "") if turn.outputs else ""
    # What was found stays known while other questions are asked, until other equations are solved.
    solved = values_in(exact, problem.unknowns) if problem.unknowns else problem.situation.solved
    return replace(
        problem.situation.remembered(),
        previous=value,
        result=answers[0] if len(answers) == 1 else None,
        answers=several,
        solved=solved,
        question=problem.question or turn.question,
    )


def answer(problem: Problem, turn: Turn, *, steps: bool = False) -> str:
    """The answer in Markdown, after its steps if they are wanted.

    Raises Declined when the program gave none.
    """
    labels = labels_in(turn.outputs[-1])
    if not labels:
        reason = _reason(turn.outputs[-1])
        # Where code cannot be run at all, the reason says itself what to do.
        hint = "" if "--sandbox" in reason or "--unsafe-local" in reason else HINT
        raise Declined(f"The calculation gave no result: {reason}.", hint)
    try:
        text = problem.explain(labels)
    except Unreadable as error:
        raise Declined(f"The built-in solver has no answer: {error}.", HINT) from None
    in_spanish = spanish.speaks(tokenize(turn.question)) or asking.in_spanish(turn.question)
    if in_spanish:
        text = spanish.answer(text)
    if not steps:
        return text
    shown = telling.told(telling.steps_in(turn.outputs[-1]), problem.working, spanish=in_spanish)
    return f"{shown}\n\n{text}" if shown else f"{text}\n\n{telling.NONE[in_spanish]}"


def _reason(output: str) -> str:
    lowered = output.lower()
    if "timeout" in lowered or "timed out" in lowered or "too long" in lowered:
        return "it took too long"
    if "memory" in lowered:
        return "it needed too much memory"
    if "interrupted" in lowered:
        return "it was interrupted"
    last = next(
        (line.strip() for line in reversed(output.splitlines()) if line.strip()), "it printed nothing"
    )
    return last[:200].rstrip(".")
