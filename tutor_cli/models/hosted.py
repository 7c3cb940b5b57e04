"""What tools that run on the model's own server leave behind: sources, and files they made."""

from __future__ import annotations

import base64
import binascii
import mimetypes
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tutor_cli.domain import Artifact, Item
from tutor_cli.items import is_message

if TYPE_CHECKING:
    from tutor_cli.models.connection import Connection

LARGEST_FILE = 64 * 2**20
"""Bytes; a larger file is not kept."""


@dataclass(frozen=True)
class Source:
    """A page that an answer cites."""

    title: str
    url: str


@dataclass(frozen=True)
class HostedFile:
    """A file that a hosted tool made: in a container there, or already with us as ``data``."""

    name: str
    container_id: str = ""
    file_id: str = ""
    data: bytes | None = None


def sources(items: Iterable[Item]) -> list[Source]:
    """The pages that the messages among ``items`` cite, each once, in the order of citation."""
    found: dict[str, Source] = {}
    for annotation in _annotations(items, "url_citation"):
        url = str(annotation.get("url") or "")
        if urlsplit(url).scheme in ("http", "https"):
            found.setdefault(url, Source(str(annotation.get("title") or url), url))
    return list(found.values())


def files(items: Iterable[Item]) -> list[HostedFile]:
    """The files that OpenAI's code interpreter made: those the answer cites, and its pictures."""
    items = list(items)
    found: dict[tuple[str, str], HostedFile] = {}
    for item in items:
        if item.get("type") != "code_interpreter_call":
            continue
        for number, output in enumerate(item.get("outputs") or ()):
            data, suffix = _inline(str(output.get("url", ""))) if isinstance(output, dict) else (None, "")
            if data is not None:
                name = f"{item.get('id', 'output')}-{number}{suffix}"
                found[name, ""] = HostedFile(name, data=data)
    for annotation in _annotations(items, "container_file_citation"):
        container, file = str(annotation.get("container_id") or ""), str(annotation.get("file_id") or "")
        if _is_id(container) and _is_id(file):
            name = str(annotation.get("filename") or file)
            found.setdefault((container, file), HostedFile(name, container, file))
    return list(found.values())


def artifacts(connection: Connection, items: Iterable[Item], folder: Path) -> tuple[Artifact, ...]:
    """Put the files that a run's items tell of into ``folder``. Raises Failure.

    A container is kept for only twenty minutes after its last use: download at once.
    """
    made: list[Artifact] = []
    for file in files(items):
        data = file.data
        if data is None:
            data = connection.download(f"/containers/{file.container_id}/files/{file.file_id}/content")
        if len(data) > LARGEST_FILE:
            continue
        path = _free_path(folder, file.name)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(data)
        media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        made.append(Artifact(str(path), media_type, path.name))
    return tuple(made)


def _annotations(items: Iterable[Item], kind: str) -> Iterator[dict[str, Any]]:
    for item in items:
        content = item.get("content") if is_message(item, "assistant") else None
        for part in content if isinstance(content, list) else ():
            for annotation in (part.get("annotations") or ()) if isinstance(part, dict) else ():
                if isinstance(annotation, dict) and annotation.get("type") == kind:
                    yield annotation


def _inline(url: str) -> tuple[bytes | None, str]:
    """The bytes of a ``data:`` address and a fitting suffix."""
    match = re.match(r"data:(image/[a-z.+-]+);base64,", url)
    if not match:
        return None, ""
    try:
        data = base64.b64decode(url[match.end() :], validate=True)
    except (binascii.Error, ValueError):
        return None, ""
    return data, mimetypes.guess_extension(match[1]) or ".bin"


def _is_id(text: str) -> bool:
    """Fit for a path of the API: nothing that could lead elsewhere."""
    return bool(re.fullmatch(r"[A-Za-z0-9_-]{1,200}", text))


def _free_path(folder: Path, name: str) -> Path:
    """A path in ``folder`` that is not taken; the name is the model's, so only its plain part is used."""
    plain = re.sub(r"[^\w. -]", "_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(". ")[-120:] or "file"
    path, number = folder / plain, 1
    while path.exists():
        number += 1
        path = folder / f"{Path(plain).stem}-{number}{Path(plain).suffix}"
    return path
