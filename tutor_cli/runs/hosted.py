"""Tools that the model's own server runs: reading their items, keeping the files they make."""

from __future__ import annotations

import json
import mimetypes
import os
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

from tutor_cli.domain import Artifact, Item, ToolCall, ToolCallRecord, ToolOutput
from tutor_cli.models.base import FileMade
from tutor_cli.runs.events import FileEvent, NoticeEvent
from tutor_cli.runs.state import TurnState
from tutor_cli.store.files import make_private_directory


def hosted_record(item: Item) -> ToolCallRecord | None:
    """The call and output that a hosted tool's item tells of; ``None`` for any other item."""
    kind = str(item.get("type", ""))
    if not kind.endswith("_call") or kind == "function_call":
        return None
    if kind == "code_interpreter_call":
        name, arguments = "code_interpreter", {"code": item.get("code") or ""}
        outputs = [each for each in item.get("outputs") or () if isinstance(each, dict)]
        text = "".join(str(each.get("logs") or "") for each in outputs if each.get("type") == "logs")
    else:
        name = kind.removesuffix("_call")
        arguments = item.get("action") or {}
        text = ""
    call = ToolCall(str(item.get("id", "")), name, json.dumps(arguments))
    return ToolCallRecord(call, ToolOutput(text, is_error=item.get("status") == "failed"))


def keep_file(turn: TurnState, made: FileMade) -> Iterator[FileEvent | NoticeEvent]:
    """Put a file into the thread's folder, and note it with the call that made it."""
    if turn.folder is None:
        return
    try:
        path = _write_new(turn.folder, made.name, made.data)
    except OSError as error:
        yield NoticeEvent(f"{made.name} could not be kept: {error.strerror}.")
        return
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    artifact = Artifact(str(path), media_type, path.name)
    for step in turn.store.steps(run_id=turn.run.id):
        if made.item_id in step.item_ids:
            calls = tuple(_with_artifact(record, artifact) for record in step.calls)
            turn.store.save_step(replace(step, calls=calls))
    yield FileEvent(made.item_id, asdict(artifact))


def _with_artifact(record: ToolCallRecord, artifact: Artifact) -> ToolCallRecord:
    output = record.output or ToolOutput("")
    return replace(record, output=replace(output, artifacts=(*output.artifacts, artifact)))


def _write_new(folder: Path, name: str, data: bytes) -> Path:
    """Write a file under a free name: the plain part of ``name``, which is a model's word."""
    plain = re.sub(r"[^\w. -]", "_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(". ")[-60:] or "file"
    make_private_directory(folder)
    path, number = folder / plain, 1
    while True:
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            number += 1
            path = folder / f"{Path(plain).stem}-{number}{Path(plain).suffix}"
            continue
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        return path
