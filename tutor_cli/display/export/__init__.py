"""A whole thread as a document: Markdown, a web page, JSON or a Jupyter notebook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeAlias

from tutor_cli.errors import UsageError
from tutor_cli.store import Store

Format: TypeAlias = Literal["markdown", "html", "json", "notebook"]

SUFFIXES: Mapping[str, Format] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".ipynb": "notebook",
}


def format_named(name: str) -> Format:
    """The format of this name, or of this file ending. Raises UsageError."""
    wanted = name.strip().lower()
    for format in SUFFIXES.values():
        if wanted == format:
            return format
    if f".{wanted}" in SUFFIXES:
        return SUFFIXES[f".{wanted}"]
    raise UsageError(
        f"There is no format “{name[:40]}”.", f"Give one of {', '.join(dict.fromkeys(SUFFIXES.values()))}."
    )


def format_of(path: Path) -> Format:
    """The format that a file's name asks for. Raises UsageError."""
    try:
        return SUFFIXES[path.suffix.lower()]
    except KeyError:
        raise UsageError(
            f"{path.name} does not say in which format to export.",
            f"Give a name that ends in {', '.join(SUFFIXES)}; `tutor thread export` takes --format too.",
        ) from None


def export_thread(store: Store, thread_id: str, format: Format, files: Path | None = None) -> str:
    """The thread as a document's text, in UTF-8.

    ``files`` is the thread's own folder: pictures that code made are taken from there
    into the document. Raises NotFound.
    """
    if format == "json":
        from tutor_cli.threads.interchange import to_json

        return to_json(store, thread_id)
    from tutor_cli.threads.transcript import transcript

    thread = store.thread(thread_id)
    scenes = transcript(store, thread.id)
    if format == "html":
        from tutor_cli.display.export.html import to_html

        return to_html(thread, scenes, files)
    if format == "notebook":
        from tutor_cli.display.export.notebook import to_notebook

        return to_notebook(thread, scenes, files)
    from tutor_cli.display.export.markdown import to_markdown

    return to_markdown(thread, scenes, files)


def write_document(text: str, path: Path, *, overwrite: bool = False) -> None:
    """Write an exported document, for the user alone (0600). Raises UsageError."""
    path = path.expanduser()
    try:
        if overwrite:
            path.unlink(missing_ok=True)
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(text, "utf-8", errors="replace")
    except FileExistsError:
        raise UsageError(f"{path} exists.", "Give --force to replace it, or another name.") from None
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written: {error.strerror or error}.", "Give another path."
        ) from error
