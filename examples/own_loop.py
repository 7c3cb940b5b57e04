"""The run loop, written by hand: ask the model, make the calls it wants, until it has answered."""

from tutor_cli import Turn, Tutor


def execute_agent(turn: Turn) -> str:
    response = turn.respond()
    while response.calls:
        for call in response.calls:
            output = turn.call(call)
            print(call.name, call.arguments, output.text, sep="\n", end="\n\n")
        response = turn.respond()
    return response.text


if __name__ == "__main__":
    with Tutor() as tutor:
        turn = tutor.start("What's 10 - 4 raised to the 2.7")
        print(execute_agent(turn))
        print("thread_id:", turn.thread.id, "run_id:", turn.run.id)

        turn = tutor.start("now add 17.241", thread=turn.thread.id)
        print(execute_agent(turn))
        print("thread_id:", turn.thread.id, "run_id:", turn.run.id)
