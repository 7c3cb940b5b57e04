"""As much of the Assistants API, which was shut down in August 2026, as LangChain's runnable uses.

Only the benchmark needs it: to measure what we replace, something must answer it. Runs
take no time: the first retrieval finds them finished.
"""

from __future__ import annotations

import json
import time
from typing import Any

from tests.servers.scripted import Handler, Json, ScriptedServer, Turn, _id


class AssistantsServer(ScriptedServer):
    """A run takes the script's turns as the Responses API would."""

    def handler_class(self) -> type[Handler]:
        return AssistantsHandler

    def __enter__(self) -> AssistantsServer:
        self.runs: dict[str, Json] = {}
        self.said: dict[str, list[Json]] = {}
        super().__enter__()
        return self


class AssistantsHandler(Handler):
    server_state: AssistantsServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("content-length") or 0)) or b"{}")
        parts = self.path.partition("?")[0].removeprefix("/v1/").split("/")
        match parts:
            case ["assistants"]:
                self.send_json(200, self._made("assistant", "asst", **body))
            case ["threads"]:
                self.send_json(200, self._made("thread", "thread", tool_resources=None))
            case ["threads", "runs"]:
                self._run(_id("thread"), body)
            case ["threads", thread, "messages"]:
                self.send_json(200, self._message(thread, "", body.get("content", ""), "user"))
            case ["threads", thread, "runs"]:
                self._run(thread, body)
            case ["threads", thread, "runs", run, "submit_tool_outputs"]:
                self._run(thread, body, run)
            case _:
                self.send_json(404, {"error": {"message": f"no {parts}"}})

    def do_GET(self) -> None:
        match self.path.partition("?")[0].removeprefix("/v1/").split("/"):
            case ["threads", _, "runs", run]:
                self.send_json(200, self.server_state.runs[run])
            case ["threads", thread, "messages"]:
                said = list(reversed(self.server_state.said.get(thread, [])))
                self.send_json(200, {"object": "list", "data": said, "has_more": False})
            case _:
                self.send_json(404, {"error": {"message": "no such thing"}})

    def _made(self, kind: str, prefix: str, **fields: Any) -> Json:
        return {"id": _id(prefix), "object": kind, "created_at": int(time.time()), "metadata": {}, **fields}

    def _message(self, thread: str, run: str, text: str, role: str) -> Json:
        content = [{"type": "text", "text": {"value": text, "annotations": []}}]
        message = self._made(
            "thread.message",
            "msg",
            thread_id=thread,
            run_id=run,
            role=role,
            content=content,
            status="completed",
            assistant_id="asst_1",
            attachments=[],
        )
        self.server_state.said.setdefault(thread, []).append(message)
        return message

    def _run(self, thread: str, body: Json, id: str = "") -> None:
        id = id or _id("run")
        turn = self.server_state.next_turn(body)
        run = self._made(
            "thread.run",
            "run",
            thread_id=thread,
            assistant_id="asst_1",
            model="m",
            instructions="",
            tools=[],
            **self._outcome(thread, id, turn),
        )
        run["id"] = id
        self.server_state.runs[id] = run
        self.send_json(200, run)

    def _outcome(self, thread: str, run: str, turn: Turn) -> Json:
        wanted = [item for item in turn.items if item["type"] == "function_call"]
        if not wanted:
            for item in turn.items:
                self._message(thread, run, item["content"][0]["text"], "assistant")
            return {"status": "completed", "required_action": None}
        calls = [
            {
                "id": item["call_id"],
                "type": "function",
                "function": {"name": item["name"], "arguments": item["arguments"]},
            }
            for item in wanted
        ]
        action = {"type": "submit_tool_outputs", "submit_tool_outputs": {"tool_calls": calls}}
        return {"status": "requires_action", "required_action": action}
