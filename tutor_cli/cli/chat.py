"""``tutor`` and ``tutor chat``: a conversation at the prompt."""

from __future__ import annotations

from typing import Annotated

import typer

from tutor_cli import __version__
from tutor_cli.cli import options


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tutor {__version__}")
        raise typer.Exit


Version = Annotated[
    bool,
    typer.Option("--version", "-V", help="Show the version.", is_eager=True, callback=_show_version),
]


def default(
    context: typer.Context,
    thread_id: options.ThreadId = None,
    last: options.Continue = False,
    assistant_id: options.AssistantId = None,
    model: options.Model = None,
    base_url: options.BaseUrl = None,
    version: Version = False,
    debug: options.Debug = False,
) -> None:
    if context.invoked_subcommand is None:
        chat(thread_id, last, assistant_id, model, base_url)


def chat(
    thread_id: options.ThreadId = None,
    last: options.Continue = False,
    assistant_id: options.AssistantId = None,
    model: options.Model = None,
    base_url: options.BaseUrl = None,
    instructions: options.Instructions = None,
    tools: options.Tools = None,
    effort: options.Effort = None,
    temperature: options.Temperature = None,
    max_tokens: options.MaxTokens = None,
    tool_choice: options.ToolChoice = None,
    parallel: options.Parallel = None,
    steps: options.Steps = False,
    sandbox: options.Sandbox = None,
    unsafe_local: options.UnsafeLocal = False,
    yes: options.Yes = False,
    debug: options.Debug = False,
) -> None:
    """Open a conversation. Ctrl-D leaves it; /help lists what can be typed."""
    from tutor_cli.repl.keyboard import Keyboard

    with Keyboard() as keyboard:  # first of all: what is typed meanwhile is for the prompt
        from tutor_cli.repl.session import Choices, converse
        from tutor_cli.tutor import Tutor

        config = options.configured(
            sandbox__kind=sandbox, sandbox__unsafe_local=unsafe_local or None, tools__yes=yes or None
        )
        with Tutor(config) as tutor:
            options.let_the_person_decide(tutor)
            status = converse(
                tutor,
                thread_id=options.chosen_thread(tutor, thread_id, last),
                choices=Choices(
                    assistant=options.chosen_assistant(tutor, assistant_id),
                    model=model,
                    base_url=base_url,
                    instructions=instructions,
                    tools=options.tool_names(tools),
                    settings=options.model_settings(
                        effort, temperature, max_tokens, tool_choice, parallel, steps
                    ),
                ),
                keyboard=keyboard,
            )
    raise typer.Exit(status)
