"""Answers keep their words and their width; money, code and backslashes are left alone."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.counting import grows_no_faster_than_its_input
from tutor_cli.display.console import make_console
from tutor_cli.display.files import show_file
from tutor_cli.display.markdown import render_markdown
from tutor_cli.display.options import DisplayOptions

ANSWERS = Path(__file__).with_name("answers.md").read_text(encoding="utf-8").split("\n=====\n")


def shown(text: str, width: int = 80, ascii: bool = False, speech: bool = False) -> list[str]:
    options = DisplayOptions(width=width, ascii=ascii, speech=speech)
    out = io.StringIO()
    make_console(options, out).print(render_markdown(text, options), end="")
    return out.getvalue().split("\n")


@pytest.mark.parametrize(
    ("tex", "lines"),
    [("x^2\n\ny", ["x²", "", "y"]), (r"Let $x^2$ be", ["Let x² be"]), (r"a \\[4pt] b", ["a", "b"])],
)
def test_a_latex_file_holds_formulas_or_a_text_with_them(tmp_path: Path, tex: str, lines: list[str]) -> None:
    (tmp_path / "file.tex").write_text(tex)
    out = io.StringIO()
    show_file(tmp_path / "file.tex", DisplayOptions(width=80), out)
    assert [line.strip() for line in out.getvalue().rstrip().split("\n")] == lines


@pytest.mark.parametrize("ascii", [False, True])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_too_long_and_no_letter_is_lost(width: int, ascii: bool) -> None:
    assert len(ANSWERS) >= 40
    for answer in ANSWERS:
        lines = shown(answer, width, ascii)
        assert max(map(cell_len, lines)) <= width, answer
        if not ascii:
            missing = _letters(_words_of(answer)) - _letters("".join(lines))
            assert not missing, (missing, answer)
        else:
            assert all(line.isascii() for line in lines)


@pytest.mark.parametrize("width", [40, 80])
def test_words_stay_whole_and_in_order(width: int) -> None:
    for answer in ANSWERS:
        if "|" in answer:
            continue  # cells of a table stand beside each other
        text = re.sub(r"\s+", "", "".join(line.strip() for line in shown(answer, width)))
        at = 0
        for word in re.findall(r"[^\W\d_]{3,}", re.sub(r"(?s)\$.*?\$|\\\(.*?\\\)|\\\[.*?\\\]", " ", answer)):
            if (
                f"```{word}" in answer
                or f"\\{word}" in answer
                or f"{{{word}" in answer
                or f"~{word}" in answer
            ):
                continue
            found = text.find(word, at)
            assert found >= 0, (word, text[at:])
            at = found


def _words_of(answer: str) -> str:
    """``answer`` without what is not meant to be seen: marks of Markdown, commands of LaTeX."""
    answer = re.sub(r"\\(?:begin|end)\{(?:array\}\{[^}]*|\w+\*?)\}", " ", answer)
    answer = re.sub(r"~~~text|```python|10\.(?= Ten)", " ", answer)
    formulas = r"(?s)\$\$.*?\$\$|\$[^$\n]*\$|\\\(.*?\\\)|\\\[.*?\\\]"
    return re.sub(formulas, lambda match: re.sub(r"\\(?:[A-Za-z]+|.)", " ", match[0]), answer)


def _letters(text: str) -> Counter[str]:
    plain = unicodedata.normalize("NFKD", text)
    return Counter(char for char in plain if char.isalnum() and unicodedata.category(char) != "Lm")


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        (r"\(x^2\) and $y_1$", "x² and y₁"),
        (r"costs $5 and $10, or $1,000.50-$2,000", "costs $5 and $10, or $1,000.50-$2,000"),
        ("between $5 million and $10 million", "between $5 million and $10 million"),
        (r"\$5 and $x$", "$5 and x"),
        ("`$x$` and `\\(y\\)`", r"$x$ and \(y\)"),
        (r"$`x^2`$", "x²"),
        ("$ x $ and $ x + 1 $, but $ 5 and $ 6", "x and x + 1, but $ 5 and $ 6"),
        ("a$$x$$.\nThen $y$", "a\n\n    x.\n\nThen y"),
        (
            "| a | b |\n|---|---|\n| `c|d` | $|x|$ |\n| `e\\|f` | 1 |",
            "a     b\n─────────\nc|d   |x|\ne|f   1",
        ),
        (r"\\(x^2\\) and \\[ y^2 \\]", "x² and\n\n    y²"),
        (r"\\[ y^2 \\]", "    y²"),
        ("x<sup>2</sup>, H<sub>2</sub>O, <sup>§</sup>", "x², H₂O, <sup>§</sup>"),
        ("$$$$ and $$ $$ and\n\n\\[\\]", "$$$$ and $$ $$ and\n\n\\[\\]"),
        (r"\frac{1}{2} \{a\} C:\dir \\server", r"\frac{1}{2} \{a\} C:\dir \\server"),
        (r"a lone \( or \[ or $ or $$", r"a lone \( or \[ or $ or $$"),
        (r"2 * 3 * 4 and a_b_c", "2 * 3 * 4 and a_b_c"),
        ("2*3*4, x**2 + y**2, (a+b)*c*(d), $x$*y*$z$", "2*3*4, x**2 + y**2, (a+b)*c*(d), x*y*z"),
        ("*n*th *p*-value, **2**x, 这是**重点**。", "nth p-value, 2x, 这是重点。"),
        (r"$f$-test, the $n$th, ($x$), $x$.", "f-test, the nth, (x), x."),
        ("[red]x[/red] :smile: [link=x]y[/link]", "[red]x[/red] :smile: [link=x]y[/link]"),
        ("<script>x</script> a<br>b <br/> c", "<script>x</script> a\nb\nc"),
        ("[words](http://x.y/z) <http://x.y>", "words (http://x.y/z) http://x.y"),
        ("a \x1b[31mred\x1b[0m \x1b]8;;http://e\x07x\x07 \u202eabc", "a red ␛]8;;http://e␇x␇ abc"),
        ("&#27;[31m &#x202e; &lt;", "�[31m  <"),
        (r"text \[x\] more", "text\n\n    x\n\nmore"),
        ("- item \\[x\\]\n- $$y$$", " • item\n\n       x\n\n •     y"),
        ("- a\n  - b \\[x\\]\n  - c\n- d", " • a\n    • b\n\n          x\n\n    • c\n • d"),
        ("> \\[\n> a\n> \\]", "│     a"),
        ("\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}", "    a = b\n    c = d"),
        ("\\begin{cases} a \\\\ b \\end{cases}", "    ⎧ a\n    ⎨\n    ⎩ b"),
        (r"so $$x = 1$$.", "so\n\n    x = 1."),
        ("```latex\n$$x$$ \\(y\\)\n```", r"  $$x$$ \(y\)"),
        ("\\[\na\n+ b\n= c\n---\n\\]", "    a + b = c − −−"),
    ],
)
def test_delimiters_money_code_and_backslashes(source: str, seen: str) -> None:
    assert "\n".join(shown(source)).rstrip("\n") == seen


def test_a_pipe_inside_mathematics_does_not_cut_a_table_cell() -> None:
    table = shown("| a | b |\n|---|---|\n| $|x|$ | \\(|y|\\) |")
    assert table[2].split() == ["|x|", "|y|"]


def test_a_formula_in_a_sentence_is_broken_beside_its_operators() -> None:
    assert shown(r"We know $\lim_{x\to 1} f(x) = (x + 1)^2 + 2\sin x$ now", 28) == [
        "We know lim_(x→1) f(x) =",
        "(x + 1)² + 2 sin x now",
        "",
    ]
    long = shown("$(" + "+".join("abcdefghijklmnop") + ")$", 30)
    assert " ".join(long).strip() == "(" + " + ".join("abcdefghijklmnop") + ")"


def test_speech_says_the_formulas() -> None:
    assert shown(r"So \(x^2\) is:" "\n\n" r"\[\frac{1}{2}\]", speech=True)[:3] == [
        "So x squared is:",
        "",
        "    1 over 2",
    ]


_MARKS = r"$ $$ \( \) \[ \] | |---| # ** \ ` x 1 = \begin{align} \end{align} <b> [a](b) ![a](b) &#27; ~~ _ 中"
_SPACE = ["```\n", "- ", "1. ", "> ", "\n", "\n\n", "    ", "---\n", "\r", "\t"]
_UNSAFE = ["\x1b", "\x9b31m", "\u202e", "\ue200", "\ud800", "x" * 90]
_WILD = st.sampled_from([*_MARKS.split(), *_SPACE, *_UNSAFE])


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_WILD | st.text(max_size=5), max_size=60).map("".join), st.integers(2, 120), st.booleans())
def test_any_markdown_is_shown_safely(text: str, width: int, ascii: bool) -> None:
    lines = shown(text, width, ascii)
    for line in lines:
        assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in line)
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", line)
        assert cell_len(line) <= max(width, 8), line
        assert line.isascii() or not ascii


@pytest.mark.parametrize(
    ("repeated", "size"),
    [
        (lambda n: "> " * n + "x", 300),
        (lambda n: "- " * n + "x", 200),
        (lambda n: "[" * n, 3000),
        (lambda n: "*a " * n, 2000),
        (lambda n: "$x " * n, 4000),
        (lambda n: "$" * n, 3000),
        (lambda n: "`" * (n + 1), 3000),
    ],
)
def test_repeated_markdown_takes_its_share_of_work(repeated: Callable[[int], str], size: int) -> None:
    text = repeated(size)
    lines = shown(text)
    assert not {"x", "a"} & set(text) or {"x", "a"} & set("".join(lines))
    grows_no_faster_than_its_input(lambda n: shown(repeated(n)), size // 8)
