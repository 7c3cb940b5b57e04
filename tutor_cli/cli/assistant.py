"""``tutor assistant``: who answers."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, Any

import typer

import tutor_cli
from tutor_cli.cli import options
from tutor_cli.cli.completion import complete_assistant
from tutor_cli.display.sanitize import clean, clean_line
from tutor_cli.display.tables import short_id, show_table, when
from tutor_cli.domain import Assistant
from tutor_cli.errors import UsageError

app = typer.Typer(name="assistant", help="Make, list, change and exchange assistants.", no_args_is_help=True)

Name = Annotated[str, typer.Option("--name", "-n", help="What it is called.")]
NewName = Annotated[str | None, typer.Option("--name", "-n", help="What it is called.")]
Description = Annotated[str | None, typer.Option("--description", help="A line for the list.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Id = Annotated[
    str,
    typer.Argument(
        metavar="ID", help="Its id or name, or the beginning of one.", autocompletion=complete_assistant
    ),
]


@app.command("create")
def create(
    name: Name,
    instructions: options.Instructions = None,
    model: options.Model = None,
    tools: options.Tools = None,
    description: Description = None,
    effort: options.Effort = None,
    temperature: options.Temperature = None,
    max_tokens: options.MaxTokens = None,
    tool_choice: options.ToolChoice = None,
    parallel: options.Parallel = None,
) -> None:
    """Make an assistant; prints its id."""
    from tutor_cli.tutor import DEFAULT_TOOLS

    chosen = options.tool_names(tools)
    with tutor_cli.Tutor() as tutor:
        assistant = tutor.create_assistant(
            name,
            instructions=instructions or "",
            model=model,
            tools=DEFAULT_TOOLS if chosen is None else chosen,
            settings=options.model_settings(effort, temperature, max_tokens, tool_choice, parallel),
            description=description or "",
        )
        typer.echo(assistant.id)


@app.command("list")
def list_assistants(as_json: AsJson = False) -> None:
    """List the assistants, oldest first."""
    with tutor_cli.Tutor() as tutor:
        assistants = tutor.store.assistants()
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in assistants], indent=2))
        return
    if not assistants:
        typer.echo("No assistants yet. Make one: tutor assistant create --name …", err=True)
        return
    rows = [
        (short_id(each.id), each.name, each.model or "(default)", _tools(each), when(each.created_at))
        for each in assistants
    ]
    show_table(("id", "name", "model", "tools", "made"), rows, give=1)


def _tools(assistant: Assistant) -> str:
    from tutor_cli.tutor import DEFAULT_TOOLS

    return "(default)" if assistant.tools == DEFAULT_TOOLS else " ".join(assistant.tools) or "(none)"


@app.command("show")
def show(id: Id, as_json: AsJson = False) -> None:
    """Show all that is set of one assistant."""
    with tutor_cli.Tutor() as tutor:
        assistant = tutor.store.assistant(id)
    if as_json:
        typer.echo(json.dumps(asdict(assistant), indent=2))
        return
    settings = {key: value for key, value in vars(assistant.settings).items() if value is not None}
    shown = {
        "id": assistant.id,
        "name": assistant.name,
        "description": assistant.description,
        "model": assistant.model or "(default)",
        "tools": " ".join(assistant.tools) or "(none)",
        "made": when(assistant.created_at),
        **settings,
        "instructions": assistant.instructions or "(default)",
    }
    for key, value in shown.items():
        if value != "":
            typer.echo(f"{key + ':':<14}{clean_line(str(value))}")


@app.command("update")
def update(
    id: Id,
    name: NewName = None,
    instructions: options.Instructions = None,
    model: options.Model = None,
    tools: options.Tools = None,
    description: Description = None,
    effort: options.Effort = None,
    temperature: options.Temperature = None,
    max_tokens: options.MaxTokens = None,
    tool_choice: options.ToolChoice = None,
    parallel: options.Parallel = None,
) -> None:
    """Change what is given, keep the rest. An empty --model goes back to the default."""
    chosen = options.tool_names(tools)
    changes: dict[str, Any] = {
        "name": name,
        "instructions": instructions,
        "description": description,
        "tools": None if chosen is None else tuple(chosen),
    }
    given = {key: value for key, value in changes.items() if value is not None}
    settings = options.model_settings(effort, temperature, max_tokens, tool_choice, parallel)
    if not given and model is None and not any(value is not None for value in vars(settings).values()):
        raise UsageError("Nothing to change.", "Give --name, --instructions, --model, --tool, …")
    if name is not None and not name.strip():
        raise UsageError("An assistant needs a name.", "Give a --name that is not empty.")
    with tutor_cli.Tutor() as tutor:
        assistant = tutor.store.assistant(id)
        if model is not None:
            given["model"] = model or None
        assistant = replace(assistant, settings=assistant.settings.merged(settings), **given)
        tutor.store.save_assistant(assistant)
        typer.echo(assistant.id)


@app.command("delete")
def delete(id: Id) -> None:
    """Delete an assistant; its threads stay."""
    with tutor_cli.Tutor() as tutor:
        assistant = tutor.store.assistant(id)
        tutor.store.delete_assistant(assistant.id)
        typer.echo(f"Deleted {assistant.id} ({clean_line(assistant.name)}).", err=True)


@app.command("export")
def export(
    id: Id,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file, such as coach.toml.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if there is one.")] = False,
) -> None:
    """Write an assistant as a small TOML file, to edit and to hand out."""
    from tutor_cli.display.export import write_document
    from tutor_cli.threads.assistant_files import to_toml

    with tutor_cli.Tutor() as tutor:
        text = to_toml(tutor.store.assistant(id))
    if output is None or str(output) == "-":
        typer.echo(clean(text) if sys.stdout.isatty() else text, nl=False)
    else:
        write_document(text, output, overwrite=force)
        typer.echo(f"Wrote {output}; use it with: tutor chat --assistant {output}", err=True)


@app.command("import")
def import_(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="“-” reads standard input.")],
) -> None:
    """Add assistants from files. They are our own TOML, or asst_ JSON saved from OpenAI's Assistants API.

    Prints their ids.
    """
    from tutor_cli.threads.importing import import_assistants

    with tutor_cli.Tutor() as tutor:
        for file in files:
            with options.told_of(file):
                imported = import_assistants(tutor.store, options.read_file(file))
            for assistant in imported.assistants:
                typer.echo(assistant.id)
            for note in imported.notes:
                typer.echo(clean_line(note), err=True)
