"""Where things are kept and how tutor is set: flags > environment > config file > defaults.

Config file: ``config.toml`` in the configuration directory. A key ``a.b`` of it may be
overridden by the environment variable ``TUTOR_A_B``. ``TUTOR_HOME`` puts the
configuration, the data and the cache under one directory.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar, overload

from tutor_cli.errors import NotConfigured

T = TypeVar("T", str, int, float, bool)

_WORDS = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}


@dataclass(frozen=True)
class Config:
    """What is set, and the directories. Directories are made when first written to."""

    config_dir: Path
    data_dir: Path
    cache_dir: Path
    file: Mapping[str, Any] = field(default_factory=dict)
    """The parsed config file."""
    flags: Mapping[str, Any] = field(default_factory=dict)
    """What the command line said, by dotted key."""
    environ: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """The config file, which may not exist."""
        return self.config_dir / "config.toml"

    @property
    def database(self) -> Path:
        return self.data_dir / "tutor.db"

    def thread_folder(self, thread_id: str) -> Path:
        """Where a thread's artifacts and attachments are."""
        return self.data_dir / "files" / thread_id

    def with_flags(self, **flags: Any) -> Config:
        """This configuration with ``flags`` on top; a flag that is ``None`` was not given.

        A dot in a key is written as two underscores: ``sandbox__timeout=5``.
        """
        given = {key.replace("__", "."): value for key, value in flags.items() if value is not None}
        return replace(self, flags={**self.flags, **given})

    def filled(self, text: str) -> str:
        """``text`` with each ``${NAME}`` taken from the environment. Raises NotConfigured if it has none."""

        def value(found: re.Match[str]) -> str:
            if found[1] not in self.environ:
                raise NotConfigured(
                    f"{self.path} names ${{{found[1]}}}, which is not in the environment.",
                    f"Set it: export {found[1]}=…",
                )
            return self.environ[found[1]]

        return re.sub(r"\$\{(\w+)\}", value, text)

    @overload
    def get(self, key: str, default: T) -> T: ...
    @overload
    def get(self, key: str, default: Any = None) -> Any: ...
    def get(self, key: str, default: Any = None) -> Any:
        """The value of a dotted key such as ``sandbox.timeout``.

        A number, truth value or text is wanted when ``default`` is one; anything else
        there raises NotConfigured, naming where it was set.
        """
        if key in self.flags:
            return self.flags[key]
        variable = "TUTOR_" + key.replace(".", "_").upper()
        if variable in self.environ:
            return _converted(self.environ[variable], default, f"the environment variable {variable}")
        value: Any = self.file
        for part in key.split("."):
            if not isinstance(value, Mapping) or part not in value:
                return default
            value = value[part]
        return _converted(value, default, f"“{key}” in {self.path}")


def load_config(environ: Mapping[str, str] | None = None) -> Config:
    """Read the configuration; a missing file is an empty one.

    Raises NotConfigured if the file cannot be read or is not TOML.
    """
    environ = os.environ if environ is None else environ
    home = environ.get("TUTOR_HOME")
    if home:
        base = Path(home).expanduser().absolute()
        config = Config(base, base, base / "cache", environ=environ)
    else:
        from platformdirs import PlatformDirs

        dirs = PlatformDirs("tutor", appauthor=False)
        config = Config(dirs.user_config_path, dirs.user_data_path, dirs.user_cache_path, environ=environ)
    try:
        file = tomllib.loads(config.path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return config
    except (OSError, UnicodeDecodeError) as error:
        raise NotConfigured(f"{config.path} cannot be read: {error}.", "Mend it or remove it.") from error
    except tomllib.TOMLDecodeError as error:
        raise NotConfigured(f"{config.path} is not valid TOML: {error}", "Mend that line.") from error
    return replace(config, file=file)


def _converted(value: Any, default: Any, where: str) -> Any:
    if default is None or (isinstance(value, type(default)) and not isinstance(value, bool)):
        return value
    try:
        if isinstance(default, bool):
            return value if isinstance(value, bool) else _WORDS[str(value).strip().lower()]
        if isinstance(default, (int, float)) and not isinstance(value, bool):
            return type(default)(value)
    except (KeyError, TypeError, ValueError):
        pass
    wanted = {bool: "true or false", int: "a whole number", float: "a number"}.get(type(default), "text")
    raise NotConfigured(f"{where} is {value!r}, but {wanted} is wanted.", "Correct it there.")
