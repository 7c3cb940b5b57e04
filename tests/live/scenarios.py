"""What is asked of the real servers: recorded once into cassettes, replayed by every test run.

Each scenario is a function of a base URL (and of a folder for the program's home) that asks
through the public API, as a person's program would, and checks what came. The names of
the functions are those of the cassettes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tutor_cli import Answer, Settings, Tutor
from tutor_cli.items import assistant_message, function_call, function_call_output, user_message
from tutor_cli.models.fitting import COMPACTED
from tutor_cli.runs.events import MessageDelta, NoticeEvent
from tutor_cli.settings import load_config

Scenario = Callable[[str, Path], None]

MODEL = "llamacpp/qwen2.5-coder-1.5b"


def tutor_at(home: Path, **environ: str) -> Tutor:
    home.mkdir(parents=True, exist_ok=True)
    return Tutor(load_config({"TUTOR_HOME": str(home), **environ}))


def ask(tutor: Tutor, question: str, base_url: str, **options: Any) -> Answer:
    given: dict[str, Any] = {
        "model": MODEL,
        "tools": ["run_python"],
        "settings": Settings(temperature=0.0, max_output_tokens=300),
    }
    return tutor.ask(question, base_url=base_url, **{**given, **options})


def plain_answer(base_url: str, home: Path) -> None:
    with tutor_at(home) as tutor:
        answer = ask(tutor, "In one sentence: what is a prime number?", base_url, tools=[])
    assert answer.status == "completed", answer.error
    assert "divis" in answer.output or "factor" in answer.output
    assert answer.usage.output_tokens > 5 and not answer.steps


def one_tool_call_and_a_follow_up(base_url: str, home: Path) -> None:
    with tutor_at(home) as tutor:
        first = ask(tutor, "What's 10 - 4 raised to the 2.7", base_url)
        assert first.status == "completed", first.error
        assert [step["output"] for step in first.steps] == ["-32.22425314473263"]
        assert "-32.2" in first.output
    with tutor_at(home) as tutor:  # another process, as far as the thread can tell
        second = ask(tutor, "now add 17.241 to that", base_url, thread=first.thread_id)
        assert second.status == "completed", second.error
        assert "-14.98" in second.output, second


def two_parallel_calls(base_url: str, home: Path) -> None:
    """So small a model makes two calls at once only after it has seen that done in the thread."""
    calls = [function_call("run_python", json.dumps({"code": code})) for code in ("2**5", "7*8")]
    outputs = [
        function_call_output(call["call_id"], text) for call, text in zip(calls, ("32", "56"), strict=True)
    ]
    before = [
        user_message("Compute 2**5 and 7*8, with two calls at once."),
        *calls,
        *outputs,
        assistant_message("$2^5 = 32$ and $7 \\cdot 8 = 56$."),
    ]
    settings = Settings(temperature=0.0, max_output_tokens=300, parallel_tool_calls=True)
    with tutor_at(home) as tutor:
        thread = tutor.create_thread()
        tutor.store.append(thread.id, before)
        turn = tutor.start(
            "Compute 2**10 and 3**5, with two calls at once.",
            thread=thread.id,
            base_url=base_url,
            model=MODEL,
            tools=["run_python"],
            settings=settings,
        )
        list(tutor.events(turn))
        batches = [step.calls for step in tutor.store.steps(run_id=turn.run.id) if step.calls]
    assert turn.run.status == "completed", turn.run.error
    texts = [record.output.text for record in batches[0] if record.output]
    assert texts == ["1024", "243"]


def a_server_error(base_url: str, home: Path) -> None:
    """The server has no pictures: it says so, and the thread goes on without."""
    from PIL import Image

    picture = home.parent / "dots.png"
    picture.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (8, 8)).save(picture)
    with tutor_at(home) as tutor:
        answer = ask(tutor, "What is in this picture?", base_url, tools=[], attachments=[picture])
        assert answer.status == "failed" and answer.error is not None
        assert "image" in answer.error.message and "\n" not in answer.error.message


def a_failure_in_mid_stream(base_url: str, home: Path) -> None:
    """A template whose calls are bare JSON: the server takes the brace of LaTeX for one, and fails."""
    with tutor_at(home) as tutor:
        turn = tutor.start(
            "What's 10 - 4 raised to the 2.7. Answer with the formula in LaTeX.",
            base_url=base_url,
            model=MODEL,
            tools=["run_python"],
            settings=Settings(temperature=0.0, max_output_tokens=300),
        )
        events = list(tutor.events(turn))
        shown = "".join(event.text for event in events if isinstance(event, MessageDelta))
        assert turn.run.status == "failed" and turn.run.error is not None
        assert "peg-native" in turn.run.error.message
        kept = tutor.store.items(turn.thread.id)
        assert shown and shown in str(kept).replace("\\\\", "\\")


def a_server_that_only_chats(base_url: str, home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "config.toml").write_text(
        f'[providers.chatting]\nbase_url = "{base_url}"\napi = "chat"\nexamples = true\n'
    )
    with tutor_at(home) as tutor:
        answer = tutor.ask(
            "What is 15% of 80?",
            model="chatting/qwen2.5-coder-1.5b",
            tools=["run_python"],
            settings=Settings(temperature=0.0, max_output_tokens=300),
        )
    assert answer.status == "completed", answer.error
    assert answer.steps and "12" in answer.output


def a_long_thread(base_url: str, home: Path) -> None:
    """In a window of 2048 tokens: the thread is compacted and goes on."""
    with tutor_at(home) as tutor:
        thread = None
        notices: list[str] = []
        for question in (
            "Let n be 731. Explain in detail what a prime number is.",
            "Explain in detail how to find the greatest common divisor of two numbers, with an example.",
            "Explain in detail what the Pythagorean theorem says, with an example.",
            "Explain in detail how to solve a quadratic equation, with an example.",
            "What is n plus 1?",
        ):
            turn = tutor.start(
                question,
                thread=thread,
                base_url=base_url,
                model=MODEL,
                tools=[],
                instructions="You are a math tutor.",
                settings=Settings(temperature=0.0, max_output_tokens=400),
            )
            notices += [event.text for event in tutor.events(turn) if isinstance(event, NoticeEvent)]
            thread = turn.thread.id
            assert turn.run.status in ("completed", "incomplete"), turn.run.error
        assert COMPACTED in notices
        # Whether so small a model makes use of the summary is another matter; it is given it.
        summaries = [item for item in tutor.store.items(turn.thread.id) if item["type"] == "tutor_summary"]
        assert "731" in summaries[-1]["text"]
        kept = [
            item for item in tutor.store.items(turn.thread.id) if item.get("type", "message") == "message"
        ]
        assert len(kept) == 10  # five questions and five answers: nothing is lost


def a_hosted_conversation_resumed_elsewhere(base_url: str, home: Path) -> None:
    key = {"OPENAI_API_KEY": "none-needed"}
    options = {"model": "openai/qwen2.5-coder-1.5b", "instructions": "You are a math tutor. Be brief."}
    with tutor_at(home / "here", **key) as tutor:
        thread = tutor.create_thread(on_server=True, base_url=base_url, model=str(options["model"]))
        assert thread.id.startswith("conv_")
        ask(tutor, "My number is 42. Say hello.", base_url, thread=thread.id, **options, tools=[])
    with tutor_at(home / "elsewhere", **key) as tutor:  # an empty home
        answer = ask(tutor, "What is my number?", base_url, thread=thread.id, **options, tools=[])
        assert answer.status == "completed", answer.error
        assert "42" in answer.output
        assert "Say hello" in str(tutor.store.items(thread.id))
        called = ask(tutor, "Use run_python to compute 12*13.", base_url, thread=thread.id, **options)
        assert called.status == "completed" and "156" in called.output, called


ON_LLAMA: tuple[Scenario, ...] = (
    plain_answer,
    one_tool_call_and_a_follow_up,
    two_parallel_calls,
    a_server_error,
    a_server_that_only_chats,
)
ON_BARE_JSON: tuple[Scenario, ...] = (a_failure_in_mid_stream,)
IN_SMALL_WINDOW: tuple[Scenario, ...] = (a_long_thread,)
ON_GATEWAY: tuple[Scenario, ...] = (a_hosted_conversation_resumed_elsewhere,)
ALL = (*ON_LLAMA, *ON_BARE_JSON, *IN_SMALL_WINDOW, *ON_GATEWAY)
