"""Threads and assistants that travel: our own files, and what people saved of the Assistants API."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openai.types import beta
from openai.types.beta import threads as api
from openai.types.beta.threads import runs as api_runs

from tests.threads.conftest import THREAD
from tutor_cli.display.export import export_thread, format_named
from tutor_cli.display.thread import show_scenes
from tutor_cli.domain import Assistant, Settings, Thread
from tutor_cli.errors import UsageError
from tutor_cli.items import open_calls, text_of
from tutor_cli.store import Store
from tutor_cli.threads.assistant_files import from_toml, to_toml
from tutor_cli.threads.importing import assistant_from_file, import_assistants, import_threads, read_text
from tutor_cli.threads.interchange import to_json
from tutor_cli.threads.transcript import transcript

# Our own format


def test_a_thread_comes_back_whole_elsewhere(store: Store, thread: Thread, tmp_path: Path) -> None:
    text = to_json(store, thread.id)
    other = Store(tmp_path / "other.db")
    imported = import_threads(other, text)
    (copy,) = imported.threads
    assert copy.id == thread.id
    assert (copy.title, copy.created_at) == (thread.title, thread.created_at)
    assert other.items(copy.id) == store.items(thread.id)
    assert [run.status for run in other.runs(copy.id)] == ["completed", "cancelled", "failed"]
    assert [step.calls[0].output.text for step in other.steps(thread_id=copy.id) if step.calls[0].output] == [
        "2*x\n"
    ]
    assert imported.notes == ("Pictures and files that tools made are not in the file.",)
    other.close()


def test_an_id_that_is_taken_is_not_taken_again(store: Store, thread: Thread) -> None:
    (copy,) = import_threads(store, to_json(store, thread.id)).threads
    assert copy.id != thread.id
    assert store.items(copy.id) == store.items(thread.id)


def test_a_file_of_somebody_else_names_no_path_here(store: Store, thread: Thread) -> None:
    whole = json.loads(to_json(store, thread.id))
    whole["thread"]["id"] = "../../../etc"
    whole["steps"][0]["calls"][0]["output"]["artifacts"][0]["path"] = "/etc/passwd"
    (copy,) = import_threads(store, json.dumps(whole)).threads
    assert copy.id.startswith("thread_")
    assert "/" not in copy.id
    outputs = [record.output for step in store.steps(thread_id=copy.id) for record in step.calls]
    assert [output.artifacts for output in outputs if output] == [()]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": 2}, "version 2"),
        ({"thread": None}, "damaged"),
        ({"entries": [{"item": 5, "created_at": 1}]}, "an item is int"),
        ({"entries": [{"item": {"role": "robot", "content": ""}, "created_at": 1}]}, "role 'robot'"),
        ({"entries": [{"item": {"type": "function_call"}, "created_at": 1}]}, "no call_id"),
        ({"entries": [{"item": {}, "created_at": "soon"}]}, "damaged"),
        ({"runs": [{"usage": 3}]}, "damaged"),
    ],
)
def test_a_damaged_thread_is_refused_whole(
    store: Store, thread: Thread, change: dict[str, Any], said: str
) -> None:
    whole = {**json.loads(to_json(store, thread.id)), **change}
    with pytest.raises(UsageError, match=said):
        import_threads(store, json.dumps(whole))
    assert len(store.threads()) == 1


def leaves_of(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths to everything within ``value``."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(each for key, one in inner for each in leaves_of(one, (*path, key)))]


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_wrong_in_a_file_it_is_refused_or_can_be_shown(
    store: Store, thread: Thread, data: st.DataObject
) -> None:
    whole = json.loads(to_json(store, THREAD))
    path = data.draw(st.sampled_from(leaves_of(whole)[1:]))
    place = whole
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = data.draw(st.sampled_from([None, 5, 1e308, "x", "\ud800", [], [1], {}, {"a": 1}]))
    try:
        imported = import_threads(store, json.dumps(whole))
    except UsageError:
        return
    for each in imported.threads:
        for format in ("markdown", "html", "json", "notebook"):
            export_thread(store, each.id, format_named(format))
        show_scenes(transcript(store, each.id), io.StringIO())
        store.summaries()


# OpenAI's


def message(id: str, role: Any, text: str, at: int, **more: Any) -> api.Message:
    return api.Message.model_validate(
        {
            "id": id,
            "object": "thread.message",
            "created_at": at,
            "thread_id": "thread_JkAbc123456789",
            "role": role,
            "status": "completed",
            "content": [{"type": "text", "text": {"value": text, "annotations": []}}],
            "attachments": [],
            "metadata": {},
            **more,
        }
    )


def saved_messages() -> list[dict[str, Any]]:
    """Two turns, oldest first, as the API's own types wrote them."""
    answer = message("msg_2", "assistant", "It is \\(2x\\).", 101, run_id="run_1", assistant_id="asst_1")
    picture = [
        {"type": "image_file", "image_file": {"file_id": "file-abc", "detail": "auto"}},
        {"type": "image_url", "image_url": {"url": "https://example.org/x.png", "detail": "auto"}},
        {"type": "text", "text": {"value": "What is this?", "annotations": []}},
    ]
    return [
        json.loads(each.model_dump_json())
        for each in (
            message("msg_1", "user", "Please differentiate x²", 100),
            answer,
            message("msg_3", "user", "", 150, content=picture),
            message("msg_4", "assistant", "A parabola.", 151),
        )
    ]


def saved_step() -> dict[str, Any]:
    details = {
        "type": "tool_calls",
        "tool_calls": [
            {
                "id": "call_x",
                "type": "code_interpreter",
                "code_interpreter": {
                    "input": "print(2)",
                    "outputs": [
                        {"type": "logs", "logs": "2\n"},
                        {"type": "image", "image": {"file_id": "f"}},
                    ],
                },
            },
            {
                "id": "call_y",
                "type": "function",
                "function": {"name": "grade", "arguments": '{"mark": 1}', "output": None},
            },
        ],
    }
    step = api_runs.RunStep.model_validate(
        {
            "id": "step_1",
            "object": "thread.run.step",
            "created_at": 101,
            "assistant_id": "asst_1",
            "run_id": "run_1",
            "thread_id": "thread_JkAbc123456789",
            "type": "tool_calls",
            "status": "completed",
            "step_details": details,
        }
    )
    loaded: dict[str, Any] = json.loads(step.model_dump_json())
    return loaded


def as_list(messages: list[dict[str, Any]]) -> dict[str, Any]:
    """As ``GET /v1/threads/{id}/messages`` answered: newest first."""
    newest = messages[::-1]
    ends = {"first_id": newest[0]["id"], "last_id": newest[-1]["id"], "has_more": False}
    return {"object": "list", "data": newest, **ends}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(as_list(saved_messages())),
        json.dumps(saved_messages()),
        "\n".join(json.dumps(each) for each in saved_messages()[::-1]),
        json.dumps(
            {
                "thread": {
                    "id": "thread_JkAbc123456789",
                    "object": "thread",
                    "created_at": 99,
                    "metadata": {},
                },
                "messages": as_list(saved_messages()),
            }
        ),
        json.dumps([{"role": each["role"], "content": each["content"]} for each in saved_messages()]),
    ],
    ids=["a list", "an array", "JSON lines", "a thread with its messages", "bare messages"],
)
def test_saved_messages_become_a_thread(store: Store, text: str) -> None:
    imported = import_threads(store, text)
    (thread,) = imported.threads
    assert thread.title == "Differentiate x²"
    items = store.items(thread.id)
    assert [text_of(item) for item in items] == [
        "Please differentiate x²",
        "It is \\(2x\\).",
        "[picture file-abc]\n\nWhat is this?",
        "A parabola.",
    ]
    assert items[2]["content"][1]["image_url"] == "https://example.org/x.png"
    assert any("kept at OpenAI" in note for note in imported.notes)
    assert "allowed_tools" not in thread.metadata
    if "thread_JkAbc" in text:
        assert thread.id == "thread_JkAbc123456789"


def test_what_an_old_or_cut_list_lacks_is_told(store: Store, tmp_path: Path) -> None:
    first = {**saved_messages()[0], "file_ids": ["file-old"]}  # as the API's first version had them
    saved = tmp_path / "saved.json"
    saved.write_text(json.dumps({**as_list([first]), "has_more": True}), encoding="utf-16")  # PowerShell's >
    imported = import_threads(store, read_text(saved))
    assert "[attached file file-old]" in text_of(store.items(imported.threads[0].id)[0])
    assert any("kept at OpenAI" in note for note in imported.notes)
    assert any("has_more" in note for note in imported.notes)


def test_saved_run_steps_become_calls_before_their_answer(store: Store) -> None:
    text = json.dumps({"messages": as_list(saved_messages()), "run_steps": [saved_step()]})
    (thread,) = import_threads(store, text).threads
    items = store.items(thread.id)
    kinds = [item["type"] for item in items[:6]]
    assert kinds == ["message", *["function_call", "function_call_output"] * 2, "message"]
    assert (items[1]["name"], json.loads(items[1]["arguments"])) == ("run_python", {"code": "print(2)"})
    assert items[2]["output"] == "2\n"
    assert items[3]["name"] == "grade"
    assert open_calls(items) == []


def test_a_saved_assistant_is_mapped_and_what_is_lost_is_named(store: Store) -> None:
    saved = beta.Assistant.model_validate(
        {
            "id": "asst_abc12345",
            "object": "assistant",
            "created_at": 1,
            "name": "Math Tutor",
            "description": None,
            "model": "gpt-4o",
            "instructions": "You are a personal math tutor.",
            "tools": [
                {"type": "code_interpreter"},
                {"type": "file_search"},
                {"type": "function", "function": {"name": "grade", "parameters": {}}},
            ],
            "tool_resources": {"code_interpreter": {"file_ids": ["file-1"]}},
            "metadata": {"course": "101"},
            "temperature": 0.3,
            "top_p": 0.5,
            "response_format": "auto",
        }
    )
    imported = import_assistants(store, json.dumps({"object": "list", "data": [saved.model_dump()]}))
    assert imported.assistants == (store.assistant("asst_abc12345"),)
    assistant = imported.assistants[0]
    assert assistant == Assistant(
        "asst_abc12345",
        "Math Tutor",
        "You are a personal math tutor.",
        "openai/gpt-4o",
        ("run_python",),
        Settings(temperature=0.3),
        metadata={"course": "101"},
        created_at=assistant.created_at,
    )
    told = " ".join(imported.notes)
    for lost in ("file_search", "grade", "files", "top_p"):
        assert lost in told


# Assistants as files

COACH = '''
name = "calculus coach"
tools = ["run_python"]
instructions = """
Ask what the student has tried.
Say "good" \\\\o/ only when it is.
"""

[settings]
reasoning_effort = "low"
temperature = 1
'''


def test_an_assistant_is_a_file_and_back() -> None:
    assistant = Assistant(
        "asst_1", "cöach", 'Two\nlines, "quotes" and \\(x\\).', "openai/m", ("run_python",),
        Settings(temperature=0.5, parallel_tool_calls=False), "short", {"k": "v"},
    )  # fmt: skip
    back, notes = from_toml(to_toml(assistant))
    assert replace(back, id="asst_1", created_at=assistant.created_at) == assistant
    assert notes == []


def test_an_edited_file_is_the_same_assistant(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "coach.toml"
    path.write_text(COACH)
    first, notes = assistant_from_file(store, path)
    assert notes == []
    assert first.instructions.splitlines() == [
        "Ask what the student has tried.",
        'Say "good" \\o/ only when it is.',
    ]
    assert first.settings == Settings(reasoning_effort="low", temperature=1)
    path.write_text(COACH.replace("calculus", "algebra"))
    second, _ = assistant_from_file(store, path)
    assert (second.id, second.name) == (first.id, "algebra coach")
    assert store.assistants() == [second]


def test_code_that_a_file_names_is_not_loaded() -> None:
    assistant, notes = from_toml(
        'name = "x"\ntools = ["run_python", "./evil.py", "os:system", "a.py:f"]\nx = 1'
    )
    assert assistant.tools == ("run_python",)
    assert len(notes) == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no name"),
        ("name = ", "not TOML"),
        ("name = 5", "“name” is not text"),
        ('name = "x"\ntools = "run_python"', "“tools” is not a list"),
        ('name = "x"\n[settings]\ntemperature = "hot"', "temperature cannot be 'hot'"),
        ('name = "x"\n[settings]\ntemperature = true', "temperature cannot be True"),
        ("{", "not JSON"),
        ("{}", "no assistant"),
        ("[1, 2]", "no assistant"),
    ],
)
def test_a_file_that_holds_no_assistant_is_refused(store: Store, text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        import_assistants(store, text)


# Whatever is in a file

keys = st.sampled_from(
    ["object", "id", "role", "content", "type", "text", "value", "data", "created_at", "thread_id",
     "step_details", "tool_calls", "format", "version", "thread", "entries", "item", "tools", "name",
     "attachments", "image_url", "url"]
)  # fmt: skip
leaves = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5),
    st.sampled_from(["thread.message", "thread", "thread.run.step", "assistant", "user", "assistant",
                     "text", "tutor-thread", "function", "code_interpreter", "image_url", "msg_1", 1]),
)  # fmt: skip
anything = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=6),
    max_leaves=25,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=anything)
@example(data={"content": True, "role": "assistant", "attachments": 1, "file_ids": 2})
def test_no_file_breaks_an_import(store: Store, data: Any) -> None:
    text = json.dumps(data)
    for read in (import_threads, import_assistants):
        try:
            read(store, text)
        except UsageError as error:
            assert "\n" not in error.message


def test_nesting_that_never_ends_is_refused(store: Store) -> None:
    with pytest.raises(UsageError):
        import_threads(store, "[" * 100_000)
