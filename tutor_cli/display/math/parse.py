r"""LaTeX to a tree, by mathra. Nothing else of ours knows mathra.

A tree is made of dicts with a ``type``: ``row`` (children), ``number``, ``identifier``,
``function``, ``operator`` (symbol, class), ``text``, ``space``, ``scripts`` (base, sub, sup),
``fraction``, ``root``, ``delimited``, ``table``, ``accent``, ``bar``, ``brace``, …
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any, TypeAlias

from tutor_cli.display.math.spoken import in_words, to_speak

Node: TypeAlias = dict[str, Any]

MAX_LENGTH = 20_000
"""Longer formulas are not laid out."""

# Warnings that lose nothing: a character the SVG font lacks; `#`, or a column kind it ignores.
_HARMLESS = frozenset({"E-REC-8", "E-REC-9"})
# Something is missing at the end, as while a formula is still arriving.
_UNFINISHED = frozenset({"E-REC-4", "E-REC-5", "E-REC-7"})
_UNKNOWN = re.compile(r"column \d+: (?:unsupported command: )?(\\(?:[A-Za-z]+\*?|.))")

# Spellings models use that mathra does not know, said in ones it does.
_COMMANDS = {
    **{name: rf"\mathbb{{{name[0]}}}" for name in ("R", "N", "Z", "Q", "C", "F", "E", "Reals")},
    **{
        name: rf"\operatorname{{{name}}}"
        for name in (
            *("sgn", "sign", "rank", "diag", "span", "tr", "Tr", "Var", "Cov", "Corr", "adj", "erf", "proj"),
            *("Res", "curl", "grad", "lcm", "ord", "Aut", "End", "Gal", "Hom", "im", "nullity", "rk", "vol"),
            *("arcsec", "arccsc", "arccot", "sech", "csch", "arsinh", "arcosh", "artanh", "cis", "mode"),
            *("sen", "tg", "cotg", "ctg", "cosec", "arcsen", "arctg", "senh", "tgh", "mcm", "mcd"),
            *("arcsinh", "arccosh", "arctanh", "supp", "conv", "id", "softmax", "ReLU", "codim"),
        )
    },
    **{name: rf"\operatorname*{{{name}}}" for name in ("argmax", "argmin", "esssup", "essinf")},
    "frak": r"\mathfrak",
    "Bbb": r"\mathbb",
    "bold": r"\mathbf",
    "textup": r"\text",
    "textnormal": r"\text",
    "textsc": r"\text",
    "textsl": r"\text",
    "hdashline": r"\hline",
    "And": r"\&",
    "qed": "∎",
    "qedhere": "∎",
    "par": " ",
    "hfill": r"\quad ",
    "dotsm": r"\cdots",
    "lgroup": "(",
    "rgroup": ")",
    "lmoustache": "(",
    "rmoustache": ")",
    "varprojlim": r"\operatorname*{lim}",
    "varinjlim": r"\operatorname*{lim}",
    "projlim": r"\operatorname*{proj lim}",
    "injlim": r"\operatorname*{inj lim}",
    "underbar": r"\underline",
    "flatfrac": r"\frac",
    "xtwoheadrightarrow": r"\xrightarrow",
    "xrightharpoonup": r"\xrightarrow",
    "xleftharpoonup": r"\xleftarrow",
    "xrightleftharpoons": r"\xleftrightarrow",
    "xhookleftarrow": r"\xleftarrow",
}
# Layout hints with an argument in braces; nothing a reader sees.
_HINTS = frozenset(
    {"vspace", "vskip", "setlength", "require", "pagebreak", "label", "hypertarget", "renewcommand*"}
)

# Commands that dress their last argument for a browser; only that one is read.
_DRESSED = frozenset({"href", "class", "cssId", "style", "htmlClass", "htmlId", "htmlStyle", "htmlData"})

_COMMAND = re.compile(r"\\(?:([A-Za-z]+)\*?|.)", re.DOTALL)
_ARRAY = re.compile(r"(\\begin\{array\}\s*\{)([^{}]*)\}")
_PLACED = re.compile(r"(\\begin\{(?:aligned|gathered|alignedat|split|array)\})\s*\[[tbc]\]")
_WORDS = re.compile(r"(?<!\S)[A-Za-z][a-z]+(?:\s+[A-Za-z][a-z]+)*(?!\S|\s+[_^'{\[])")
_GOES_BEFORE = re.compile(r"[\w)\]}!'|%.]\s*$")
_AT_START = re.compile(r"\\begin\{[^{}]*\}\s*$")
_GOES_AFTER = re.compile(r"\s*(?:[\w(\[|]|\\[A-Za-z])")
_TAKES_MORE = re.compile(
    r"(?:[_^]|\\(?:sqrt|[dtc]?frac|[dt]?binom|math[a-z]+|text[a-z]*|operatorname\*?|[bB]ig+[lrm]?|left|right|bm|rm|bf|it|"
    r"boldsymbol|hat|bar|vec|d?dot|tilde|wide[a-z]+|over[a-z]+|under[a-z]+|color|not|tag|[hv]?s?kip|kern|[hv]space))\s*$"
)
_LONG_DIVISION = re.compile(r"\\(?:enclose\s*\{longdiv\}|longdiv)\s*\{")
_ONE = re.compile(r"\\math(?:bb|ds|bbm)\s*(?:\{\s*1\s*\}|1)")
_NO_COLUMNS = re.compile(r"\\begin\{array\}(?!\s*\{)")
_FUNCTION = re.compile(
    r"\\(?:mathrm|rm|text|mathop\s*\{\s*\\mathrm)\s*\{\s*((?:arc)?(?:sin|cos|tan|sen|tg|cot|sec|csc)h?|log|ln|exp|lim|max|min|det|gcd)"
    r"\s*\}(?=\s*\}?\s*(?:\\limits)?\s*[_^])(\s*\})?"
)
_NO_COLOR = re.compile(r"\\color(?![A-Za-z]|\s*[\[{])")
_INDEX = re.compile(r"\\sqrt\s*\[")
_AUGMENTED = re.compile(
    r"\\begin\{([bpvBV])matrix\*?\}\s*\[([clr|:\s]+)\](.*?)\\end\{\1matrix\*?\}", re.DOTALL
)
_FENCES = {
    "b": ("[", "]"),
    "p": ("(", ")"),
    "v": ("|", "|"),
    "B": (r"\{", r"\}"),
    "V": (r"\|", r"\|"),
}
_TITLE = re.compile(r"(<title[^<>]*>)[^<]*")
_PLACEHOLDER = 0xE100
_MAX_UNKNOWN = 64


class Unreadable(Exception):
    """This is not LaTeX that can be laid out: its source should be shown."""


@dataclass(frozen=True)
class Parsed:
    """A tree, and the source of the commands in it that nobody knows, by placeholder character."""

    tree: Node
    unknown: dict[str, str]


@lru_cache(maxsize=1024)
def parse(tex: str, unfinished: bool = False) -> Parsed:
    """The tree of ``tex``; ``unfinished`` forgives what is missing at its end.

    Raises :class:`Unreadable` for anything malformed: a mended guess would show
    something else than what was written.
    """
    if len(tex) > MAX_LENGTH:
        raise Unreadable("too long")
    if (len(tex) - len(tex.rstrip("\\"))) % 2 and not unfinished:
        raise Unreadable("a backslash at the end")
    source = _prepare(tex)
    unknown: dict[str, str] = {}
    for _ in range(4):
        tree, warnings = _mathra(source)
        names: list[str] = []
        for rule, description in warnings:
            if rule in _HARMLESS or (unfinished and rule in _UNFINISHED):
                continue
            match = _UNKNOWN.match(description)
            if rule not in ("E-REC-1", "E-REC-2") or match is None or unfinished:
                raise Unreadable(description)
            names.append(match[1])
        if not names:
            return Parsed(_without_columns(tree), unknown)
        replaced = _set_aside(source, set(names), unknown)
        if replaced == source:
            break
        source = replaced
    raise Unreadable("unknown commands")


def _without_columns(tree: Node) -> Node:
    """A formula that has ``&`` outside of any environment, and nothing aligned at it.

    mathra takes it for aligned, in which ``a & b`` would read as ``ab``: in one row the
    ``&`` is the sign itself, in many it divides the columns of an array.
    """
    if tree.get("type") != "table" or tree.get("shape") != "aligned":
        return tree
    rows: list[list[Node]] = tree["rows"]
    if max(map(len, rows)) < 2 or any(_binds(cell) for row in rows for cell in row):
        return tree
    if len(rows) > 1:
        return {**tree, "shape": "array"}
    cells = [cell for cell in rows[0] if cell.get("children", True)]
    sign = {"type": "operator", "symbol": "&", "class": "bin"}
    return {"type": "row", "children": [node for cell in cells for node in (sign, cell)][1:]}


def _binds(cell: Node) -> bool:
    """Whether a cell has a relation, or begins or ends with an operator."""
    nodes: list[Node] = cell["children"] if cell.get("type") == "row" else [cell]
    ends = [node.get("class") for node in (*nodes[:1], *nodes[-1:])]
    return "bin" in ends or any(node.get("class") == "rel" for node in nodes)


def speak(tex: str, locale: str = "en") -> str:
    """``tex`` in words, as a screen reader would say it. Raises :class:`Unreadable`."""
    parse(tex)
    import mathra

    return in_words(str(mathra.render(to_speak(_prepare(tex)), locale)["speech"]))


def to_svg(tex: str, *, display: bool = True) -> str:
    """``tex`` drawn, as an SVG document; ``display=False`` for within a line. Raises :class:`Unreadable`."""
    parse(tex)
    import mathra

    drawn = str(mathra.tex_to_svg(_prepare(tex), display=display))
    return _TITLE.sub(lambda title: title[1] + escape(speak(tex), quote=False), drawn, count=1)


def _mathra(source: str) -> tuple[Node, list[tuple[str, str]]]:
    import mathra

    try:
        result = mathra.render(source)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # ValueError, and a panic of Rust code, which is no Exception
        raise Unreadable(str(error)) from error
    return result["tree"], [(warning["rule"], warning["description"]) for warning in result["warnings"]]


def _prepare(tex: str) -> str:
    """``tex`` in the spelling mathra knows."""
    tex = _with_words(tex.strip())
    if "\\" not in tex:
        return tex
    if any(_groups_end(tex, match.end() - 1) < match.end() for match in _INDEX.finditer(tex)):
        raise Unreadable("an index of a root without its end")
    tex = _AUGMENTED.sub(_augmented, _PLACED.sub(r"\1", tex))
    tex = _LONG_DIVISION.sub(r"\\overline{)", _ONE.sub("𝟙", tex))
    tex = _FUNCTION.sub(_as_function, tex)
    tex = _NO_COLOR.sub(" ", tex)
    tex = _NO_COLUMNS.sub(r"\g<0>{}", tex)
    tex = _ARRAY.sub(lambda match: match[1] + match[2].replace(":", "|") + "}", tex)
    pieces: list[str] = []
    end = 0
    for match in _COMMAND.finditer(tex):
        if match.start() < end:
            continue
        name = match[1]
        if name in _HINTS:
            stop = _groups_end(tex, match.end(), at_most=1)
            pieces += [tex[end : match.start()], " "]
            end = stop
        elif name in _DRESSED:
            stop = _groups_end(tex, match.end(), at_most=1)
            if tex[stop : stop + 1] == "{":
                pieces.append(tex[end : match.start()])
                end = stop
        elif name == "mathchoice":  # display, text, script and scriptscript style: the first
            first, last = (_groups_end(tex, match.end(), at_most=groups) for groups in (1, 4))
            pieces += [tex[end : match.start()], _prepare(tex[match.end() : first])]
            end = last
        elif name in _COMMANDS:
            pieces += [tex[end : match.start()], _COMMANDS[name]]
            # A command made of letters must not run into the letters after it.
            end = match.end()
            if _COMMANDS[name][-1].isalpha() and tex[end : end + 1].isalpha():
                pieces.append(" ")
    pieces.append(tex[end:])
    return "".join(pieces)


def _with_words(tex: str) -> str:
    """``x = 1 or x = 2``, ``b mod n``, ``x dx`` with their words as words.

    LaTeX drops the blanks around them, but nobody can read ``1orx``.
    A word is two letters or more, not all capitals, between blanks, in no braces, and no
    argument of a command.
    """
    pieces: list[str] = []
    end = depth = counted = 0
    for match in _WORDS.finditer(tex):
        depth += tex.count("{", counted, match.start()) - tex.count("}", counted, match.start())
        depth -= tex.count("\\{", counted, match.start()) - tex.count("\\}", counted, match.start())
        counted = match.start()
        before = tex[max(match.start() - 20, 0) : match.start()]
        if depth == 0 and not _TAKES_MORE.search(before):
            left = " " * bool(_GOES_BEFORE.search(before) and not _AT_START.search(before))
            right = " " * bool(_GOES_AFTER.match(tex, match.end()))
            pieces += [tex[end : match.start()], rf"\text{{{left}{match[0]}{right}}}"]
            end = match.end()
    return "".join((*pieces, tex[end:]))


def _as_function(match: re.Match[str]) -> str:
    """``\\mathrm{sen}^2`` with the name as a function's; of ``\\mathop{…}``, the whole."""
    if match[0].startswith(r"\mathop") != bool(match[2]):
        return match[0]
    return rf"\operatorname{'*' * (match[1] in ('lim', 'max', 'min'))}{{{match[1]}}}"


def _augmented(match: re.Match[str]) -> str:
    """``\\begin{bmatrix}[cc|c]``, which is an array in brackets."""
    left, right = _FENCES[match[1]]
    spec = match[2].replace(":", "|")
    return rf"\left{left}\begin{{array}}{{{spec}}}{match[3]}\end{{array}}\right{right}"


def _set_aside(source: str, names: set[str], unknown: dict[str, str]) -> str:
    """``source`` with each unknown command and its arguments replaced by a placeholder."""
    pieces: list[str] = []
    end = 0
    for match in _COMMAND.finditer(source):
        if match.start() < end or match[0].rstrip("*") not in {name.rstrip("*") for name in names}:
            continue
        if len(unknown) >= _MAX_UNKNOWN:
            raise Unreadable("too many unknown commands")
        stop = _groups_end(source, match.end())
        placeholder = chr(_PLACEHOLDER + len(unknown))
        unknown[placeholder] = source[match.start() : stop]
        if stop == match.end() and source[stop:].lstrip()[:1].isalpha():
            unknown[placeholder] += " "  # \\foo x is not \\foox
        pieces += [source[end : match.start()], "{", placeholder, "}"]
        end = stop
    pieces.append(source[end:])
    return "".join(pieces)


def _groups_end(text: str, start: int, at_most: int = 4) -> int:
    """Where the ``[…]`` and ``{…}`` groups that begin at ``start`` end."""
    for _ in range(at_most):
        if text[start : start + 1] not in ("{", "["):
            break
        opening = text[start]
        closing = "}" if opening == "{" else "]"
        depth = 0
        for index in range(start, min(len(text), start + 2000)):
            char = text[index]
            if text[index - 1] == "\\":
                continue
            depth += (char == opening) - (char == closing)
            if depth == 0:
                start = index + 1
                break
        else:
            break
    return start
