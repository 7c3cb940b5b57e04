"""Formulas look as ``formulas.txt`` says, in any width, whatever is written in them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.counting import grows_no_faster_than_its_input
from tests.display import golden
from tutor_cli.display.math import display, inline
from tutor_cli.display.math.parse import to_svg

FORMULAS = golden.formulas()


def test_every_formula_looks_as_the_golden_file_says() -> None:
    assert len(FORMULAS) >= 120
    assert golden.text() == golden.FILE.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [12, 40, 80])
@pytest.mark.parametrize("ascii", [False, True])
def test_no_line_is_wider_than_asked(width: int, ascii: bool) -> None:
    for tex in FORMULAS:
        for line in display(tex, width, ascii=ascii).lines:
            assert cell_len(line) <= width, tex
            assert line.isascii() or not ascii, tex


@pytest.mark.parametrize(
    ("tex", "lines"),
    [
        (r"x^2 = 4 \implies x(x - 2) = 0 \implies x = 2", ["x² = 4", "  ⇒ x(x − 2) = 0", "  ⇒ x = 2"]),
        (r"x = 1, \quad y = 2, \quad z = 3, \quad w = 4", ["x = 1,  y = 2,", "z = 3,  w = 4"]),
        (r"s = (a + b)c + d(e + f) + g(h - i)", ["s = (a + b)c", "    + d(e + f)", "    + g(h − i)"]),
        (r"a(b + c) + d = ab + ac + ad = a", ["a(b + c) + d", "  = ab + ac + ad", "  = a"]),
        (r"y = f(aaaa + bbbb + cccc + dddd)", ["y = f(aaaa + bbbb", "    + cccc + dddd)"]),
        (r"x = \frac{aaaa + bbbb + cccc}{d} = 1", ["x = (aaaa +", "    bbbb +", "    cccc)/d", "  = 1"]),
    ],
)
def test_a_wide_formula_is_broken_where_it_reads_best(tex: str, lines: list[str]) -> None:
    assert list(display(tex, 18).lines) == lines


@pytest.mark.parametrize("width", [20, 80])
def test_no_letter_or_digit_is_lost(width: int) -> None:
    for tex in FORMULAS:
        for rendered in (inline(tex), display(tex, width)):
            missing = _signs(tex) - Counter(_letters("".join(rendered.lines)))
            assert not missing, (tex, rendered.lines)


def test_speech_is_words() -> None:
    assert display(r"\frac{1}{2}", 80, speech=True).lines == ("1 over 2",)
    assert inline(r"x^2", speech=True).text == "x squared"
    assert inline(r"x_{n+1} = x_n + 1", speech=True).text == "x sub n plus 1, end sub equals x sub n plus 1"
    assert inline(r"p \land \lnot q \otimes A^*", speech=True).text == (
        "p and not q circled times A to the power, star, end exponent"
    )
    assert inline(r"\nabla \cdot F, \nabla \times F", speech=True).text == "nabla dot F comma nabla cross F"
    assert "x sub n plus 1, end sub</title>" in to_svg("x_{n+1}")
    assert inline(r"2\frac{3}{4}\,\mathrm{cm}", speech=True).text == "2 and 3 over 4 cm"


def test_what_arrives_bit_by_bit_never_turns_back_into_source() -> None:
    tex = (
        r"\begin{aligned} x &= \frac{-b \pm \sqrt{b^2 - 4ac}}{2a} \\"
        r" &= \left(\frac{1}{2}\right)^{n+1} \end{aligned}"
    )
    shown = [display(tex[:end], 80, unfinished=True) for end in range(20, len(tex))]
    assert not any(rendered.is_source for rendered in shown)


def _signs(tex: str) -> Counter[str]:
    """The letters and digits of ``tex`` that are not part of a command or an environment."""
    tex = re.sub(r"\\\\\[\w+\]", " ", tex)
    tex = re.sub(r"\\(?:num|require|h?phantom)\{\w+\}|\\(?:href|class)\{[^}]*\}", " ", tex)
    tex = re.sub(r"\\mathchoice(\{\w+\})(?:\{\w+\}){3}", r"\1", tex)
    tex = re.sub(r"\\(?:label|tag|color|textcolor|operatorname|SI|qty|num|ang|ce)\b\*?", " ", tex)
    tex = re.sub(r"\\begin\{array\}\{[^}]*\}|\\(?:begin|end)\{\w+\*?\}(?:\[[clrt|]*\]|\{\d\})?", " ", tex)
    tex = re.sub(
        r"\{(?:red|blue|green|eq:1)\}|@[>V<A]*|\\(?:\\|[A-Za-z]+|.)|phantom\{\w+\}|[VA>]{2,}", " ", tex
    )
    return Counter(char for char in _letters(tex) if char not in "VA")


def _letters(text: str) -> str:
    text = text.replace("∛", "3").replace("∜", "4").replace("≝", "def")
    return "".join(char for char in unicodedata.normalize("NFKD", text) if char.isalnum() and char.isascii())


_TOKENS = r"""
\frac \sqrt \sum \int \left( \right) \left. \right| \begin{pmatrix} \end{pmatrix} \begin{cases} \end{cases}
\begin{aligned} \end{aligned} \begin{array}{c|c} \end{array} \\ & ^ _ { } \text{a \$ b} \underbrace \boxed
\overset \xrightarrow \vec \hat \binom \operatorname{x} \foo \def\x{\x\x} \cancel \hline \limits \big | ( )
[ ] \mathbb{R} \color{red} \middle| \not \phantom \prime ' % # $ ~ \, \quad \tag{1} \char27 \u001b 中 é
x 1 + = , .
"""
_UNSAFE = ["\\", "\x1b[31m", "\x07", "\u202e", "\ud800", "\ue100", "\ue200", "\n", "\t"]
_COMMANDS = st.sampled_from([*_TOKENS.split(), *_UNSAFE])
_LATEX = st.lists(_COMMANDS | st.text(max_size=4), max_size=60).map(" ".join)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_LATEX | st.text(max_size=300), st.integers(1, 100), st.booleans(), st.booleans())
def test_any_latex_is_laid_out_safely(tex: str, width: int, ascii: bool, unfinished: bool) -> None:
    rendered = [
        display(tex, width, ascii=ascii, unfinished=unfinished),
        inline(tex, ascii=ascii, unfinished=unfinished),
    ]
    assert all(cell_len(line) <= max(width, 2) for line in rendered[0].lines)
    for line in (*rendered[0].lines, *rendered[1].lines):
        assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in line), line
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", line)
        assert line.isascii() or not ascii


@pytest.mark.parametrize(
    ("repeated", "size"),
    [
        (lambda n: "{" * n, 5000),
        (lambda n: r"\frac{" * n, 3000),
        (lambda n: r"\sqrt{x^{" * n, 50),
        (lambda n: "x_" * n, 4000),
        (lambda n: "x^2+" * n, 2500),
        (lambda n: "x=y+" * n, 2500),
        (lambda n: r"\begin{pmatrix} \frac12 & " * n + "x" + r"\end{pmatrix}" * n, 25),
        (lambda n: r"\begin{matrix}" + "1 & 2 \\\\" * n + r"\end{matrix}", 900),
        (lambda n: "(" * n + r"\frac12" + ")" * n, 3000),
        (lambda n: "|" * (n + 1) + r"\frac12" + "|" * n, 3000),
        (lambda n: r"\foo{a}" * n, 1200),
        (lambda n: r"\left(" * n + r"\frac12" + r"\right)" * n, 60),
        (lambda n: r"\def\a{" + r"\a" * n + r"}\a", 2),
        (lambda n: "1" * n, 9000),
    ],
)
def test_large_formulas_take_their_share_of_work(repeated: Callable[[int], str], size: int) -> None:
    def laid_out(size: int) -> None:
        display(repeated(size), 80)
        inline(repeated(size))

    laid_out(size)
    grows_no_faster_than_its_input(laid_out, max(size // 8, 4))
