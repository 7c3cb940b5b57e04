"""A thread as one web page that needs nothing else: mathematics as SVG, pictures within."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from tutor_cli.display.delimiters import parser, shown, tokens_of
from tutor_cli.display.export.markdown import heading
from tutor_cli.display.export.pictures import data_url, pictures
from tutor_cli.display.plain import described
from tutor_cli.display.sanitize import clean
from tutor_cli.domain import Thread
from tutor_cli.threads.transcript import Answer, Called, Failed, Noted, Question, Scene

# No script runs and nothing is fetched, whatever a model wrote.
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<h1>{title}</h1>
<p class="about">{about}</p>
{body}
</body>
</html>
"""

_STYLE = """
:root { color-scheme: light dark; --quiet: #666; --line: #8884; --back: #8881; }
@media (prefers-color-scheme: dark) { :root { --quiet: #aaa; } }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.6 system-ui, sans-serif; }
h1 { font-size: 1.4rem; } .about { color: var(--quiet); font-size: .9rem; }
.question { margin: 2.2rem 0 1rem; padding: .6rem 1rem; border-radius: .8rem; background: var(--back);
  white-space: pre-wrap; overflow-wrap: anywhere; }
.question img, figure img { max-width: 100%; } .attached { color: var(--quiet); font-size: .9rem; }
.question p { margin: 0; }
details { margin: .6rem 0; border-left: 3px solid var(--line); padding-left: .8rem; }
summary { color: var(--quiet); cursor: pointer; font-size: .9rem; } .error summary { color: #c33; }
pre { overflow-x: auto; padding: .6rem; background: var(--back); border-radius: .4rem; font-size: .85rem; }
code { font-family: ui-monospace, monospace; } figure { margin: 1rem 0; }
.math-display { display: block; overflow-x: auto; margin: 1rem 0; text-align: center; }
table { border-collapse: collapse; } td, th { border: 1px solid var(--line); padding: .2rem .6rem; }
.cut, .noted { color: var(--quiet); font-size: .9rem; }
"""


def to_html(thread: Thread, scenes: Iterable[Scene], files: Path | None = None) -> str:
    """The page's text."""
    date = time.strftime("%Y-%m-%d", time.localtime(thread.created_at))
    return _PAGE.format(
        title=escape(clean(heading(thread))),
        style=_STYLE,
        about=f"{date} · {escape(thread.id)}",
        body="\n".join(_scene(scene, files) for scene in scenes),
    )


def _scene(scene: Scene, files: Path | None) -> str:
    match scene:
        case Question(text, attached, images):
            shown_images = "".join(f'<img alt="attached" src="{escape(url)}">' for url in images)
            names = "".join(f'<p class="attached">📎 {escape(clean(name))}</p>' for name in attached)
            return f'<section class="question">{escape(clean(text))}{names}{shown_images}</section>'
        case Answer(text, whole):
            cut = "" if whole else '<p class="cut">(cut off)</p>'
            return f'<section class="answer">{markdown_to_html(text)}{cut}</section>'
        case Noted(event):
            lines = "  \n".join(event.text.splitlines())
            return f'<section class="noted">{markdown_to_html(lines)}</section>'
        case Failed(error):
            return f'<p class="cut">{escape(clean(error.message))}</p>'
        case Called():
            return _call(scene, files)


def _call(called: Called, files: Path | None) -> str:
    output = called.output
    text = clean(output.text) if output else ""
    figures = "".join(
        f'<figure><img alt="{escape(artifact.title or "picture")}" src="{data_url(artifact, data)}"></figure>'
        for artifact, data in pictures(output, files)
    )
    kind = ' class="error"' if output and output.is_error else ""
    return (
        f"<details{kind}><summary>{escape(clean(called.call.name))}</summary>"
        f"<pre><code>{escape(clean(described(called.call.arguments)))}</code></pre>"
        + (f"<pre><samp>{escape(text)}</samp></pre>" if text.strip() else "")
        + f"</details>{figures}"
    )


def markdown_to_html(text: str) -> str:
    """A model's Markdown as HTML, its mathematics as SVG; no HTML of its own gets through."""
    return str(_Renderer().render(tokens_of(clean(text)), parser().options, {}))


class _Renderer(RendererHTML):
    """markdown-it's own HTML, with mathematics drawn."""

    def math_inline(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        token = tokens[index]
        return _formula(token.content, token.markup, display=bool(token.meta.get("display")))

    def math_block(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        token = tokens[index]
        return _formula(token.content, token.content, display=True, after=str(token.meta.get("after") or ""))

    def image(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        """A picture from the web is a link: opening the page must fetch nothing."""
        source = str(tokens[index].attrs.get("src", ""))
        return f'<a href="{escape(source)}">{escape(tokens[index].content or source)}</a>'

    def text(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return escape(shown(tokens[index].content))

    def code_inline(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return f"<code>{escape(shown(tokens[index].content))}</code>"


def _formula(tex: str, source: str, *, display: bool, after: str = "") -> str:
    drawn = _svg(tex, display) or f"<code>{escape(source)}</code>"
    return f'<span class="math-display">{drawn}{escape(after)}</span>' if display else drawn


@lru_cache(maxsize=4096)
def _svg(tex: str, display: bool) -> str:
    """The formula drawn, in the colour of the text around it; empty if it cannot be read."""
    from tutor_cli.display.math.parse import Unreadable, to_svg

    try:
        svg = to_svg(tex, display=display)
    except Unreadable:
        return ""
    # What is said twice, and what would colour the whole page.
    return re.sub(r"<metadata>.*?</metadata>|<style>.*?</style>", "", svg, flags=re.DOTALL)
