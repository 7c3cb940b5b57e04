"""What tools that run on the model's own server leave behind: sources, and files they made."""

from __future__ import annotations

import base64
import binascii
import mimetypes
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tutor_cli.domain import Item
from tutor_cli.items import is_message

if TYPE_CHECKING:
    from tutor_cli.cancellation import Cancellation
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

    item_id: str
    """The call's that made it; empty where no call of this answer did."""
    name: str
    container_id: str = ""
    file_id: str = ""
    data: bytes = b""


def sources(items: Iterable[Item]) -> list[Source]:
    """The pages that the messages among ``items`` cite, each once, in the order of citation."""
    found: dict[str, Source] = {}
    for annotation in _annotations(items, "url_citation"):
        url = str(annotation.get("url") or "")
        if urlsplit(url).scheme in ("http", "https"):
            found.setdefault(url, Source(str(annotation.get("title") or url), url))
    return list(found.values())


class HostedFiles:
    """Fed an answer's items in order, it tells of the files that OpenAI's code interpreter made:
    its pictures, and what the answer cites."""

    def __init__(self) -> None:
        self._calls: dict[str, str] = {}  # the last call's id, by container
        self._cited: set[tuple[str, str]] = set()

    def of(self, item: Item) -> Iterator[HostedFile]:
        """Those that this item tells of and none before it did."""
        if item.get("type") == "code_interpreter_call":
            id = str(item.get("id") or "")
            self._calls[str(item.get("container_id"))] = id
            outputs = item.get("outputs")
            for output in outputs if isinstance(outputs, list) else ():
                data, suffix = _inline(str(output.get("url", ""))) if isinstance(output, dict) else (b"", "")
                if data:
                    yield HostedFile(id, f"figure{suffix}", data=data)
        for annotation in _annotations([item], "container_file_citation"):
            container, file = str(annotation.get("container_id") or ""), str(annotation.get("file_id") or "")
            if _is_id(container) and _is_id(file) and (container, file) not in self._cited:
                self._cited.add((container, file))
                name = str(annotation.get("filename") or file)
                yield HostedFile(self._calls.get(container, ""), name, container, file)


def contents(connection: Connection, file: HostedFile, cancellation: Cancellation) -> bytes:
    """What is in it. Raises Failure or Cancelled.

    A container is kept for only twenty minutes after its last use: download at once.
    """
    if file.data:
        return file.data
    path = f"/containers/{file.container_id}/files/{file.file_id}/content"
    return connection.download(path, cancellation)


def _annotations(items: Iterable[Item], kind: str) -> Iterator[dict[str, Any]]:
    for item in items:
        content = item.get("content") if is_message(item, "assistant") else None
        for part in content if isinstance(content, list) else ():
            for annotation in (part.get("annotations") or ()) if isinstance(part, dict) else ():
                if isinstance(annotation, dict) and annotation.get("type") == kind:
                    yield annotation


def _inline(url: str) -> tuple[bytes, str]:
    """The bytes of a ``data:`` address and a fitting suffix."""
    match = re.match(r"data:(image/[a-z.+-]+);base64,", url)
    if not match:
        return b"", ""
    try:
        data = base64.b64decode(url[match.end() :], validate=True)
    except (binascii.Error, ValueError):
        return b"", ""
    return data, mimetypes.guess_extension(match[1]) or ".bin"


def _is_id(text: str) -> bool:
    """Fit for a path of the API: nothing that could lead elsewhere."""
    return bool(re.fullmatch(r"[A-Za-z0-9_-]{1,200}", text))
