"""Streams and threads that no server and no program should make."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tutor_cli.models.assembling import Assembler
from tutor_cli.models.base import ItemDone, TextDelta
from tutor_cli.models.chat import ChatAssembler, chat_body
from tutor_cli.models.compaction import cut_for, effective, tokens
from tutor_cli.models.failures import Failure, one_line
from tutor_cli.models.translate import input_items

briefly = settings(max_examples=80, deadline=None)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
IDS = st.sampled_from(["msg_1", "msg_2", "rs_1", "fc_1", "", None, 7])
CALL_IDS = st.sampled_from(["call_1", "call_2", None])
PARTS = st.lists(
    st.fixed_dictionaries({"type": st.just("output_text"), "text": st.text(max_size=9)}), max_size=2
)
ITEMS = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(
            ["message", "function_call", "function_call_output", "reasoning", "compaction", "tutor_summary",
             "code_interpreter_call", "web_search_call", "odd"]
        ),
        "id": IDS,
        "role": st.sampled_from(["user", "assistant"]),
        "content": PARTS | st.text(max_size=5) | st.none(),
        "call_id": CALL_IDS,
        "name": st.text(max_size=4) | st.none(),
        "arguments": st.text(max_size=9) | JSON,
        "output": st.text(max_size=5),
        "covers": IDS,
        "encrypted_content": st.text(max_size=3),
        "status": st.sampled_from(["completed", "incomplete", "odd"]),
    },
)  # fmt: skip
DELTAS = st.fixed_dictionaries({}, optional={"content": JSON, "tool_calls": JSON})
CHOICES = st.fixed_dictionaries({}, optional={"delta": DELTAS | JSON, "finish_reason": JSON})
RESPONSE = {"output": st.lists(ITEMS, max_size=2) | JSON, "usage": JSON}
EVENTS = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(
            ["response.output_text.delta", "response.output_item.added", "response.output_item.done",
             "response.completed", "response.incomplete", "response.reasoning_text.delta",
             "response.code_interpreter_call_code.delta", "response.function_call_arguments.delta", "odd"]
        ),
        "delta": st.text(max_size=5) | JSON,
        "item": ITEMS | JSON,
        "item_id": IDS,
        "output_index": st.integers(0, 2) | st.none(),
        "sequence_number": st.integers(0, 9) | st.none(),
        "response": JSON | st.fixed_dictionaries({}, optional=RESPONSE),
    },
)  # fmt: skip


@briefly
@given(st.lists(EVENTS, max_size=8))
def test_any_stream_gives_items_that_a_thread_can_keep(events: list[dict[str, Any]]) -> None:
    assembler = Assembler(frozenset({"msg_2"}))
    items: list[dict[str, Any]] = []
    streamed: set[str] = set()
    with suppress(Failure):
        for event in events:
            for ours in assembler.feed(event):
                if isinstance(ours, ItemDone):
                    items.append(ours.item)
                elif isinstance(ours, TextDelta):
                    assert ours.text
                    streamed.add(ours.item_id)
            if assembler.done:
                break
    ids = [item["id"] for item in items]
    assert len(ids) == len(set(ids)) and "msg_2" not in ids
    for item in items:
        assert isinstance(item["type"], str)
        if item["type"] == "function_call":
            assert item["call_id"] and isinstance(item["arguments"], str) and isinstance(item["name"], str)
    if assembler.done:
        assert streamed <= set(ids)


@given(
    st.lists(
        st.fixed_dictionaries({}, optional={"choices": st.lists(JSON, max_size=2) | JSON, "usage": JSON})
    )
)
def test_any_chat_stream_is_read_or_passed_over(chunks: list[dict[str, Any]]) -> None:
    assembler = ChatAssembler()
    with suppress(Failure):
        for chunk in chunks:
            list(assembler.feed(chunk))
        list(assembler.end())


@briefly
@given(st.lists(ITEMS, max_size=8), st.booleans())
def test_any_thread_can_be_sent(items: list[dict[str, Any]], own: bool) -> None:
    before = [dict(item) for item in items]
    summary, kept = effective(items, own=own)
    sent = input_items(kept, own=own)
    assert items == before, "the thread itself was changed"
    calls = [item.get("call_id") for item in sent if item.get("type") == "function_call"]
    outputs = {item.get("call_id") for item in sent if item.get("type") == "function_call_output"}
    assert set(calls) == outputs
    assert "tutor_summary" not in {item.get("type") for item in sent}
    assert 0 <= cut_for(kept, 10) <= len(kept) and tokens(sent) >= 0
    chat_body({"model": "m", "input": sent, "instructions": summary})


@given(st.text())
def test_a_servers_words_fit_one_line(text: str) -> None:
    line = one_line(text)
    assert (line.isprintable() or not line) and len(line) <= 300
