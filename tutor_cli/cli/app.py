"""The command line, put together."""

from __future__ import annotations

import typer

from tutor_cli.cli import (
    ask,
    assistant,
    chat,
    doctor,
    eval,
    login,
    models,
    run,
    sandbox,
    search,
    show,
    thread,
    tools,
)

app = typer.Typer(
    name="tutor",
    # Plain help: Rich would triple the time of --help.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=False,
    invoke_without_command=True,
    callback=chat.default,
    help="A math tutor in the terminal. It answers by writing and running code.\n\n"
    "With no command it opens a conversation (the same as `tutor chat`).",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("ask")(ask.ask)
app.command("chat")(chat.chat)
app.add_typer(assistant.app)
app.add_typer(thread.app)
app.add_typer(run.app)
app.add_typer(sandbox.app)
app.command("search")(search.search)
app.command("show")(show.show)
app.command("tools")(tools.tools)
app.command("eval")(eval.evaluate)
app.command("models")(models.models)
app.command("login")(login.login)
app.command("logout")(login.logout)
app.command("doctor")(doctor.doctor)
