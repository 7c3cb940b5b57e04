"""The run loop: what is stored, what is told, and in which order, whatever goes wrong."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.patience import SOON, ending_soon
from tests.scripted_model import ScriptedModel, call, say
from tutor_cli.cancellation import Cancellation
from tutor_cli.domain import Run, Thread, ToolCallRecord, ToolOutput, ToolSpec, new_id
from tutor_cli.errors import Cancelled, ModelError, NotReachable
from tutor_cli.items import open_calls, text_of, user_message
from tutor_cli.models.base import ItemDone, ModelEvent, ModelRequest, ResponseDone, TextDelta
from tutor_cli.runs import loop
from tutor_cli.runs.events import CallEvent, Event, MessageDelta, RunEvent
from tutor_cli.runs.turn import Turn
from tutor_cli.store import Store
from tutor_cli.tools.base import ToolContext


class Waiter:
    """A tool that takes its time and then answers with its argument."""

    approval = "auto"

    def __init__(self, name: str = "wait") -> None:
        self.spec = ToolSpec(name, "Wait.", {"type": "object", "properties": {"seconds": {"type": "number"}}})

    def call(self, arguments: Mapping[str, Any], context: ToolContext) -> ToolOutput:
        stopped = threading.Event()
        with context.cancellation.on_cancel(stopped.set):
            context.on_output("stdout", "waiting\n")
            if stopped.wait(float(arguments["seconds"])):
                raise Cancelled
        return ToolOutput(f"waited {arguments['seconds']}")

    def close(self) -> None:
        pass


class Meeting:
    """A tool whose calls wait for each other; then they end in the order of their ``place``."""

    approval = "auto"

    def __init__(self, calls: int) -> None:
        self.spec = ToolSpec(
            "meet", "Meet.", {"type": "object", "properties": {"place": {"type": "integer"}}}
        )
        self._all_there = threading.Barrier(calls, timeout=SOON)
        self.turns = [threading.Event() for _ in range(calls + 1)]
        """Set as the call of this place may end."""
        self.turns[0].set()

    def call(self, arguments: Mapping[str, Any], context: ToolContext) -> ToolOutput:
        self._all_there.wait()
        place = arguments["place"]
        assert self.turns[place].wait(SOON)
        return ToolOutput(f"came {place}")

    def close(self) -> None:
        pass


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "tutor.db")
    yield store
    store.close()


def make_turn(store: Store, model: ScriptedModel, thread: Thread | None = None, **options: Any) -> Turn:
    if thread is None:
        thread = Thread(new_id("thread"))
        store.save_thread(thread)
    return Turn(
        store,
        model,
        thread,
        Run(new_id("run"), thread.id, None, model.name),
        [user_message("How long?")],
        **{"tools": [Waiter()], **options},
    )


def wait_for(seconds: float) -> tuple[str, str]:
    return ("wait", f'{{"seconds": {seconds}}}')


def kinds(store: Store, turn: Turn) -> list[str]:
    return [item["type"] for item in store.items(turn.thread.id)]


def test_a_call_then_an_answer(store: Store) -> None:
    model = ScriptedModel(call(wait_for(0)), say("No time at all."))
    turn = make_turn(store, model)

    events = list(loop.run(turn))

    assert kinds(store, turn) == ["message", "function_call", "function_call_output", "message"]
    assert [event.event for event in events if isinstance(event, RunEvent)] == [
        "thread.run.created",
        "thread.run.in_progress",
        "thread.run.requires_action",
        "thread.run.in_progress",
        "thread.run.completed",
    ]
    assert "".join(event.text for event in events if isinstance(event, MessageDelta)) == "No time at all."
    assert model.requests[1].items[-1]["output"] == "waited 0"
    run = store.run(turn.run.id)
    assert (run.status, run.usage.input_tokens, run.usage.output_tokens) == ("completed", 20, 9)
    first, second = store.steps(run_id=run.id)
    assert (first.type, first.status, second.type, second.status) == (
        "tool_calls",
        "completed",
        "message_creation",
        "completed",
    )
    assert first.calls[0].output == ToolOutput("waited 0")


def test_what_was_shown_is_stored_before_it_is_shown(store: Store) -> None:
    turn = make_turn(store, ScriptedModel(say("one two three")))
    shown = ""
    for event in loop.run(turn):
        if isinstance(event, MessageDelta):
            shown += event.text
            assert store.drafts(turn.thread.id)[0][2] == shown
    assert store.drafts(turn.thread.id) == []
    assert text_of(store.items(turn.thread.id)[-1]) == shown == "one two three"


def test_calls_of_one_step_run_in_parallel_and_are_told_as_they_end(store: Store) -> None:
    model = ScriptedModel(call(*(("meet", f'{{"place": {place}}}') for place in (2, 0, 1))), say("Done."))
    meeting = Meeting(3)
    outputs = []
    for event in loop.run(make_turn(store, model, tools=[meeting])):
        if isinstance(event, CallEvent) and event.output:
            outputs.append(event.output)
            meeting.turns[len(outputs)].set()
    assert outputs == ["came 0", "came 1", "came 2"]  # told as they came
    assert open_calls(model.requests[1].items) == []


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("wait", "{not json", "JSON"),
        ("wait", '"text"', "object"),
        ("no_such_tool", "{}", "wait"),
        ("wait", "{}", "seconds"),
    ],
)
def test_a_call_that_cannot_be_made_is_told_to_the_model(
    store: Store, name: str, arguments: str, said: str
) -> None:
    model = ScriptedModel(call((name, arguments)), say("I see."))
    turn = make_turn(store, model)
    list(loop.run(turn))
    assert store.run(turn.run.id).status == "completed"
    assert said in model.requests[1].items[-1]["output"]


def test_too_many_steps_end_incomplete(store: Store) -> None:
    model = ScriptedModel(*(call(wait_for(0)) for _ in range(5)))
    turn = make_turn(store, model, max_steps=3)
    list(loop.run(turn))
    run = store.run(turn.run.id)
    assert (run.status, run.incomplete_reason) == ("incomplete", "max_steps")
    assert len(model.requests) == 3
    assert open_calls(store.items(turn.thread.id)) == []


def broken_after(text: str, error: Exception | None) -> list[ModelEvent] | Any:
    def turn(request: ModelRequest) -> Iterator[ModelEvent]:
        yield TextDelta("msg_half", text)
        if error is not None:
            raise error

    return turn


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NotReachable("The server cannot be reached.", "Start it."), "not_reachable"),
        (None, "model_error"),
        (ZeroDivisionError("a bug"), "internal"),
    ],
)
def test_half_an_answer_is_kept_and_the_next_turn_works(
    store: Store, error: Exception | None, code: str
) -> None:
    turn = make_turn(store, ScriptedModel(broken_after("Half an ans", error)))
    events = list(loop.run(turn))

    run = store.run(turn.run.id)
    assert run.status == "failed"
    assert run.error is not None
    assert run.error.code == code
    assert isinstance(events[-1], RunEvent)
    assert events[-1].event == "thread.run.failed"
    half = store.items(turn.thread.id)[-1]
    assert (text_of(half), half["status"], half["id"]) == ("Half an ans", "incomplete", "msg_half")

    model = ScriptedModel(say("A whole answer."))
    again = make_turn(store, model, turn.thread)
    list(loop.run(again))
    assert store.run(again.run.id).status == "completed"
    assert [text_of(item) for item in model.requests[0].items] == ["How long?", "Half an ans", "How long?"]


def test_a_store_that_fails_in_the_middle_is_told_and_the_next_turn_works(store: Store) -> None:
    turn = make_turn(store, ScriptedModel(say("one two three")))
    for event in loop.run(turn):
        if isinstance(event, MessageDelta):
            store._db.execute("PRAGMA query_only = ON")  # as a full disk: nothing can be written
        last = event
    assert isinstance(last, RunEvent)
    assert (last.event, last.run.status) == ("thread.run.failed", "failed")
    assert last.run.error is not None
    assert "cannot be used" in last.run.error.message

    store._db.execute("PRAGMA query_only = OFF")
    model = ScriptedModel(say("A whole answer."))
    again = make_turn(store, model, turn.thread)
    list(loop.run(again))
    assert store.run(again.run.id).status == "completed"
    assert [text_of(item) for item in model.requests[0].items] == ["How long?", "one ", "How long?"]
    assert store.unfinished_runs(turn.thread.id) == []


def test_an_empty_answer_is_a_failure(store: Store) -> None:
    turn = make_turn(store, ScriptedModel([ResponseDone()]))
    list(loop.run(turn))
    run = store.run(turn.run.id)
    assert run.status == "failed"
    assert run.error is not None
    assert "empty" in run.error.message


def test_an_answer_cut_short_is_incomplete(store: Store) -> None:
    words = say("As long as a")
    model = ScriptedModel([*words[:-1], ResponseDone(incomplete_reason="max_output_tokens")])
    turn = make_turn(store, model)
    list(loop.run(turn))
    run = store.run(turn.run.id)
    assert (run.status, run.incomplete_reason) == ("incomplete", "max_output_tokens")
    assert text_of(store.items(turn.thread.id)[-1]) == "As long as a"


def stuck(request: ModelRequest) -> Iterator[ModelEvent]:
    yield TextDelta("msg_stuck", "Let me ")
    time.sleep(60)
    yield TextDelta("msg_stuck", "think.")


@pytest.mark.parametrize("turns", [[stuck], [call(wait_for(60), wait_for(60))]], ids=["model", "tools"])
def test_cancelling_stops_it_and_the_next_turn_works(store: Store, turns: list[Any]) -> None:
    cancellation = Cancellation()
    turn = make_turn(store, ScriptedModel(*turns), cancellation=cancellation)
    with ending_soon():
        for event in loop.run(turn):
            if isinstance(event, MessageDelta | CallEvent) and not cancellation.cancelled:
                threading.Timer(0.05, cancellation.cancel).start()
    assert store.run(turn.run.id).status == "cancelled"
    assert open_calls(store.items(turn.thread.id)) == []

    again = make_turn(store, ScriptedModel(say("Here I am.")), turn.thread)
    list(loop.run(again))
    assert store.run(again.run.id).status == "completed"


def test_a_watcher_who_leaves_cancels_the_run(store: Store) -> None:
    turn = make_turn(store, ScriptedModel(say("one two three")))
    events: Iterator[Event] = loop.run(turn)
    next(event for event in events if isinstance(event, MessageDelta))
    events.close()  # type: ignore[attr-defined]
    assert store.run(turn.run.id).status == "cancelled"
    assert text_of(store.items(turn.thread.id)[-1]) == "one "


def test_a_loop_written_by_hand(store: Store) -> None:
    turn = make_turn(store, ScriptedModel(call(wait_for(0), wait_for(0)), say("No time at all.")))
    seen = []
    response = turn.respond()
    while response.calls:
        seen += [turn.call(each).text for each in response.calls]
        response = turn.respond()
    assert seen == ["waited 0", "waited 0"]
    assert response.text == "No time at all."
    assert store.run(turn.run.id).status == "completed"


def test_a_loop_written_by_hand_gets_the_errors(store: Store) -> None:
    turn = make_turn(store, ScriptedModel(broken_after("Half", ModelError("It broke."))))
    with pytest.raises(ModelError, match="It broke"):
        turn.respond()
    assert store.run(turn.run.id).status == "failed"


def test_a_second_run_on_a_thread_waits_for_the_first(store: Store) -> None:
    slow = make_turn(store, ScriptedModel(call(wait_for(0.3)), say("First.")))
    quick = make_turn(store, ScriptedModel(say("Second.")), slow.thread)
    events = loop.run(slow)
    next(event for event in events if isinstance(event, CallEvent))
    other = threading.Thread(target=lambda: list(loop.run(quick)))
    other.start()
    list(events)
    other.join()
    assert [text_of(item) for item in store.items(slow.thread.id) if item["type"] == "message"] == [
        "How long?",
        "First.",
        "How long?",
        "Second.",
    ]


def test_earlier_calls_are_known_to_tools(store: Store) -> None:
    seen: list[ToolCallRecord] = []

    class Curious(Waiter):
        def call(self, arguments: Mapping[str, Any], context: ToolContext) -> ToolOutput:
            seen[:] = context.previous_calls()
            return ToolOutput("noted")

    turn = make_turn(store, ScriptedModel(call(wait_for(0)), say("Done.")))
    list(loop.run(turn))
    again = make_turn(store, ScriptedModel(call(wait_for(1)), say("Done.")), turn.thread, tools=[Curious()])
    list(loop.run(again))
    assert [record.output for record in seen] == [ToolOutput("waited 0")]


def test_items_are_kept_verbatim(store: Store) -> None:
    odd = {"type": "reasoning", "id": "rs_1", "encrypted_content": "gAAA==", "summary": [], "new": {"a": [1]}}
    model = ScriptedModel([ItemDone(odd), *say("Thought.")], say("Again."))
    turn = make_turn(store, model)
    list(loop.run(turn))
    list(loop.run(make_turn(store, model, turn.thread)))
    assert odd in model.requests[1].items
