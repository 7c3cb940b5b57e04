"""A person's own tools: from files, modules, entry points and the tools folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor_cli.errors import UsageError
from tutor_cli.settings import Config, load_config
from tutor_cli.tools.loading import ToolFolder, absolute, load
from tutor_cli.tools.registry import list_tools, open_tools

GOOD = '''
from tutor_cli.tools import tool

@tool
def double(x: float) -> float:
    """Twice x."""
    return 2 * x

def plain(x: float) -> float:
    return x
'''


@pytest.fixture
def config(tmp_path: Path) -> Config:
    (tmp_path / "home" / "tools").mkdir(parents=True)
    return load_config({"TUTOR_HOME": str(tmp_path / "home")})


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text)
    return path


def names(tools: list) -> list[str]:  # type: ignore[type-arg]
    return [each.spec.name for each in tools]


def opened(config: Config, *wanted: str, **options: object) -> list[str]:
    def run_python() -> object:
        raise AssertionError("not asked for")

    return names(open_tools(wanted, config, run_python=run_python, **options))  # type: ignore[arg-type]


def test_a_file_gives_its_tools_or_the_function_named(tmp_path: Path) -> None:
    path = written(tmp_path, "mine.py", GOOD)
    assert names(load(str(path))) == ["double"]
    assert names(load(f"{path}:double")) == ["double"]
    assert names(load(f"{path}:plain")) == ["plain"]


def test_a_module_gives_the_function_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, "tutor_test_module.py", GOOD)
    monkeypatch.chdir(tmp_path)
    assert names(load("tutor_test_module:double")) == ["double"]


@pytest.mark.parametrize(
    ("text", "function", "told"),
    [
        ("1 / 0", "f", "ZeroDivisionError: division by zero, line 1"),
        ("import sys\nsys.exit(3)", "f", "SystemExit: 3, line 2"),
        ("def f(:", "f", "SyntaxError"),
        ("import no_such_module", "f", "No module named 'no_such_module'"),
        ("\0", "f", "null bytes"),
        (GOOD, "triple", "has no 'triple'"),
        (GOOD, "tool", None),
        ("x = 1", "x", "is no function"),
        ("class f: pass", "f", "is a class"),
        ("def f(x): pass", "f", "no type for its parameter 'x'"),
        ("x = 1", "", "makes no tool"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, function: str, told: str | None
) -> None:
    path = written(tmp_path, "bad.py", "print('loading')\n" * 0 + text)
    with pytest.raises(UsageError) as caught:
        load(f"{path}:{function}" if function else str(path))
    if told:
        assert told in caught.value.message
    assert caught.value.hint
    assert "\n" not in caught.value.message
    assert len(caught.value.message) < 500


@pytest.mark.parametrize(
    "reference",
    ["no/such/file.py:f", "no_such_module:f", ".py", ":f", "a:b:c", "~nobody-here/x.py", "a\0.py", "..:f"],
)
def test_a_reference_to_nothing_is_a_usage_error(reference: str) -> None:
    with pytest.raises(UsageError):
        load(reference)


def test_a_file_that_prints_while_it_loads_prints_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(f"{written(tmp_path, 'loud.py', 'print(1)' + GOOD)}:double")
    assert capsys.readouterr().out == ""


def test_a_reference_is_kept_with_its_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert absolute("mine.py:double") == f"{tmp_path}/mine.py:double"
    assert absolute("package.module:f") == "package.module:f"
    assert absolute("run_python") == "run_python"


# The tools folder


def test_a_file_of_the_folder_is_asked_about_once_and_again_when_it_changed(config: Config) -> None:
    path = written(config.config_dir / "tools", "mine.py", GOOD)
    asked: list[tuple[Path, str]] = []

    def confirm(path: Path, why: str) -> bool:
        asked.append((path, why))
        return True

    for _ in range(2):
        assert names(ToolFolder(config).load(path, confirm)) == ["double"]
    path.write_text(GOOD + "\n")
    ToolFolder(config).load(path, confirm)
    assert asked == [(path, "is new"), (path, "has changed")]
    assert (config.config_dir / "allowed-tools.json").stat().st_mode & 0o777 == 0o600


def test_what_was_not_allowed_never_runs(config: Config) -> None:
    ran = config.config_dir / "ran"
    path = written(config.config_dir / "tools", "mine.py", f"open({str(ran)!r}, 'w')")
    folder = ToolFolder(config)
    with pytest.raises(UsageError, match="is new and was not loaded"):
        folder.load(path, None)
    with pytest.raises(UsageError, match="is not allowed"):
        folder.load(path, lambda path, why: False)
    with pytest.raises(UsageError, match="is not allowed"):  # and it is not asked again
        folder.load(path, lambda path, why: pytest.fail("asked again"))
    folder.forget_refusals()
    with pytest.raises(UsageError, match="is new"):
        folder.load(path, None)
    assert not ran.exists()


def test_a_broken_file_of_the_folder_is_left_out_with_a_notice(config: Config) -> None:
    folder = config.config_dir / "tools"
    written(folder, "a_broken.py", "1 / 0")
    written(folder, "good.py", GOOD)
    notices: list[str] = []
    assert opened(config, "tools/", confirm=lambda path, why: True, notice=notices.append) == ["double"]
    assert opened(config, "double", confirm=lambda path, why: True) == ["double"]
    assert len(notices) == 1
    assert "ZeroDivisionError" in notices[0]


def test_without_anybody_to_ask_the_folder_is_left_out(config: Config) -> None:
    written(config.config_dir / "tools", "good.py", GOOD)
    notices: list[str] = []
    assert opened(config, "tools/", notice=notices.append) == []
    assert "tutor tools" in notices[0]


def test_damaged_answers_mean_asking_again(config: Config) -> None:
    path = written(config.config_dir / "tools", "mine.py", GOOD)
    (config.config_dir / "allowed-tools.json").write_text('{"mine.py": 3, "x')
    assert names(ToolFolder(config).load(path, lambda path, why: True)) == ["double"]


# By name


def test_two_tools_of_one_name_are_refused(config: Config, tmp_path: Path) -> None:
    one = f"{written(tmp_path, 'one.py', GOOD)}:double"
    two = f"{written(tmp_path, 'two.py', GOOD + '#')}:double"
    with pytest.raises(UsageError, match="Two tools are named 'double'") as caught:
        opened(config, one, two)
    assert one in caught.value.message
    assert two in caught.value.message
    assert opened(config, one, one) == ["double"]


def test_the_web_s_and_the_hosted_tools_open_by_name(config: Config) -> None:
    wanted = ("web_search", "read_page", "code_interpreter")
    assert opened(config, *wanted) == list(wanted)


def test_an_unknown_name_says_where_to_look(config: Config) -> None:
    with pytest.raises(UsageError, match="no tool named 'nope'") as caught:
        opened(config, "nope")
    assert "tutor tools" in caught.value.hint


def test_an_installed_package_offers_a_tool(
    config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, "tutor_test_offer.py", GOOD)
    metadata = tmp_path / "tutor_test_offer-1.dist-info"
    metadata.mkdir()
    written(metadata, "METADATA", "Metadata-Version: 2.1\nName: tutor-test-offer\nVersion: 1\n")
    written(metadata, "entry_points.txt", "[tutor.tools]\ndouble = tutor_test_offer:double\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert opened(config, "double") == ["double"]


def test_every_tool_is_listed_with_what_is_wrong_with_it(config: Config) -> None:
    folder = config.config_dir / "tools"
    written(folder, "broken.py", "1 / 0")
    written(folder, "good.py", GOOD)

    def run_python() -> object:
        raise RuntimeError("no sandbox")

    listed = {
        each.name: each
        for each in list_tools(config, run_python=run_python, confirm=lambda path, why: True)  # type: ignore[arg-type]
    }
    assert not listed["run_python"].works
    assert listed["web_search"].works
    assert not listed["broken.py"].works
    assert "ZeroDivisionError" in listed["broken.py"].note
    assert listed["double"].works
    assert listed["double"].note == "Twice x"
    assert listed["double"].approval == "ask"
