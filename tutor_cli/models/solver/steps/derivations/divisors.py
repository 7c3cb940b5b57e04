"""Greatest common divisors and least common multiples, by Euclid's algorithm."""

from collections.abc import Iterator
from typing import Any


def gcd_steps(numbers: list[Any]) -> Iterator[tuple[Any, ...]]:
    """Divide with remainder until nothing is left; the last divisor is the greatest common one."""
    numbers = list(map(int, numbers))
    found = abs(numbers[0])
    for number in numbers[1:]:
        a, b = max(found, abs(number)), min(found, abs(number))
        pair = rf"\gcd({a}, {b})"
        while b != 0:
            yield "divide with remainder", str(a), rf"{a // b} \cdot {b} + {a % b}"
            a, b = b, a % b
        found = a
        yield "last divisor", pair, str(found)


def lcm_steps(numbers: list[Any]) -> Iterator[tuple[Any, ...]]:
    """The product of two numbers, divided by their greatest common divisor."""
    numbers = list(map(int, numbers))
    found = abs(numbers[0])
    for number in numbers[1:]:
        pair = rf"\operatorname{{lcm}}({found}, {abs(number)})"
        yield from gcd_steps([found, number])
        common, product = found, abs(number)
        while product:
            common, product = product, common % product
        multiple = found * abs(number) // common if common else 0
        if common:
            fraction = rf"\frac{{{found} \cdot {abs(number)}}}{{{common}}}"
            yield "product over the divisor", pair, f"{fraction} = {multiple}"
        found = multiple
