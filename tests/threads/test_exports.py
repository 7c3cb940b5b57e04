"""A thread as a document."""

from __future__ import annotations

import base64
import json
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest

from tests.threads.conftest import CODE, png
from tutor_cli.display.export import export_thread, format_named, format_of, write_document
from tutor_cli.display.export.notebook import with_dollars
from tutor_cli.domain import Artifact, Run, RunStep, Thread, ToolCall, ToolCallRecord, ToolOutput
from tutor_cli.errors import UsageError
from tutor_cli.items import assistant_message, function_call_output, user_message
from tutor_cli.store import Store


def test_markdown_keeps_the_answers_as_they_are(store: Store, thread: Thread, files: Path) -> None:
    text = export_thread(store, thread.id, "markdown", files)
    assert text.startswith("# Differentiate \\(x^2\\)\n")
    assert "\n> What is the derivative of \\(x^2\\)?\n" in text
    assert f"\n```python\n{CODE}\n```\n\n```text\n2*x\n```\n" in text
    assert (
        "It is \\(2x\\):\n\n\\[\\frac{d}{dx} x^2 = 2x\\]\n\nIn code, `\\(2x\\)` is `2*x`; it costs $5."
        in text
    )
    assert "Because the\n\n*(cut off)*" in text
    assert "*The model broke.*" in text
    assert "[1] Derivatives — https://example.org/d (fetched 2026-11-23)" in text
    assert "differs ✗ the built-in solver gets \\(3x\\)" in text
    assert base64.b64encode(png()).decode() in text


def test_a_fence_is_longer_than_any_within(store: Store) -> None:
    store.save_thread(Thread("thread_fence"))
    store.append("thread_fence", [user_message("?")])
    call = {"type": "function_call", "id": "f", "call_id": "c", "name": "run_python"}
    store.append("thread_fence", [{**call, "arguments": "{\"code\": \"'''```'''\"}"}])
    assert "````python\n'''```'''\n````" in export_thread(store, "thread_fence", "markdown")


class Page(HTMLParser):
    """The tags and attributes of a page, and the text outside of code and style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href", "xlink:href")]
        assert not any(name.startswith("on") for name, _ in attrs)
        if tag not in ("meta", "img", "br", "hr", "path", "use"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not {"style", "pre", "code", "title"} & set(self.open):
            self.text += data


def test_the_web_page_holds_everything_and_fetches_nothing(store: Store, thread: Thread, files: Path) -> None:
    page = export_thread(store, thread.id, "html", files)
    seen = Page(page)
    assert seen.tags.count("svg") == 3
    assert "\\frac" not in seen.text
    assert "it costs $5." in seen.text
    assert "<code>\\(2x\\)</code>" in page
    assert "script" not in seen.tags
    assert "\x1b" not in page
    assert "And the integral</section><script>?" in seen.text
    assert [link for link in seen.links if link.startswith("data:image/png;base64,")]
    assert not [link for link in seen.links if not link.startswith(("data:", "#"))]
    assert "default-src 'none'" in page


def test_hostile_markdown_gets_nothing_through(store: Store) -> None:
    hostile = (
        "<script>alert(1)</script> <img src=x onerror=alert(1)>\n\n"
        "![pixel](https://evil.example/p.png) [go](javascript:alert(1)) [fine](https://example.org)\n\n"
        "\\(\\text{</svg><script>alert(1)</script>}\\) and \\(\\unknown<script>\\)\n\n"
        "| $a|b$ | `<b>` |\n|---|---|\n| 1 | 2 |\n"
    )
    store.save_thread(Thread("thread_hostile", "</title><script>alert(1)</script>"))
    store.append("thread_hostile", [user_message("?"), assistant_message(hostile)])
    page = export_thread(store, "thread_hostile", "html")
    seen = Page(page)
    assert "script" not in seen.tags
    assert "img" not in seen.tags
    assert "https://evil.example/p.png" in seen.links
    assert not [link for link in seen.links if link.startswith("javascript")]
    assert "table" in seen.tags


def test_a_picture_outside_of_the_threads_folder_is_not_read(
    store: Store, thread: Thread, files: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"secret" * 100)
    (files / "link.png").symlink_to(secret)
    for number, path in enumerate([secret, files / "link.png", files / ".." / ".." / "secret.png"]):
        call = ToolCall(f"call_{number}9", "run_python", "{}")
        record = ToolCallRecord(call, ToolOutput("x", (Artifact(str(path), "image/png"),)))
        run = Run(f"run_{number}9", thread.id, None, "m", "completed")
        store.save_run(run)
        step = RunStep(f"step_{number}9", run.id, thread.id, "tool_calls", calls=(record,))
        item = {"type": "function_call", "id": "f", "call_id": call.call_id, "name": "run_python"}
        store.append(
            thread.id,
            [{**item, "arguments": "{}"}, function_call_output(call.call_id, "x")],
            run.id,
            step,
        )
    for format in ("html", "markdown", "notebook"):
        assert base64.b64encode(b"secret" * 9).decode()[:20] not in export_thread(
            store, thread.id, format_named(format), files
        )


def test_the_notebook_is_valid_and_its_code_is_in_cells(store: Store, thread: Thread, files: Path) -> None:
    notebook = nbformat.reads(export_thread(store, thread.id, "notebook", files), as_version=4)
    nbformat.validate(notebook)
    (code,) = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code.source == CODE
    assert code.outputs[0].text == "2*x\n"
    assert base64.b64decode(code.outputs[1].data["image/png"]) == png()
    texts = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert "It is $2x$:\n\n$$\\frac{d}{dx} x^2 = 2x$$\n\nIn code, `\\(2x\\)` is" in texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\\( x \\) and \\[y\n\\]", "$x$ and $$y\n$$"),
        ("a \\\\(not mathematics\\\\)", "a \\\\(not mathematics\\\\)"),
        ("```\n\\(x\\)\n```", "```\n\\(x\\)\n```"),
        ("``a ` \\(x\\)`` \\(y\\)", "``a ` \\(x\\)`` $y$"),
        ("\\(open", "\\(open"),
        ("$5 and $10 for $x^2$, `$1`", "\\$5 and \\$10 for $x^2$, `$1`"),
    ],
)
def test_delimiters_become_dollars_but_not_in_code(text: str, expected: str) -> None:
    assert with_dollars(text) == expected


def test_json_is_json(store: Store, thread: Thread) -> None:
    assert json.loads(export_thread(store, thread.id, "json"))["thread"]["id"] == thread.id


def test_the_formats_names(tmp_path: Path) -> None:
    assert format_of(Path("a.IPYNB")) == "notebook"
    assert format_named("md") == "markdown"
    with pytest.raises(UsageError, match="docx"):
        format_of(Path("a.docx"))
    with pytest.raises(UsageError, match="“docx”"):
        format_named("docx")


def test_a_document_is_private_and_replaces_nothing_unasked(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    write_document("one ∫ \ud800", path)
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(UsageError, match="exists"):
        write_document("two", path)
    write_document("two", path, overwrite=True)
    assert path.read_text() == "two"
    with pytest.raises(UsageError, match="cannot be written"):
        write_document("x", tmp_path / "no" / "a.md")
