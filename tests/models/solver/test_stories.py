"""Everyday stories whose parts come in any order, and what is asked one thing after another."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from conftest import bold

from tutor_cli.errors import Declined

Ask = Callable[..., str]

PRICES = [
    ("a $1200 laptop has 15% discount, how much do i save", "180"),
    ("after a 30% discount a coat costs $84. what was the original price", "120"),
    ("how much is a $75 jacket after 20% off", "60"),
    ("a $250 bike is 12% off plus 8% sales tax what is the total", "237.6"),
    ("my bill was $64 and i want to leave a 15% tip. how much do i pay in total", "73.6"),
    ("how much tip should i leave on a $54 bill at 18%", "9.72"),
    ("i bought a car for $20000 and it lost 15% of its value. what is it worth now", "17000"),
    ("reduce 90 by a third", "60"),
    ("a store marks up a $40 item by 60%. what is the selling price", "64"),
    ("the value of a house increased by 12% to $280000. what was its original value", "250000"),
    ("out of 80 students 52 passed. what percent passed?", r"65\%"),
    ("40% of students in a class of 30 are boys. how many boys are there", "12"),
    ("my rent went up from 800 to 860, by what percent did it increase", r"\frac{15}{2}\%"),
    ("a shirt was $50 and now costs $40. what is the percent discount", r"20\%"),
]
INTEREST = [
    ("compound interest on 1000 at 6% for 2 years compounded annually, final amount", "1123.60"),
    ("$5,000 at 6% compounded monthly for 2 years", "5635.80"),
    ("what will 3000 be worth in 5 years at 6% interest compounded daily", "4049.48"),
    ("compound interest on 2000 at 5% for 10 years", "1257.79"),
    ("find the total amount after 2 years on $600 at 10% simple interest", "720"),
    ("a loan of $4000 has 6% simple interest. How much interest is paid after 18 months?", "360"),
    ("a car worth $20000 depreciates by 10% every year. what is it worth after 2 years", "16200"),
]
PAID = [
    ("i paid 54 after a 10% discount, what was the price", "60"),
    ("a phone costs $600 plus 7% tax how much total", "642"),
    ("i got 12 + 4 * 3 = 48. is it right?", "no"),
    ("what exponent makes 3^x equal 243", "x = 5"),
    ("divide 8.4e6 by 2.1e2 give answer in scientific notation", r"4 \times 10^{4}"),
    ("how many numbers between 10 and 100 are divisible by 7", "13"),
]
BILLS = [
    ("3 coffees at 4.75 each plus a muffin for 3.20, total?", "17.45"),
    ("I bought 4 pens at $1.25 each and 2 notebooks at $3.50 each. How much did I spend?", "12"),
    ("groceries 45.20, gas 30.15, lunch 12.60. what's the total", "87.95"),
    ("1,350 rent + 89.99 internet + 142.50 power", "1582.49"),
]
RATES = [
    ("how far does a car go in 2.5 hours at 60 mph", "150"),
    ("if i run 5 km in 25 minutes what is my speed in km/h", "12"),
    ("A train travels at 80 km/h for 2 hours 30 minutes. How far does it travel?", "200"),
    ("how much do 7 pens cost if 3 pens cost $4.50", "10.5"),
    ("a recipe for 4 people uses 300 g of flour. how much flour for 6 people", "450"),
    ("a tap fills 12 liters per minute. how long to fill 300 liters", "25"),
    ("a box holds 12 eggs. how many boxes are needed for 100 eggs", "9"),
    ("4 workers take 6 days. how many days do 3 workers take", "8"),
]
PLAINER = [
    ("Round to three significant figures: 58,274", "58300"),
    ("Can you tell me what 1000 - 365.75 is?", "634.25"),
    ("Please compute 5/6 - 3/8, leaving the result as a fraction in lowest terms.", r"\frac{11}{24}"),
    ("Could you please tell me how many minutes there are in 3.2 hours?", "192"),
    ("The number 221, is it prime?", "no"),
    ("4.2/0.7 without a calculator", "6"),
    ("Use order of operations: [18 - (2 + 4)] / 3 × 5", "20"),
    ("ok so i did 1.2 + 3 * 0.4 and got 1.68, whats the right answer", "2.4"),
    ("how many ounces r in 2 pounds", "32"),
    ("1.05 to the 10th power (for a savings calc)", "1.62889462677744140625"),
]
STEPS = [
    ("take 15 from 40 then double it", "50"),
    ("Add 5 and 7. Multiply the result by 3.", "36"),
    ("4 and 1/2 minus 2 and 3/4", r"\frac{7}{4}"),
    ("17 less than 50", "33"),
    ("8 to the power of -2/3", r"\frac{1}{4}"),
    ("what must be added to 37 to make 100", "63"),
    ("50 is 20% less than what", r"\frac{125}{2}"),
    ("the sum of 14 and 6 divided by 5", "4"),
    ("7 x ___ = 56", "n = 8"),
    ("is 3:4 equivalent to 9:12", "yes"),
    ("find the missing number in 3/5 = ?/20", "n = 12"),
    ("ratio of 50 cm to 2 m", "1 : 4"),
    ("how many significant figures does 0.00450 have", "3"),
    ("what's 5 foot 10 in cm", "177.8"),
    ("mph to km/h: 60", "96.56064"),
    ("is 57 prime or composite", "composite"),
    ("what fraction of an hour is 25 minutes", r"\frac{5}{12}"),
    ("how much is 1/2 cup plus 1/3 cup", r"\frac{5}{6}"),
    ("is 2100 a leap year", "no"),
    ("sum of 1/2, 1/3 and 1/4", r"\frac{13}{12}"),
    ("does 1 count as a prime number??", "no"),
    ("which prime numbers divide 210", "2, 3, 5, 7"),
    ("number of days between January 15 and March 1 in a leap year", "46"),
    ("3 + 2^100 (mod 7)", "5"),
    ("what time is it 2 h 45 min after 10:30 am", "1:15 PM"),
    ("cube root of -27", "-3"),
    ("80 plus 15%", "92"),
    ("i scored 45/60, what percent is that", r"75\%"),
    ("which numbers divide 36 evenly", "1, 2, 3, 4, 6, 9, 12, 18, 36"),
    ("largest prime factor of 1001", "13"),
    ("decimal value of binary 1011", "11"),
    ("24:36 simplest form", "2 : 3"),
    ("whats the exponent x if 2^x = 32", "x = 5"),
]


@pytest.mark.parametrize(
    ("question", "answer"), [*PRICES, *INTEREST, *PAID, *BILLS, *RATES, *STEPS, *PLAINER]
)
def test_is_read_in_any_order(ask: Ask, question: str, answer: str) -> None:
    assert bold(ask(question)) == answer


@pytest.mark.parametrize(
    "question",
    [
        "a restaurant bill of $60 includes 20% VAT. how much is the VAT",
        "A jacket costs $60 and is 25% off for members only. what do non members pay",
        "A shirt costs $40 and is 25% off. How many shirts can I buy with $90?",
        "a $50 item is 20% off, what is the tax",
        "a jacket costs 60 dollars and is discounted. what is the sale price",
        "calculate the interest on 3000 at 4% for 3 years",  # simple or compound?
        "what rate of simple interest turns 100 into 120 in 4 years",
        "a population of 5000 grows by 2% per month. what is the population after 3 years",
        "a car travels 60 miles at 30 mph and then 60 miles at 60 mph. what is the average speed",
        "a car travels for 3 hours at 60 mph then rests for 1 hour. how far did it go",
        "if 3 pens cost $4.50, how much do 7 pencils cost",
        "3 cats catch 3 mice in 3 days. how many mice do 6 cats catch in 6 days",
        "i paid 54 with a 10% discount. how much did i save",
        "3 coffees at 4.75 each, how much change from 20?",
        "i have 3 dozen eggs at 2.40 a dozen total cost",
        "3 coffees + 4.75 tip",  # what does a coffee cost?
        "5 tickets at $12 each plus 8% tax, total?",
        "write 3/4 as a decimal and percent",
        "increase 3 by 1/2",  # to 3.5 or to 4.5?
        "out of 80 students 52 passed. what percent failed?",
        "there are 30 students, 12 are boys. what percent are girls",
        "40% of students in a class of 30 are boys. how many girls are there",
    ],
)
def test_what_else_is_told_is_not_passed_over(ask: Ask, question: str) -> None:
    with pytest.raises(Declined):
        ask(question)
