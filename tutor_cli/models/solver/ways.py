"""The ways to put a question, for when it cannot be read as it stands: without its talk or its method,
in plainer words, made whole from the question before it.

Most questions are read as they stand, so what the other ways need is imported when they are tried.
"""

from __future__ import annotations

from collections.abc import Iterator

from tutor_cli.models.solver.reading import named
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.situation import Situation


def ways(text: str, situation: Situation) -> Iterator[tuple[str, str]]:
    """What may be read for ``text``, the likeliest first, each with the question it then is."""
    leans = bool(situation.question) and _begins_like_a_followup(text, situation.question)
    if leans and _is_number(text):
        yield from _completed(text, situation)
        return
    spelled = named.spelled_out(text)
    if spelled:
        yield spelled, text
    if not leans:
        yield text, text
    yield from _reworded(text)
    if situation.question:
        yield from _completed(text, situation)
    if leans:
        yield text, text
    yield from _without_talk(text)


def _reworded(text: str) -> Iterator[tuple[str, str]]:
    from tutor_cli.models.solver.reading import methods, rephrasing, rewording

    bases = (text, methods.without_method(text), rephrasing.plainer(text))
    for base in dict.fromkeys(filter(None, bases)):
        for whole in ((base,) if base != text else ()) + tuple(rewording.rewordings(base)):
            yield whole, text


def _begins_like_a_followup(text: str, last: str) -> bool:
    from tutor_cli.models.solver import followups

    return followups.begins_like_one(text, last)


def _is_number(text: str) -> bool:
    from tutor_cli.models.solver import followups

    return followups.is_number(text)


def _completed(text: str, situation: Situation) -> Iterator[tuple[str, str]]:
    from tutor_cli.models.solver import followups

    functions = {known.name: known.parameters[0] for known in situation.functions}
    that = situation.result is not None and bool(t.names_in(situation.result))
    for whole in followups.completed(text, situation.question, functions, that=that):
        yield whole, whole


def _without_talk(text: str) -> Iterator[tuple[str, str]]:
    from tutor_cli.models.solver.reading import framing, rewording

    for bare in framing.unframed(text):
        for whole in (bare, *rewording.rewordings(bare)):
            yield whole, text
