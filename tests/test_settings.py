"""Flags over environment over config file over defaults."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor_cli.errors import NotConfigured
from tutor_cli.settings import load_config


def test_each_source_overrides_the_next(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('model = "file/m"\n[sandbox]\ntimeout = 5\n')
    environ = {"TUTOR_HOME": str(tmp_path)}
    assert load_config(environ).get("run.max_steps", 20) == 20
    assert load_config(environ).get("model") == "file/m"
    assert load_config(environ).get("sandbox.timeout", 30.0) == 5.0
    environ |= {"TUTOR_MODEL": "env/m", "TUTOR_SANDBOX_TIMEOUT": "7.5"}
    config = load_config(environ)
    assert config.get("model") == "env/m"
    assert config.get("sandbox.timeout", 30.0) == 7.5
    assert config.with_flags(model="flag/m", sandbox__timeout=None).get("model") == "flag/m"
    assert config.with_flags(sandbox__timeout=1.0).get("sandbox.timeout", 30.0) == 1.0


@pytest.mark.parametrize("text", ["not toml", "a = [", "\xff"])
def test_a_config_file_that_is_not_toml_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "config.toml").write_text(text, "latin-1")
    with pytest.raises(NotConfigured, match=r"config\.toml|cannot be read"):
        load_config({"TUTOR_HOME": str(tmp_path)})


@pytest.mark.parametrize(
    ("environ", "key", "default"),
    [("TUTOR_RUN_MAX_STEPS", "run.max_steps", 20), ("TUTOR_IMAGES", "images", True)],
)
def test_a_value_of_the_wrong_kind_is_named(tmp_path: Path, environ: str, key: str, default: int) -> None:
    config = load_config({"TUTOR_HOME": str(tmp_path), environ: "many"})
    with pytest.raises(NotConfigured, match=environ):
        config.get(key, default)


def test_a_number_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("model = 3")
    with pytest.raises(NotConfigured, match=r"“model” in .* is 3, but text is wanted"):
        load_config({"TUTOR_HOME": str(tmp_path)}).get("model", "")


def test_without_a_home_the_platform_says_where(tmp_path: Path) -> None:
    config = load_config({})
    assert config.database.name == "tutor.db"
    assert config.database.parent.name == "tutor"
