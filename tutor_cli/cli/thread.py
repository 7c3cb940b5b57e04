"""``tutor thread``: conversations."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import asdict
from typing import Annotated

import typer

from tutor_cli.cli import options
from tutor_cli.display.tables import show_table, when
from tutor_cli.tutor import Tutor

app = typer.Typer(name="thread", help="List, show and delete conversations.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="The thread's id, or its beginning.")]


@app.command("new")
def new(
    assistant_id: options.AssistantId = None,
    title: Annotated[str, typer.Option("--title", help="What it is about.")] = "",
    hosted: Annotated[
        bool, typer.Option("--hosted", help="Keep it on the model's server (OpenAI's Conversations).")
    ] = False,
    model: options.Model = None,
    base_url: options.BaseUrl = None,
) -> None:
    """Begin an empty thread; prints its id."""
    with Tutor() as tutor:
        thread = tutor.create_thread(
            title=title, assistant=assistant_id, on_server=hosted, model=model, base_url=base_url
        )
        typer.echo(thread.id)


@app.command("list")
def list_threads(
    limit: Annotated[int, typer.Option("--limit", "-l", min=1, help="At most this many.")] = 50,
    as_json: AsJson = False,
) -> None:
    """List the threads, last used first."""
    with Tutor() as tutor:
        threads = tutor.store.threads(limit)
        names = {each.id: each.name for each in tutor.store.assistants()}
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in threads], indent=2))
        return
    if not threads:
        typer.echo('No threads yet. Begin one: tutor ask "…"', err=True)
        return
    rows = [
        (each.id, each.title, names.get(each.assistant_id or "", "tutor"), when(each.updated_at))
        for each in threads
    ]
    show_table(("id", "title", "assistant", "last used"), rows)


@app.command("show")
def show(id: Id, as_json: AsJson = False) -> None:
    """Show a whole thread."""
    with Tutor() as tutor:
        thread = tutor.store.thread(id)
        items = tutor.store.items(thread.id)
    if as_json:
        typer.echo(json.dumps({**asdict(thread), "items": items}, indent=2))
        return
    from tutor_cli.display.thread import show_items

    show_items(items, sys.stdout)


@app.command("delete")
def delete(id: Id, yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False) -> None:
    """Delete a thread with everything in it, for good."""
    with Tutor() as tutor:
        thread = tutor.store.thread(id)
        if not yes:
            typer.confirm(f"Delete {thread.id} ({thread.title or 'untitled'})?", abort=True, err=True)
        tutor.store.delete_thread(thread.id)
        shutil.rmtree(tutor.config.thread_folder(thread.id), ignore_errors=True)
        typer.echo(f"Deleted {thread.id}.", err=True)
