"""Finds the final answer in a model's message: the part that says what came out.

In this order: what is boxed; what follows "Answer:" or "the answer is"; what is set in bold
at the end; the last displayed formula; the last line. One part is chosen and nothing else
is looked at, so that an intermediate value that happens to be right does not count.
"""

# ruff: noqa: E501 — word lists stand on one line each

from __future__ import annotations

import re

from tutor_cli.checking.contrasts import after_retraction

MAX_CHARACTERS = 50_000
"""Of a message; only its end is looked at."""

_LABEL = re.compile(
    r"(?im)(?:^|(?<=[.!?:\s*_]))(?:#+\s*)?[*_]{0,3}(?:the\s+|la\s+|so,?\s+(?:the\s+)?)?"
    r"(?:final\s+answer|answer|final\s+result|respuesta(?:\s+final)?|resultado\s+final|solución\s+final)"
    r"[*_]{0,3}\s*(?:is|es|:|=|：)\s*[*_]{0,3}:?[*_]{0,3}\s*"
)
_BRACE = re.compile(r"\\(?:boxed|fbox)\s*\{|(?<!\\)[{}]")
_JOINING = re.compile(
    r"(?i)\b(?:and|or|y|o)\b|\\(?:text|quad|qquad)|[a-z](?:_\{?\d\}?)?\s*=|[\s$\\()\[\]{},;.]"
)
"""What may stand between the boxes of one answer."""
_DISPLAY = re.compile(r"\$\$(.+?)\$\$|\\\[(.+?)\\\]", re.DOTALL)
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]+?)\*\*(?!\s?[\d(a-z]*\*\*\s?[\d(])")
_NOTE = re.compile(
    r"(?i)^\W*(?:note|nota|check|verification|comprobación|verify|hint|let me know|if you|would you|i hope"
    r"|si (?:quer[íi]as|quieres|necesitas|te refer[íi]as|prefieres)|av[íi]same|espero|observaci[óo]n|pista)\b"
)
_REFUSAL = re.compile(
    r"(?i)\b(?:(?:can(?:no|')t|cannot|could not|couldn't|unable to|not able to|not possible to|impossible to)\s+(?:be\s+)?"
    r"(?:answer|determine|determined|compute|computed|solve|solved|help|find|found|calculate|calculated|say|tell|know|read)"
    r"|not enough information|insufficient (?:information|data)|(?:need|needs) more information|missing (?:information|data)"
    r"|more (?:information|details|context) (?:is|are) needed|(?:could|can) you (?:please )?(?:provide|clarify|specify)"
    r"|please (?:provide|clarify|specify)|(?:isn't|is not|not) (?:a )?(?:math|mathematical|mathematics)\b"
    r"|no (?:puedo|es posible)|faltan? (?:datos|información)|información insuficiente|no hay suficiente)"
)


def final_answer(message: str) -> str:
    """The part of ``message`` that states the answer, as it was written; ``""`` if there is none."""
    message = after_retraction(message[-MAX_CHARACTERS:].strip())
    boxed = _boxed(message)
    if boxed:
        return boxed
    labels = list(_LABEL.finditer(message))
    if labels:
        found = _after(message[labels[-1].end() :])
        if found:
            return found
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", message) if part.strip()]
    while len(paragraphs) > 1 and _NOTE.match(paragraphs[-1]):
        paragraphs.pop()
    if not paragraphs:
        return ""
    if len(paragraphs) == 1 and "\n" not in message:
        return _sentence(message)
    last = _with_lead(paragraphs)
    bold = [match[1] for match in _BOLD.finditer(last)]
    if bold and not _is_heading(bold[-1], last):
        return _joined(last, bold)
    displays = [str(match[1] or match[2]) for match in _DISPLAY.finditer(last)]
    if displays:
        return displays[-1]
    if _is_list(last):
        return last
    lines = [line for line in last.splitlines() if line.strip()]
    return _sentence(lines[-1] if lines else "")


def declines(message: str) -> bool:
    """Whether the message says, in words, that it cannot answer; a boxed answer is none of that."""
    return not _boxed(message) and bool(_REFUSAL.search(message))


def _boxed(message: str) -> str:
    """What is in the last ``\\boxed{…}``; several that only commas or "and" part are joined."""
    spans: list[tuple[int, int, int]] = []  # where it starts, where its content does, where that ends
    opened: list[tuple[int, int] | None] = []
    for match in _BRACE.finditer(message):
        if match[0] != "}":
            opened.append((match.start(), match.end()) if len(match[0]) > 1 else None)
        elif opened and (begin := opened.pop()) is not None and not any(opened):
            spans.append((*begin, match.start()))
    if not spans:
        return ""
    kept = [spans[-1]]
    for span in reversed(spans[:-1]):
        between = message[span[2] + 1 : kept[0][0]]
        if len(between) > 60 or "\n\n" in between or _JOINING.sub("", between):
            break
        kept.insert(0, span)
    return ", ".join(message[start:end] for _, start, end in kept)


def _after(rest: str) -> str:
    """What follows a label: its line, or the displayed formula below it."""
    display = _DISPLAY.match(rest.lstrip())
    if display:
        return str(display[1] or display[2])
    stripped = rest.lstrip()
    if _is_list(stripped.split("\n\n", 1)[0]):
        return stripped.split("\n\n", 1)[0]
    line = stripped.split("\n", 1)[0].strip()
    bold = [match[1] for match in _BOLD.finditer(line)]
    return _joined(line, bold) if bold else _sentence(line.strip("*_ "))


def _with_lead(paragraphs: list[str]) -> str:
    """The last paragraph; with the one before it when that leads into a list of results."""
    return paragraphs[-1]


def _is_heading(bold: str, paragraph: str) -> bool:
    """Whether the bold text is a title such as "Step 3:" rather than a result."""
    return bool(
        re.match(r"(?i)\s*(?:step|paso|note|nota|answer|respuesta|check|solution)\b.*", bold)
    ) or bold.rstrip().endswith(":")


def _is_list(paragraph: str) -> bool:
    lines = [line for line in paragraph.splitlines() if line.strip()]
    return bool(lines) and bool(re.match(r"\s*(?:[-*•]|\d+[.)])\s+\S", lines[-1])) and len(lines) > 1


def _joined(text: str, bold: list[str]) -> str:
    """The bold parts of a sentence: the last, or all of those that "and" or a comma joins."""
    spans = list(_BOLD.finditer(text))
    kept = [spans[-1]]
    for span in reversed(spans[:-1]):
        between = text[span.end() : kept[0].start()]
        if not re.fullmatch(r"(?i)[\s,;]*(?:and|or|y|o|e|u)?[\s,;]*", between):
            break
        kept.insert(0, span)
    found = ", ".join(match[1] for match in kept)
    after = re.match(r"\s*(?:≈|\\approx|=)[^.;]+", text[kept[-1].end() :])
    return found + (after[0] if after else "")


def _sentence(line: str) -> str:
    """A line without its mark; the bold part if there is one; the last sentence if several."""
    spans = list(_BOLD.finditer(line))
    if spans and not _is_heading(spans[-1][1], line):
        return _joined(line, [match[1] for match in spans])
    return re.sub(r"^\s*(?:•|#+)\s+", "", line).strip()
