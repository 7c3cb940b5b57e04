"""The documents say what the code does."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from tests.conftest import TUTOR, Program
from tutor_cli.cli.app import app

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "tutor_cli" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def keys_read() -> set[str]:
    """Every key of the config file that the code reads by its full name."""
    sources = "\n".join(path.read_text() for path in (ROOT / "tutor_cli").rglob("*.py"))
    return set(re.findall(r"config\.get\(\s*\"([a-z_.]+)\"", sources))


def test_every_key_is_in_the_page_on_configuration() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text()
    example = next(block for block in re.findall(r"```toml\n(.*?)```", page, re.DOTALL) if "[run]" in block)
    documented = tomllib.loads(example)
    for key in keys_read():
        found: object = documented
        for part in key.split("."):
            assert isinstance(found, dict) and part in found, key
            found = found[part]


def test_the_example_of_an_assistant_is_one() -> None:
    from tutor_cli.threads.assistant_files import from_toml

    page = (ROOT / "docs" / "configuration.md").read_text()
    blocks = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    example = next(block for block in blocks if block.startswith("name ="))
    assistant, notes = from_toml(example)
    assert (assistant.name, notes) == ("calculus coach", [])


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text()):
        assert (page.parent / target).exists(), target


def test_the_readme_links_to_every_page_and_screen() -> None:
    readme = (ROOT / "README.md").read_text()
    screens = (ROOT / "docs" / "screens").glob("*.svg")
    for path in [*(ROOT / "docs").glob("*.md"), *screens]:
        assert f"({path.relative_to(ROOT)})" in readme


def test_pages_that_the_code_names_are_there() -> None:
    for source in (ROOT / "tutor_cli").rglob("*.py"):
        for name in re.findall(r"\bdocs/[\w/.-]+\.md", source.read_text()):
            assert (ROOT / name).exists(), f"{source.name} names {name}"


def commands() -> Iterator[tuple[str, list[str]]]:
    """Every ``tutor …`` of the pages: in consoles, in code within a sentence, in tables."""
    for page in PAGES:
        text = page.read_text()
        shown = re.findall(r"^(?:\$ |    |)(tutor(?: .+)?)$", "\n".join(blocks(text)), re.MULTILINE)
        prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
        for command in [*shown, *re.findall(r"`(tutor [a-z-][^`]*)`", prose), *indented(prose)]:
            if "tutor · " not in command:
                yield f"{named(page)}: {command}", words_of(command)


def blocks(text: str) -> list[str]:
    return re.findall(r"```(?:console)?\n(.*?)```", text, re.DOTALL)


def indented(prose: str) -> list[str]:
    return re.findall(r"^ {4}(tutor .+)$", prose, re.MULTILINE)


def words_of(command: str) -> list[str]:
    """The words after ``tutor``, without what is piped, redirected or remarked."""
    words: list[str] = []
    for word in shlex.split(command.replace("…", "x"), comments=True)[1:]:
        if word in ("|", "<", ">", "&&", ";"):
            break
        words.append(word)
    return words


@pytest.mark.parametrize(("command", "words"), [pytest.param(*each, id=each[0]) for each in commands()])
def test_every_command_of_the_pages_can_be_typed(command: str, words: list[str]) -> None:
    at: Any = typer.main.get_command(app)
    while words and hasattr(at, "commands") and not words[0].startswith("-"):
        assert words[0] in at.commands, f"there is no {words[0]}"
        at = at.commands[words.pop(0)]
    options = {name for parameter in at.params for name in [*parameter.opts, *parameter.secondary_opts]}
    options |= {"--help", "--install-completion"}
    for word in words:
        if re.fullmatch(r"--?[a-z][a-z-]*", word):
            assert word in options, f"{command}: there is no {word}"


def test_enough_commands_are_looked_at() -> None:
    assert len(list(commands())) > 40


def test_the_loop_of_the_readme_runs(tutor: Program) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=90, env=tutor.environ
    )
    assert (done.stderr, "run_python" in done.stdout) == ("", True)
    assert "-32.2243" in done.stdout.splitlines()[-3]


def test_the_questions_of_the_examples_are_answered_as_they_should(tutor: Program) -> None:
    summary = tutor.json("eval", str(ROOT / "examples" / "questions.jsonl"), "--json", "--quiet")
    assert (summary["wrong"], summary["errors"]) == (0, 0), summary


def test_every_example_of_a_question_can_be_read() -> None:
    from tutor_cli.checking.question import question_from

    page = (ROOT / "docs" / "checking.md").read_text()
    (lines,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    assert [question_from(json.loads(line)).answer for line in lines.splitlines()][-1] is None


def test_every_command_of_the_prompt_is_in_its_page() -> None:
    from tutor_cli.repl.commands.registry import COMMANDS

    page = (ROOT / "docs" / "prompt.md").read_text().replace("\\|", "|")
    rows = dict(re.findall(r"^\| `/(\w+) ?([^`]*)` \|", page, re.MULTILINE))
    assert rows.keys() == {command.name for command in COMMANDS}


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_what_is_kept_is_the_users_alone(tutor: Program) -> None:
    """As the page on privacy says, also where a picture is made and the umask is open."""
    home = tutor.home / "deep" / "home"
    done = subprocess.run(
        ["sh", "-c", 'umask 022; exec "$0" ask "plot x^2 from 0 to 1"', TUTOR],
        env={**tutor.environ, "TUTOR_HOME": str(home)},
        capture_output=True,
        timeout=90,
    )
    assert done.returncode == 0
    made = [home, *home.rglob("*")]
    assert [path for path in made if path.stat().st_mode & 0o077] == []
    assert {path.suffix for path in made} >= {".db", ".png"}
