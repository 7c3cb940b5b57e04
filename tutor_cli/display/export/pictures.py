"""The pictures of a thread, to be put into a document."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

from tutor_cli.domain import Artifact, ToolOutput

LARGEST = 10_000_000
"""Bytes; a larger picture is left out."""
_KINDS = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"})


def pictures(output: ToolOutput | None, files: Path | None) -> Iterator[tuple[Artifact, str]]:
    """Each picture that a call made, with its bytes in Base64.

    Only files within ``files``, the thread's own folder, are read, whatever the thread says.
    """
    for artifact in output.artifacts if output else ():
        if files is None or artifact.media_type not in _KINDS:
            continue
        try:
            path = (files / artifact.path).resolve()
            if path.is_relative_to(files.resolve()) and path.stat().st_size <= LARGEST:
                yield artifact, base64.b64encode(path.read_bytes()).decode()
        except (OSError, ValueError):
            continue  # it is gone


def data_url(artifact: Artifact, data: str) -> str:
    return f"data:{artifact.media_type};base64,{data}"
