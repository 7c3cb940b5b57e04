"""What can be asked: one module a topic. The order is the order in which questions are tried."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import import_module

from tutor_cli.models.solver.reading.patterns import Noun, Sieve, words_of
from tutor_cli.models.solver.reading.reader import ORDINAL_NUMBER
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
    "two_terms",
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
    "compared",
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


class Grammar:
    """Everything the topics can read, ready to be looked up."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        nouns = [noun for topic in topics for noun in topic.nouns]
        questions = [question for topic in topics for question in topic.questions]
        self._nouns = Sieve((noun.pattern, noun) for noun in nouns)
        self._questions = Sieve((question.pattern, question) for question in questions)
        self.patterns = [noun.pattern for noun in nouns] + [question.pattern for question in questions]
        self.vocabulary = words_of(*self.patterns).union(*(topic.words for topic in topics))

    @lru_cache(maxsize=16)  # noqa: B019 — there is one grammar
    def nouns_for(self, words: frozenset[str]) -> dict[str, list[Noun]]:
        """The nouns that may stand in a text of these words, by the word they begin with."""
        found: dict[str, list[Noun]] = {}
        for pattern, noun in self._nouns.for_words(words):
            if pattern.first is None:
                raise ValueError(f"a noun must begin with a word: {pattern.source}")
            for word in pattern.first & (words | {ORDINAL_NUMBER}):
                found.setdefault(word, []).append(noun)
        return found

    @lru_cache(maxsize=16)  # noqa: B019
    def questions_for(self, words: frozenset[str]) -> tuple[Question, ...]:
        """The questions that a text of these words may ask, in the order in which they are tried."""
        return tuple(question for _, question in self._questions.for_words(words))


@cache
def grammar() -> Grammar:
    """The grammar of all topics. Made once, when the first question is read."""
    return Grammar([import_module(f"{__name__}.{name}").topic for name in TOPICS])
