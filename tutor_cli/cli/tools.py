"""``tutor tools``: every tool there is, where it comes from, and whether it works."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from tutor_cli.cli import options


def tools(
    ask_again: Annotated[
        bool, typer.Option("--ask-again", help="Ask again about files of the tools folder that were refused.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    debug: options.Debug = False,
) -> None:
    """List the tools. Where each comes from is told, whether it is asked about, and whether it works."""
    from tutor_cli.display.approve import can_ask, confirm_file
    from tutor_cli.display.listings import show_tools
    from tutor_cli.display.sanitize import clean_line
    from tutor_cli.tools.approval import Approvals
    from tutor_cli.tools.loading import ToolFolder
    from tutor_cli.tools.registry import mcp_names
    from tutor_cli.tutor import Tutor

    with Tutor(options.configured(), confirm=confirm_file if can_ask() else None) as tutor:
        if ask_again:
            ToolFolder(tutor.config).forget_refusals()
        approvals = Approvals.configured(tutor.config)
        if servers := mcp_names(tutor.config):
            typer.secho(f"Starting {', '.join(map(clean_line, servers))} …", err=True, dim=True)
        listed = list(tutor.list_tools())
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in listed], indent=2, ensure_ascii=False))
        return
    show_tools(listed, approvals)
