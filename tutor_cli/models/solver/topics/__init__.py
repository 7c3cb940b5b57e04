"""What can be asked: one module a topic. The order is the order in which questions are tried."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module

from tutor_cli.models.solver.reading.patterns import Noun, words_of
from tutor_cli.models.solver.topics.registry import Question, Topic

TOPICS = (
    "fractions",
    "bases",
    "dates",
    "clock",
    "units",
    "quantities",
    "letters",
    "recurrences",
    "coefficients",
    "comparisons",
    "rounding",
    "roots",
    "polynomials",
    "integers",
    "number_theory",
    "percentages",
    "linear",
    "vectors",
    "fields",
    "matrices",
    "quadratics",
    "functions",
    "features",
    "inequalities",
    "whole_numbers",
    "equations_within",
    "checks",
    "differential_equations",
    "graphs",
    "trigonometry",
    "quadrants",
    "waves",
    "curves",
    "extrema",
    "areas",
    "series",
    "intersections",
    "plots",
    "complex_numbers",
    "progressions",
    "sums",
    "sequences",
    "probability",
    "chances",
    "cards",
    "bags",
    "draws",
    "events",
    "trials",
    "interest",
    "growth",
    "prices",
    "ratios",
    "rates",
    "summaries",
    "statistics",
    "data",
    "combinatorics",
    "counting",
    "polygons",
    "shapes",
    "measuring",
    "circles",
    "triangle_parts",
    "triangles",
    "geometry",
    "lines",
    "motion",
    "riddles",
    "last_answer",
    "derivatives",
    "integrals",
    "limits",
    "algebra",
    "equations",
    "arithmetic",
    "going_on",
    "values",  # last: "what is {anything}"
)


@dataclass(frozen=True)
class Grammar:
    """Everything the topics can read, ready to be looked up."""

    nouns: dict[str, list[Noun]]
    """By the word they begin with."""
    questions: tuple[Question, ...]
    vocabulary: frozenset[str]
    beginning: dict[str, tuple[Question, ...]]
    """The questions that may begin with a word, in order; under "" those that may begin with anything."""

    def questions_for(self, word: str) -> tuple[Question, ...]:
        """What a sentence that begins with ``word`` may ask."""
        return self.beginning.get(word, self.beginning[""])


@cache
def grammar() -> Grammar:
    """The grammar of all topics. Made once, when the first question is read."""
    topics: list[Topic] = [import_module(f"{__name__}.{name}").topic for name in TOPICS]
    nouns: dict[str, list[Noun]] = {}
    vocabulary: set[str] = set()
    for topic in topics:
        for noun in topic.nouns:
            vocabulary |= words_of(noun.pattern)
            if noun.pattern.first is None:
                raise ValueError(f"a noun must begin with a word: {noun.pattern.source}")
            for word in noun.pattern.first:
                nouns.setdefault(word, []).append(noun)
        vocabulary |= topic.words
        for question in topic.questions:
            vocabulary |= words_of(question.pattern)
    questions = tuple(question for topic in topics for question in topic.questions)
    return Grammar(nouns, questions, frozenset(vocabulary), _by_beginning(questions))


def _by_beginning(questions: tuple[Question, ...]) -> dict[str, tuple[Question, ...]]:
    found: dict[str, list[Question]] = {"": []}
    for question in questions:
        first = question.pattern.first
        if first is None:
            for listed in found.values():
                listed.append(question)
            continue
        for word in first:
            if word not in found:
                found[word] = list(found[""])
            found[word].append(question)
    return {word: tuple(listed) for word, listed in found.items()}
