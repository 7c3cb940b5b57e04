"""A thread as a Jupyter notebook: the code in cells that run, the rest as text.

nbformat 4.5: https://nbformat.readthedocs.io/en/latest/format_description.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tutor_cli import __version__
from tutor_cli.display.delimiters import closing_dollar
from tutor_cli.display.export.markdown import fenced, heading
from tutor_cli.display.export.pictures import pictures
from tutor_cli.display.plain import described
from tutor_cli.domain import Thread, ToolOutput
from tutor_cli.threads.transcript import Answer, Called, Failed, Noted, Question, Scene

_CODE_OR_MATH = re.compile(
    r"(?P<code>^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)|(?P<tick>`+)(?!`).*?(?<!`)(?P=tick)(?!`))"
    r"|(?<!\\)\\\((?P<inline>.+?)(?<!\\)\\\)"
    r"|(?<!\\)\\\[(?P<display>.+?)(?<!\\)\\\]"
    r"|(?<!\\)\$\$.+?\$\$"
    r"|(?P<dollar>(?<!\\)\$)",
    re.DOTALL | re.MULTILINE,
)


def to_notebook(thread: Thread, scenes: Iterable[Scene], files: Path | None = None) -> str:
    """The notebook's JSON text."""
    cells = list(_cells(thread, scenes, files))
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    whole = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "tutor": {"version": __version__, "thread_id": thread.id},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(whole, indent=1) + "\n"


def _cells(thread: Thread, scenes: Iterable[Scene], files: Path | None) -> Iterator[dict[str, Any]]:
    yield _text(f"# {with_dollars(heading(thread))}")
    count = 0
    for scene in scenes:
        match scene:
            case Question(text, attached):
                lines = [*(with_dollars(text).splitlines() or [""]), *(f"📎 {name}" for name in attached)]
                yield _text("\n".join(f"> {line}".rstrip() for line in lines))
            case Answer(text, whole):
                yield _text(with_dollars(text) + ("" if whole else "\n\n*(cut off)*"))
            case Noted(event):
                yield _text(with_dollars("  \n".join(event.text.splitlines())))
            case Failed(error):
                yield _text(f"*{error.message}*")
            case Called(call, output) if call.name in ("run_python", "code_interpreter"):
                count += 1
                yield {
                    "cell_type": "code",
                    "execution_count": count,
                    "metadata": {},
                    "source": _lines(described(call.arguments)),
                    "outputs": list(_outputs(output, files)),
                }
            case Called(call, output):
                told = fenced(output.text, "text") if output and output.text.strip() else ""
                yield _text(
                    f"**{call.name}**\n\n{fenced(described(call.arguments), 'json')}\n\n{told}".strip()
                )


def _outputs(output: ToolOutput | None, files: Path | None) -> Iterator[dict[str, Any]]:
    if output is not None and output.text:
        name = "stderr" if output.is_error else "stdout"
        yield {"output_type": "stream", "name": name, "text": _lines(output.text)}
    for artifact, data in pictures(output, files):
        yield {
            "output_type": "display_data",
            "metadata": {},
            "data": {artifact.media_type: data, "text/plain": [artifact.title or "picture"]},
        }


def with_dollars(text: str) -> str:
    r"""``\(…\)`` and ``\[…\]`` outside code as ``$…$`` and ``$$…$$``, for Jupyter; money as ``\$5``."""
    pieces: list[str] = []
    end = 0
    while match := _CODE_OR_MATH.search(text, end):
        pieces.append(text[end : match.start()])
        end = match.end()
        if match["inline"] is not None:
            pieces.append(f"${match['inline'].strip()}$")
        elif match["display"] is not None:
            pieces.append(f"$${match['display']}$$")
        elif match["dollar"]:
            paragraph = text.find("\n\n", end)
            closing = closing_dollar(text, end, len(text) if paragraph < 0 else paragraph)
            pieces.append("\\$" if closing < 0 else f"${text[end:closing].strip()}$")
            end = max(end, closing + 1)
        else:
            pieces.append(match[0])
    return "".join(pieces) + text[end:]


def _text(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": _lines(source)}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
