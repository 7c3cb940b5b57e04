"""FIXTURE: E2B's control plane as the SDK's client code expects it. Written by hand, not
recorded: what is tested with it (create, resume, pause, list, kill, refused keys, limits) is
proven against this and the real SDK, not against E2B's cloud."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

Answer = tuple[int, Any]


@dataclass
class Cloud:
    """An account with its sandboxes: id → ``running`` or ``paused``."""

    sandboxes: dict[str, str] = field(default_factory=dict)
    refuses: Answer | None = None
    """What everything is answered with, if set."""
    asked: list[str] = field(default_factory=list)
    created: list[dict[str, Any]] = field(default_factory=list)

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        status, body = self.answer(request)
        return httpx.Response(status, json=body, headers={"content-type": "application/json"})

    def answer(self, request: httpx.Request) -> Answer:
        parts = request.url.path.strip("/").split("/")
        self.asked.append(f"{request.method} {request.url.path}")
        if self.refuses is not None:
            return self.refuses
        assert request.headers["x-api-key"] == "e2b_" + "0" * 40
        if parts[0] in ("v2", "v3"):
            parts = parts[1:]
        actions: dict[tuple[str, ...], Callable[[], Answer]] = {
            ("POST", "sandboxes"): lambda: self._create(json.loads(request.content)),
            ("GET", "sandboxes"): self._list,
        }
        if len(parts) == 1:
            return actions[request.method, *parts]()
        id, action = parts[1], parts[2] if len(parts) > 2 else request.method
        if id not in self.sandboxes:
            return 404, {"code": 404, "message": f"sandbox {id} not found"}
        if action == "DELETE":
            del self.sandboxes[id]
            return 204, None
        self.sandboxes[id] = "paused" if action == "pause" else "running"
        return (201, self._about(id)) if action == "connect" else (204, None)

    def _create(self, wanted: dict[str, Any]) -> Answer:
        self.created.append(wanted)
        id = f"sbx{len(self.created)}"
        self.sandboxes[id] = "running"
        return 201, self._about(id)

    def _list(self) -> Answer:
        times = {"startedAt": "2026-11-23T09:00:00Z", "endAt": "2026-11-23T09:15:00Z"}
        sizes = {"cpuCount": 2, "memoryMB": 512, "diskSizeMB": 1024}
        return 200, [
            {**self._about(id), **times, **sizes, "state": state} for id, state in self.sandboxes.items()
        ]

    def _about(self, id: str) -> dict[str, Any]:
        return {"templateID": "code-interpreter-v1", "sandboxID": id, "clientID": "c", "envdVersion": "0.6.0"}
