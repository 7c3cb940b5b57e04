"""A server that speaks the Responses API, streaming a scripted list of turns.

    with ScriptedServer([call("run_python", code="print(6 * 7)"), say("It is $42$.")]) as server:
        … point the program at server.base_url, any model name, any key …
    assert server.requests[1]["input"][-1]["type"] == "function_call_output"

Each POST to ``/v1/responses`` takes the next turn; a script that has run out answers 500
"the script is over". A turn may also be a function from the request's body to a turn, and
``ScriptedServer(itertools.cycle([...]))`` never runs out. The events, their order and their
fields are those of OpenAI's own stream. Other paths: ``/v1/models``, and
``/v1/conversations`` with its items, kept in memory.

From a shell, for trying things by hand (prints the base URL, then serves until stopped):

    python -m tests.servers.scripted '{"call": "run_python", "arguments": {"code": "6*7"}}' "It is 42."
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

_numbers = count(1)


def _id(prefix: str) -> str:
    return f"{prefix}_scripted{next(_numbers):06d}"


# ------------------------------------------------------------------ what a turn is made of


@dataclass(frozen=True)
class Turn:
    """One response: output items, streamed in order, or a refusal (``status`` not 200)."""

    items: tuple[Json, ...] = ()
    status: int = 200
    error: Json | None = None
    """The body's ``error`` when ``status`` is not 200; else a ``response.failed`` at the end."""
    incomplete: str | None = None
    """A reason such as ``max_output_tokens``: the response ends incomplete."""
    usage: tuple[int, int] = (100, 20)
    """Input and output tokens."""
    headers: tuple[tuple[str, str], ...] = ()
    chunk: int = 8
    """Characters per delta."""
    delay: float = 0.0
    """Seconds before the first event."""
    pace: float = 0.0
    """Seconds between events."""

    def __add__(self, other: Turn) -> Turn:
        """Both turns' items in one response; the other settings are this turn's."""
        return replace(self, items=self.items + other.items)


Script: TypeAlias = Iterable["Turn | Callable[[Json], Turn]"]


def say(text: str, **settings: Any) -> Turn:
    """A response that is one message."""
    message = {
        "type": "message",
        "id": _id("msg"),
        "role": "assistant",
        "status": "completed",
        "content": [{"type": "output_text", "text": text, "annotations": [], "logprobs": []}],
    }
    return Turn(items=(message,), **settings)


def call(name: str, arguments: str | None = None, /, **keywords: Any) -> Turn:
    """A response that is one function call; ``arguments`` is raw JSON text, else the keywords are."""
    item = {
        "type": "function_call",
        "id": _id("fc"),
        "call_id": _id("call"),
        "name": name,
        "arguments": json.dumps(keywords) if arguments is None else arguments,
        "status": "completed",
    }
    return Turn(items=(item,))


def calls(*turns: Turn) -> Turn:
    """Several calls (or messages) in one response: ``calls(call("a"), call("b"))``."""
    return Turn(items=tuple(item for turn in turns for item in turn.items))


def think(summary: str, encrypted: str = "gAAAA-scripted") -> Turn:
    """A reasoning item, to be added to another turn: ``think("…") + say("…")``."""
    item = {
        "type": "reasoning",
        "id": _id("rs"),
        "summary": [{"type": "summary_text", "text": summary}],
        "encrypted_content": encrypted,
    }
    return Turn(items=(item,))


def refuse(status: int, message: str, code: str | None = None, **headers: str) -> Turn:
    """An HTTP error instead of a stream: ``refuse(429, "slow down", retry_after="1")``."""
    named = tuple((key.replace("_", "-"), value) for key, value in headers.items())
    return Turn(status=status, error={"message": message, "type": "error", "code": code}, headers=named)


def _with_fresh_ids(turn: Turn) -> Turn:
    """The same turn, served again by a cycling script: its items must have ids of their own."""
    items = []
    for item in turn.items:
        fresh = {**item, "id": _id(item["id"].partition("_")[0])}
        if "call_id" in item:
            fresh["call_id"] = _id("call")
        items.append(fresh)
    return replace(turn, items=tuple(items))


# ------------------------------------------------------------------ the stream of a turn


def events_of(turn: Turn, body: Json | None = None) -> list[Json]:
    """The events that a turn streams, in OpenAI's order, each with its ``sequence_number``."""
    body = body or {}
    response: Json = {
        "id": _id("resp"),
        "object": "response",
        "created_at": int(time.time()),
        "status": "in_progress",
        "model": body.get("model", "scripted"),
        "error": None,
        "incomplete_details": None,
        "output": [],
        "usage": None,
    }
    events: list[Json] = [
        {"type": "response.created", "response": dict(response)},
        {"type": "response.in_progress", "response": dict(response)},
    ]
    for index, item in enumerate(turn.items):
        events += _item_events(item, index, turn.chunk)
    status = "failed" if turn.error else "incomplete" if turn.incomplete else "completed"
    ended = {
        **response,
        "status": status,
        "error": turn.error,
        "incomplete_details": {"reason": turn.incomplete} if turn.incomplete else None,
        "output": list(turn.items),
        "usage": {
            "input_tokens": turn.usage[0],
            "input_tokens_details": {"cached_tokens": 0},
            "output_tokens": turn.usage[1],
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": sum(turn.usage),
        },
    }
    events.append({"type": f"response.{status}", "response": ended})
    for number, event in enumerate(events):
        event["sequence_number"] = number
    return events


def _item_events(item: Json, index: int, chunk: int) -> Iterator[Json]:
    where = {"item_id": item["id"], "output_index": index}

    def pieces(text: str) -> Iterator[str]:
        return (text[start : start + chunk] for start in range(0, len(text), chunk))

    if item["type"] == "message":
        text = item["content"][0]["text"]
        part = {**where, "content_index": 0}
        empty = {**item["content"][0], "text": ""}
        yield _added({**item, "content": [], "status": "in_progress"}, index)
        yield {"type": "response.content_part.added", **part, "part": empty}
        for piece in pieces(text):
            yield {"type": "response.output_text.delta", **part, "delta": piece, "logprobs": []}
        yield {"type": "response.output_text.done", **part, "text": text, "logprobs": []}
        yield {"type": "response.content_part.done", **part, "part": item["content"][0]}
    elif item["type"] == "function_call":
        yield _added({**item, "arguments": "", "status": "in_progress"}, index)
        for piece in pieces(item["arguments"]):
            yield {"type": "response.function_call_arguments.delta", **where, "delta": piece}
        yield {"type": "response.function_call_arguments.done", **where, "arguments": item["arguments"]}
    elif item["type"] == "reasoning":
        yield _added({**item, "summary": []}, index)
        for number, summary in enumerate(item["summary"]):
            for piece in pieces(summary["text"]):
                yield {
                    "type": "response.reasoning_summary_text.delta",
                    **where,
                    "summary_index": number,
                    "delta": piece,
                }
    elif item["type"] == "code_interpreter_call":
        yield _added({**item, "code": "", "outputs": None, "status": "in_progress"}, index)
        for piece in pieces(item["code"]):
            yield {"type": "response.code_interpreter_call_code.delta", **where, "delta": piece}
        yield {"type": "response.code_interpreter_call_code.done", **where, "code": item["code"]}
        yield {"type": "response.code_interpreter_call.interpreting", **where}
        yield {"type": "response.code_interpreter_call.completed", **where}
    else:
        yield _added(item, index)
    yield {"type": "response.output_item.done", "output_index": index, "item": item}


def _added(item: Json, index: int) -> Json:
    return {"type": "response.output_item.added", "output_index": index, "item": item}


def chunks_of(turn: Turn) -> list[Json]:
    """The same turn as Chat Completions streams it."""
    deltas: list[Json] = [{"role": "assistant", "content": ""}]
    called = 0
    for item in turn.items:
        if item["type"] == "message":
            text = item["content"][0]["text"]
            deltas += [{"content": text[at : at + turn.chunk]} for at in range(0, len(text), turn.chunk)]
        elif item["type"] == "function_call":
            function = {"name": item["name"], "arguments": ""}
            deltas.append({"tool_calls": [{"index": called, "id": item["call_id"], "function": function}]})
            for at in range(0, len(item["arguments"]), turn.chunk):
                piece = {"arguments": item["arguments"][at : at + turn.chunk]}
                deltas.append({"tool_calls": [{"index": called, "function": piece}]})
            called += 1
    reason = "length" if turn.incomplete else "tool_calls" if called else "stop"
    usage = {"prompt_tokens": turn.usage[0], "completion_tokens": turn.usage[1]}
    return [
        *({"choices": [{"index": 0, "delta": delta, "finish_reason": None}]} for delta in deltas),
        {"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]},
        {"choices": [], "usage": usage},
    ]


def sse(event: Json) -> bytes:
    """One event as the wire carries it."""
    if "type" not in event:
        return f"data: {json.dumps(event)}\n\n".encode()
    return f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode()


# ------------------------------------------------------------------ the server


@dataclass
class ScriptedServer:
    """Serves ``script`` on a free port of 127.0.0.1 while it is entered."""

    script: Script = ()
    port: int = 0
    requests: list[Json] = field(default_factory=list)
    """The bodies of the POSTs to ``/v1/responses``, as they came."""
    headers: list[dict[str, str]] = field(default_factory=list)
    """Their headers, names in lower case."""
    conversations: dict[str, list[Json]] = field(default_factory=dict)
    models_refusal: Turn | None = None
    """What ``/v1/models`` answers instead of a list."""
    sent_at: list[float] = field(default_factory=list)
    """When each piece of text was written (``time.perf_counter``)."""
    busy_seconds: float = 0.0
    """How long the last answer took to stream."""
    chat_only: bool = False
    """Only Chat Completions is spoken; ``/v1/responses`` is not found."""
    files: dict[str, bytes] = field(default_factory=dict)
    """What containers hold, by path: ``/containers/cntr_1/files/cfile_1/content``."""
    models: Sequence[Json] = ({"id": "scripted", "object": "model", "created": 0, "owned_by": "tests"},)

    def __enter__(self) -> ScriptedServer:
        self._turns = iter(self.script)
        self._lock = threading.Lock()
        self._served: set[str] = set()
        handler = type("Handler", (self.handler_class(),), {"server_state": self})
        self._http = _Server(("127.0.0.1", self.port), handler)
        self.port = self._http.server_address[1]
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(5)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def handler_class(self) -> type[Handler]:
        return Handler

    def next_turn(self, body: Json) -> Turn:
        with self._lock:
            turn = next(self._turns, None)
        if turn is None:
            return refuse(500, "the script is over", x_should_retry="false")
        turn = turn(body) if callable(turn) else turn
        if turn.items and turn.items[0]["id"] in self._served:
            turn = _with_fresh_ids(turn)
        self._served.update(item["id"] for item in turn.items)
        return turn


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is part of many tests: say nothing."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Headers and first event would otherwise wait for each other's acknowledgement (Nagle).
    disable_nagle_algorithm = True
    server_state: ScriptedServer

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        body = json.loads(self.rfile.read(length) or b"{}")
        path = self.path.partition("?")[0].removeprefix("/v1")
        state = self.server_state
        if path == "/chat/completions" or (path == "/responses" and not state.chat_only):
            state.requests.append(body)
            state.headers.append({key.lower(): value for key, value in self.headers.items()})
            self.answer(state.next_turn(body), body, chat=path == "/chat/completions")
        elif path == "/conversations":
            name = _id("conv")
            self.server_state.conversations[name] = list(body.get("items") or ())
            self.send_json(200, {"id": name, "object": "conversation", "created_at": 0, "metadata": {}})
        else:
            self.send_json(404, {"error": {"message": "no such path", "code": None}})

    def do_GET(self) -> None:
        path = self.path.partition("?")[0].removeprefix("/v1")
        if path in self.server_state.files:
            data = self.server_state.files[path]
            self.send_response(200)
            self.send_header("content-type", "application/binary")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
            return
        conversations = self.server_state.conversations
        name = path.removeprefix("/conversations/").removesuffix("/items")
        refusal = self.server_state.models_refusal
        if path == "/models" and refusal is not None:
            self.send_json(refusal.status, {"error": refusal.error}, refusal.headers)
        elif path == "/models":
            self.send_json(200, {"object": "list", "data": list(self.server_state.models)})
        elif path.endswith("/items") and name in conversations:
            data = conversations[name]
            self.send_json(200, {"object": "list", "data": data, "has_more": False})
        elif path.startswith("/conversations/") and name in conversations:
            self.send_json(200, {"id": name, "object": "conversation", "created_at": 0, "metadata": {}})
        else:
            self.send_json(404, {"error": {"message": "no such thing", "code": "not_found"}})

    def answer(self, turn: Turn, body: Json, chat: bool = False) -> None:
        if turn.status != 200:
            self.send_json(turn.status, {"error": turn.error}, turn.headers)
            return
        name = body.get("conversation")
        name = name["id"] if isinstance(name, dict) else name
        if name in self.server_state.conversations:
            self.server_state.conversations[name] += [*body.get("input", ()), *turn.items]
        events = chunks_of(turn) if chat else events_of(turn, body)
        if not body.get("stream"):
            self.send_json(200, events[-1]["response"], turn.headers)
            return
        state, began = self.server_state, time.perf_counter()
        time.sleep(turn.delay)
        self.start_stream(turn.headers)
        for event in events:
            if event.get("type") == "response.output_text.delta":
                state.sent_at.append(time.perf_counter())
            self.send_chunk(sse(event))
            if turn.pace:
                time.sleep(turn.pace)
        state.busy_seconds = time.perf_counter() - began
        self.end_stream()

    def start_stream(self, headers: Iterable[tuple[str, str]] = ()) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        for key, value in headers:
            self.send_header(key, value)
        self.end_headers()

    def send_chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%b\r\n" % (len(data), data))
        self.wfile.flush()

    def end_stream(self) -> None:
        self.wfile.write(b"0\r\n\r\n")
        self.wfile.flush()

    def send_json(self, status: int, value: Json, headers: Iterable[tuple[str, str]] = ()) -> None:
        data = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        for key, text in headers:
            self.send_header(key, text)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments: object) -> None:
        """Keep the tests' output clean."""


def main() -> None:
    import argparse
    from itertools import cycle

    parser = argparse.ArgumentParser(description="Serve a script of turns, over and over.")
    parser.add_argument("turns", nargs="+", help='text, or {"call": name, "arguments": {…}}')
    parser.add_argument("--port", type=int, default=0)
    given = parser.parse_args()
    turns: list[Turn] = []
    for text in given.turns:
        if text.startswith('{"call"'):
            value = json.loads(text)
            turns.append(call(value["call"], json.dumps(value["arguments"])))
        else:
            turns.append(say(text))
    with ScriptedServer(cycle(turns), port=given.port) as server:
        print(server.base_url, flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
