"""``tutor thread``: conversations."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer

import tutor_cli
from tutor_cli.cli import options
from tutor_cli.cli.completion import complete_thread
from tutor_cli.display.listings import show_threads
from tutor_cli.display.sanitize import clean, clean_line
from tutor_cli.display.tables import show_hits
from tutor_cli.errors import UsageError
from tutor_cli.threads.hosted import is_hosted

app = typer.Typer(name="thread", help="List, search, show and change conversations.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
_WHICH = "Its id or title, or the beginning of one; @last, @2 (the last but one), …"
Id = Annotated[str, typer.Argument(metavar="ID", help=_WHICH, autocompletion=complete_thread)]
Ids = Annotated[list[str], typer.Argument(metavar="ID...", help=_WHICH, autocompletion=complete_thread)]


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
    with tutor_cli.Tutor() as tutor:
        assistant = options.chosen_assistant(tutor, assistant_id)
        thread = tutor.create_thread(
            title=title, assistant=assistant, on_server=hosted, model=model, base_url=base_url
        )
        typer.echo(thread.id)


@app.command("list")
def list_threads(
    limit: Annotated[int, typer.Option("--limit", "-l", min=1, help="At most this many.")] = 50,
    deleted: Annotated[bool, typer.Option("--deleted", help="Those that can be restored.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the threads, last used first."""
    with tutor_cli.Tutor() as tutor:
        found = tutor.store.summaries(limit, deleted=deleted)
        names = {each.id: each.name for each in tutor.store.assistants()}
    if as_json:
        told = [
            {**asdict(each.thread), "turns": each.turns, "size": each.size, "deleted_at": each.deleted_at}
            for each in found
        ]
        typer.echo(json.dumps(told, indent=2))
        return
    if not found:
        none = "No deleted threads." if deleted else 'No threads yet. Begin one: tutor ask "…"'
        typer.echo(none, err=True)
        return
    show_threads(found, names)


@app.command("search")
def search(
    words: Annotated[list[str], typer.Argument(help='All must occur; "…" finds words together.')],
    limit: Annotated[int, typer.Option("--limit", "-l", min=1, help="At most this many threads.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Find threads by title, questions and answers. Words are found by their beginning."""
    with tutor_cli.Tutor() as tutor:
        hits = tutor.store.search(" ".join(words), limit)
    if as_json:
        typer.echo(json.dumps([{**asdict(hit), "excerpt": hit.plain_excerpt} for hit in hits], indent=2))
    elif hits:
        show_hits(hits)
    else:
        typer.echo("Nothing found.", err=True)
    raise typer.Exit(0 if hits else 1)


@app.command("show")
def show(
    id: Id,
    as_json: AsJson = False,
    steps: Annotated[
        bool, typer.Option("--steps", help="Show the runs' steps instead, as `tutor run show` does.")
    ] = False,
) -> None:
    """Show a whole thread as it looked."""
    from tutor_cli.display.steps import show_run
    from tutor_cli.display.tally import Tally
    from tutor_cli.display.thread import show_scenes
    from tutor_cli.models.catalog import cost_of
    from tutor_cli.threads.transcript import transcript

    with tutor_cli.Tutor() as tutor:
        thread = tutor.store.thread(id)
        runs = tutor.store.runs(thread.id)
        costs = [cost_of(run.model, run.usage, tutor.config) for run in runs]
        if as_json:
            told = [{**asdict(run), "cost": cost} for run, cost in zip(runs, costs, strict=True)]
            whole = {**asdict(thread), "items": tutor.store.items(thread.id), "runs": told}
            typer.echo(json.dumps(whole, indent=2))
            return
        if steps:
            items = {str(item.get("id")): item for item in tutor.store.items(thread.id)}
            for run, cost in zip(runs, costs, strict=True):
                show_run(run, tutor.store.steps(run_id=run.id), items, sys.stdout, dollars=cost)
        else:
            show_scenes(transcript(tutor.store, thread.id), sys.stdout)
        if used := Tally().with_runs(runs, tutor.config).told():
            typer.secho(used, err=True, dim=True)


@app.command("rename")
def rename(
    id: Id, title: Annotated[list[str], typer.Argument(help="What it is called from now on.")]
) -> None:
    """Give a thread another title."""
    wanted = " ".join(" ".join(title).split())
    if not wanted:
        raise UsageError("The title is empty.", "Give one: tutor thread rename ID …")
    with tutor_cli.Tutor() as tutor:
        thread = tutor.store.thread(id)
        tutor.store.save_thread(replace(thread, title=wanted[:200]))
        typer.echo(f"{thread.id} is now “{clean_line(wanted[:200])}”.", err=True)


@app.command("fork")
def fork(
    id: Id,
    turn: Annotated[
        int | None,
        typer.Option("--turn", "-n", min=0, help="Keep the turns up to this one; without it, all."),
    ] = None,
) -> None:
    """Copy a thread, to go on from one of its turns. Prints the copy's id."""
    from tutor_cli.threads.forking import fork as copy_of

    with tutor_cli.Tutor() as tutor:
        copy = copy_of(tutor.store, id, turn=turn, files=tutor.config.thread_folder("x").parent)
        typer.echo(copy.id)


@app.command("delete")
def delete(
    ids: Ids,
    yes: Yes = False,
    forever: Annotated[
        bool, typer.Option("--forever", help="At once and for good, instead of in a day.")
    ] = False,
) -> None:
    """Delete threads. For a day `tutor thread restore` brings them back; then they are gone."""
    from tutor_cli.threads.trash import delete_threads

    with tutor_cli.Tutor() as tutor:
        threads = [tutor.store.thread(id) for id in ids]  # all of them, before @2 means another one
        if not yes:
            named = ", ".join(f"{each.id} ({clean_line(each.title) or 'untitled'})" for each in threads)
            _confirm(f"Delete {named}{' for good' if forever else ''}?")
        delete_threads(tutor.store, tutor.config, [each.id for each in threads], forever=forever)
        for each in threads:
            undo = "." if forever else f"; `tutor thread restore {each.id}` brings it back within a day."
            typer.echo(f"Deleted {each.id}{undo}", err=True)
            if is_hosted(each.id):
                typer.echo("The copy on the model's server stays until it is deleted there.", err=True)


def _confirm(question: str) -> None:
    try:
        if typer.confirm(question, err=True):
            return
    except typer.Abort:  # Ctrl-C, or nobody there
        typer.echo(err=True)
    typer.echo("Nothing was deleted.", err=True)
    raise typer.Exit(1)


@app.command("restore")
def restore(
    id: Annotated[str, typer.Argument(metavar="ID", help="As `thread list --deleted` says.")],
) -> None:
    """Bring a deleted thread back."""
    with tutor_cli.Tutor() as tutor:
        thread = tutor.store.restore_thread(id)
        typer.echo(f"Restored {thread.id} ({clean_line(thread.title) or 'untitled'}).", err=True)


@app.command("export")
def export(
    id: Id,
    format: Annotated[
        str | None, typer.Option("--format", "-f", help="markdown, html, json or notebook.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; its ending says the format.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if there is one.")] = False,
) -> None:
    """Write a thread as a document. It is Markdown, a web page, JSON or a Jupyter notebook."""
    from tutor_cli.display.export import export_thread, format_named, format_of, write_document

    chosen = format_named(format) if format else format_of(output) if output else "markdown"
    with tutor_cli.Tutor() as tutor:
        thread = tutor.store.thread(id)
        text = export_thread(tutor.store, thread.id, chosen, tutor.config.thread_folder(thread.id))
    if output is None or str(output) == "-":
        typer.echo(clean(text) if sys.stdout.isatty() else text, nl=False)
    else:
        write_document(text, output, overwrite=force)
        typer.echo(f"Wrote {output}.", err=True)


@app.command("import")
def import_(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="“-” reads standard input.")],
) -> None:
    """Add threads from files. They are our own JSON, or threads and messages of OpenAI's Assistants API.

    Prints the threads' ids.
    """
    from tutor_cli.threads.importing import import_threads

    with tutor_cli.Tutor() as tutor:
        for file in files:
            with options.told_of(file):
                imported = import_threads(tutor.store, options.read_file(file))
            for thread in imported.threads:
                typer.echo(thread.id)
            for note in imported.notes:
                typer.echo(clean_line(note), err=True)
