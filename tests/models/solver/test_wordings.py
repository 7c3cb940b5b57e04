"""The same questions in other words, and in Spanish: read by the sentence, not by its template."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from conftest import bold

Ask = Callable[..., str]

ENGLISH = [
    ("solve the system\n  x + y = 10\n\n  x - y = 4", "x = 7, y = 3"),
    ("Solve:\n1) x + y + z = 6,\n2) x - y = -1,\n3) 2z = 6.", "x = 1, y = 2, z = 3"),
    ("f(x) = x^2\ng(x) = x + 1\nf(g(2))", "9"),
    ("At what values of x does 3x^2 - 12x + 9 equal zero?", "x = 1 or x = 3"),
    ("Find all w for which w^3 = 4w", "w = -2 or w = 0 or w = 2"),
    ("What are the solutions to 2x^2 = 8?", "x = -2 or x = 2"),
    ("Factorise completely 6a^2 + 5a - 6", r"\left(2 a + 3\right) \left(3 a - 2\right)"),
    ("Write x^2 - 9 as a product of factors", r"\left(x - 3\right) \left(x + 3\right)"),
    ("Given 3t - 7 = 20, what does t equal?", "9"),
    ("Solve 4x = 2x + 14", "x = 7"),
    ("If 5k + 3 = 18, find k", "k = 3"),
    ("Find y: 3x + y = 10 and x - y = 2", "y = 1"),
    ("Solve the simultaneous equations 2a + b = 7 and a - b = 2 for b", "b = 1"),
    ("Given that p + q = 9 and p - q = 3, find p and q", "p = 6, q = 3"),
    ("What number follows 4, 9, 14, 19?", "24"),
    ("Continue the sequence 2, 5, 10, 17, 26", "37"),
    ("Which number comes next in the sequence 1, 4, 9, 16, 25?", "36"),
    ("Find a formula for the nth term of 3, 7, 11, 15", "4 n - 1"),
    ("Find the nth term of the sequence 1, 4, 9, 16, 25", "n^{2}"),
    ("how much is 12.5 minus 40.25", "-27.75"),
    ("What do you get if you subtract 7 from 3?", "-4"),
    ("Take 17 from 50", "33"),
    ("What is 5 less than 12", "7"),
    ("work out 17*23", "391"),
    ("what is the sum of -3.5 and 12", "8.5"),
    ("what's the product of 4, 5 and 6", "120"),
    ("evaluate (-3)*(4 - 10)/9", "2"),
    ("what is the quotient of 84 and 7", "12"),
    ("In base 7, compute 326 + 45", "404"),
    ("Add 1011 and 110 in base 2", "10001"),
    ("what is 101101 base 2 in decimal", "45"),
    ("Write 255 in hexadecimal", "ff"),
    ("convert 1f from hex to binary", "11111"),
    ("what's the 5th root of 7776 rounded to the nearest whole number", "6"),
    ("Round the cube root of 1000000 to the nearest integer", "100"),
    ("Simplify sqrt(50) - sqrt(8)", r"3 \sqrt{2}"),
    ("Rationalize 1/(1+sqrt(2))", r"-1 + \sqrt{2}"),
    ("What is the derivative of 5x^3 - 2x with respect to x?", "15 x^{2} - 2"),
    ("Differentiate 4y^3 - y twice", "24 y"),
    ("What's d/dx of x^5?", "5 x^{4}"),
    ("find f'(x) if f(x) = x^3 - 3x", "3 x^{2} - 3"),
    ("find f''(2) where f(x) = x^4", "48"),
    ("Is 7/3 greater than 2.3?", "yes"),
    ("Which is larger, 5/8 or 0.6?", r"\frac{5}{8}"),
    ("Are 0.5 and 1/2 equal?", "yes"),
    ("is 3 < 2", "no"),
    ("Out of 3, -7, 4.5 and 0, which is the smallest?", "-7"),
    ("Which of 3, -7, 4.5 is closest to 4?", "4.5"),
    ("find the second largest of 4, 9, -1, 7", "7"),
    ("Arrange 3, -1, 2.5, 1/2 from smallest to largest", r"-1, \frac{1}{2}, 2.5, 3"),
    ("Order these numbers from largest to smallest: 3, 9, 1", "9, 3, 1"),
    ("put these in ascending order: 5, 2, 8", "2, 5, 8"),
    ("How many centimeters in 3.2 meters?", "320"),
    ("Change 4500 grams into kilograms", "4.5"),
    ("how many weeks is 21 days", "3"),
    ("what is half a kilometer in meters", "500"),
    ("2 hours in seconds", "7200"),
    ("What time is it 95 minutes after 11:40 AM?", "1:15 PM"),
    ("how many minutes from 8:15 am to 10:05 am", "110"),
    ("What is the HCF of 48 and 180?", "12"),
    ("Find the GCD of 18, 24 and 60", "6"),
    ("Least common multiple of 6 and 8", "24"),
    ("find the lcm of 4, 6, 10", "60"),
    ("what's the remainder of 100 divided by 7", "2"),
    ("what remainder do you get when you divide 100 by 7", "2"),
    ("Find 100 modulo 7", "2"),
    ("Is 97 a prime?", "yes"),
    ("is 51 a composite number?", "yes"),
    ("Is 8 divisible by 3", "no"),
    ("is 7 a factor of 84", "yes"),
    ("Can 84 be divided by 6?", "yes"),
    ("to 3 decimal places, what is 2.71828", "2.718"),
    ("2.71828 to 3 d.p.", "2.718"),
    ("Round 12345 to the nearest hundred", "12300"),
    ("What digit is in the hundreds place of 54321?", "3"),
    ("which digit of 54321 is in the tens place", "2"),
    ("List the prime divisors of 84", "2, 3, 7"),
    ("Write 84 as a product of primes", r"2^{2} \cdot 3 \cdot 7"),
    ("Suppose f(x) = 2x - 7. What is f(10)?", "13"),
    ("Let g(x) = x^2 + 1 and h(x) = 3x. Find g(h(2))", "37"),
    ("f(x) = x^2. g(x) = x + 1. What is f(g(x))?", "x^{2} + 2 x + 1"),
    ("evaluate 3x^2 - 2x + 1 at x = 4", "41"),
    ("what is 3x^2 - 2x + 1 when x = 4", "41"),
    ("What is the value of 2a + 3b if a = 5 and b = -2", "4"),
    ("substitute x = 2 into x^3 - x", "6"),
    ("Add the polynomials 2x^2 + 3x and x^2 - x", "3 x^{2} + 2 x"),
    ("Multiply (x + 3) by (x - 2)", "x^{2} + x - 6"),
    ("Multiply out (2x + 1)(x - 4)", "2 x^{2} - 7 x - 4"),
    ("Combine like terms: 3x + 2y - x + 5y", "2 x + 7 y"),
    ("Collect like terms in 4a + 3 - 2a + 7", "2 a + 10"),
    ("what is the coefficient of x^2 in (x + 2)^3", "6"),
    (
        "chance of drawing the sequence ab when two letters are drawn without replacement from aabb",
        r"\frac{1}{3}",
    ),
]

SPANISH = [
    ("¿Cuánto es 10 - 4 elevado a 2.7?", "-32.2243"),
    ("¿Cuánto es 10 menos 4 elevado a la 2,7?", "-32.2243"),
    ("cuánto es 15% de 80", "12"),
    ("el 15 por ciento de 80", "12"),
    ("raíz cuadrada de 144", "12"),
    ("resuelve 2x + 3 = 11", "x = 4"),
    ("resuelve x al cuadrado - 5x + 6 = 0", "x = 2 o x = 3"),
    ("resuelve el sistema x + y = 10 y x - y = 4", "x = 7, y = 3"),
    ("derivada de x^3 - 4x + 2", "3 x^{2} - 4"),
    ("deriva sen(x)*e^x", r"\left(\sin{\left(x \right)} + \cos{\left(x \right)}\right) e^{x}"),
    ("segunda derivada de x^4", "12 x^{2}"),
    ("integral de x^2 desde 0 hasta 3", "9"),
    ("integra 3x^2 + 2x", "x^{3} + x^{2} + C"),
    ("límite de sen(x)/x cuando x tiende a 0", "1"),
    ("límite cuando x tiende a infinito de (3x^2 + 1)/(x^2 - 5)", "3"),
    ("factoriza x^2 + 7x + 12", r"\left(x + 3\right) \left(x + 4\right)"),
    ("simplifica 3x + 5 - (x - 2)", "2 x + 7"),
    ("expande (x+2)(x-5)", "x^{2} - 3 x - 10"),
    ("mcd de 48 y 180", "12"),
    ("mínimo común múltiplo de 12 y 18", "36"),
    ("¿es 91 primo?", "no"),
    ("factores primos de 360", "2, 3, 5"),
    ("¿cuántos segundos hay en 3 horas?", "10800"),
    ("convierte 5 millas a kilómetros", "8.04672"),
    ("convierte 0,375 a fracción", r"\frac{3}{8}"),
    ("7/8 como decimal", "0.875"),
    ("la suma de 3 y 4", "7"),
    ("12 dividido entre 4", "3"),
    ("20 entre 5", "4"),
    ("hola, ¿me puedes ayudar con 3/4 + 5/6?", r"\frac{19}{12}"),
    ("área de un círculo de radio 5", r"25 \pi"),
    ("la media de 4, 8, 15, 16, 23, 42", "18"),
    ("determinante de [[1,2],[3,4]]", "-2"),
    ("si f(x) = 3x^2 - 2 cuánto es f(4)", "46"),
    ("qué porcentaje de 80 es 20", r"25\%"),
    ("aumenta 240 en 12.5%", "270"),
    ("redondea 3.14159 a 2 decimales", "3.14"),
    ("la mitad de 30 más 4", "19"),
]


@pytest.mark.parametrize(("question", "answer"), ENGLISH)
def test_other_words(ask: Ask, question: str, answer: str) -> None:
    assert bold(ask(question)) == answer


@pytest.mark.parametrize(("question", "answer"), SPANISH)
def test_spanish(ask: Ask, question: str, answer: str) -> None:
    assert bold(ask(question)) == answer


def test_spanish_is_answered_in_spanish(ask: Ask) -> None:
    assert "es igual a" in ask("¿Cuánto es 25 por 4.5?", "ahora suma 17.241")
