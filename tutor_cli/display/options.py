"""How answers are shown: what was asked for, and what the terminal can do."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TextIO, TypeAlias

if TYPE_CHECKING:
    from tutor_cli.settings import Config

Colors: TypeAlias = Literal["none", "16", "256", "truecolor"]


@dataclass(frozen=True)
class DisplayOptions:
    """Everything a display must know; :meth:`detect` fills it in."""

    images: bool = False
    """Pictures may be drawn where the terminal has Kitty or Sixel graphics."""
    formula_images: bool = False
    """Display formulas, too, are drawn as pictures (needs ``images``)."""
    ascii: bool = False
    """Nothing but ASCII is written."""
    speech: bool = False
    """Mathematics is written out in words, for screen readers."""
    colors: Colors = "none"
    dark: bool = True
    """The terminal's background is dark; only pictures depend on it."""
    width: int | None = None
    """Columns; ``None`` follows the terminal."""
    quiet: bool = False
    """Nothing but the answer and errors: no tool calls, no notices, no spinner."""
    motion: bool = True
    """The answer grows as it arrives, and a spinner turns while nothing does."""

    @classmethod
    def detect(
        cls,
        *,
        images: bool | None = None,
        formula_images: bool = False,
        ascii: bool | None = None,
        speech: bool = False,
        color: bool | None = None,
        width: int | None = None,
        quiet: bool = False,
        out: TextIO | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> DisplayOptions:
        """Options for ``out`` (standard output) in this environment.

        ``None`` means: as the terminal and the environment say. Nothing is asked of
        the terminal here, so that no key typed early is lost.
        """
        out = out if out is not None else sys.stdout
        environ = os.environ if environ is None else environ
        terminal = is_terminal(out)
        dumb = environ.get("TERM", "") in ("dumb", "unknown")
        return cls(
            images=terminal and not dumb and images is not False and not speech,
            formula_images=formula_images,
            ascii=_wants_ascii(out, environ) if ascii is None else ascii,
            speech=speech,
            colors=_colors(color, terminal, environ),
            dark=_is_dark(environ),
            width=width,
            quiet=quiet,
            motion=terminal and not dumb and not speech,
        )

    @classmethod
    def from_config(cls, config: Config, *, out: TextIO | None = None, **flags: Any) -> DisplayOptions:
        """As :meth:`detect`, with what is configured where no flag says otherwise.

        Keys: ``display.images``, ``.formula_images``, ``.ascii``, ``.speech``, ``.width``.
        Raises NotConfigured for a value that is none.
        """
        asked: dict[str, Any] = {key: value for key, value in flags.items() if value is not None}
        for name in ("images", "formula_images", "ascii", "speech"):
            if name not in asked and config.get(f"display.{name}") is not None:
                asked[name] = config.get(f"display.{name}", False)
        if "width" not in asked and (width := config.get("display.width", 0)) > 0:
            asked["width"] = width
        return cls.detect(out=out, **asked)

    def columns(self) -> int:
        """The width to lay out for, now (a resized terminal answers differently)."""
        if self.width is not None:
            return max(self.width, 1)
        return max(shutil.get_terminal_size((80, 24)).columns, 1)


def is_terminal(stream: Any) -> bool:
    try:
        return bool(stream.isatty())
    except (AttributeError, ValueError):
        return False


def colors_of(stream: Any) -> Colors:
    """The colours that may be written to ``stream``."""
    return _colors(None, is_terminal(stream), os.environ)


def _wants_ascii(out: Any, environ: Mapping[str, str]) -> bool:
    """Whether the stream or the locale has no more than ASCII (or some 8-bit code).

    Python turns a ``C`` locale into UTF-8 for itself (PEP 538, 540), so the locale's
    own variables are asked. A locale that is not set at all says nothing.
    """
    encoding = (getattr(out, "encoding", None) or "utf-8").lower().replace("-", "")
    if not encoding.startswith("utf"):
        return True
    if environ.get("TERM") == "linux":  # the kernel's console has 256 or 512 glyphs
        return True
    coerced = environ.get("LC_CTYPE") == "C.UTF-8" and environ.get("LANG") in ("C", "POSIX")
    names = ("LC_ALL", "LANG") if coerced else ("LC_ALL", "LC_CTYPE", "LANG")
    locale = next((value for name in names if (value := environ.get(name))), "")
    if not locale:
        return False
    codeset = locale.partition(".")[2].partition("@")[0].lower().replace("-", "")
    return locale in ("C", "POSIX") or (codeset not in ("", "utf8"))


def _colors(color: bool | None, terminal: bool, environ: Mapping[str, str]) -> Colors:
    if color is None:
        if environ.get("NO_COLOR") or environ.get("TERM") in ("dumb", "unknown"):
            return "none"
        color = terminal or bool(environ.get("FORCE_COLOR"))
    if not color:
        return "none"
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "truecolor"
    return "256" if "256color" in environ.get("TERM", "") else "16"


def _is_dark(environ: Mapping[str, str]) -> bool:
    """What ``COLORFGBG`` says ("15;0"); without it, dark, as most terminals are."""
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    return background not in ("7", "9", "10", "11", "12", "13", "14", "15")
