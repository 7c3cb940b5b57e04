"""A tool of your own: a typed function. Its docstring tells the model what it does.

    tutor ask --tool examples/own_tool.py:compound_interest "What do 1000 € at 5 % become in 10 years?"
    tutor tools

Put the file into the folder `tools` of the configuration directory to have it always.
"""

from typing import Annotated

from pydantic import Field

from tutor_cli import tool


@tool(read_only=True)  # it changes nothing, so nobody needs to be asked
def compound_interest(
    principal: float,
    percent_a_year: float,
    years: Annotated[float, Field(ge=0, description="How long it stays.")],
) -> float:
    """What an amount of money becomes when the interest stays with it.

    Args:
        principal: What is there in the beginning.
        percent_a_year: The interest, in percent.
    """
    return principal * (1 + percent_a_year / 100) ** years


if __name__ == "__main__":
    print(compound_interest(1000, 5, 10))  # it is still a function
