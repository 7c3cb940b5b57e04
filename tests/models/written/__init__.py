"""NOT RECORDINGS. What no server within reach can answer, written by hand from the SDK's own types.

OpenAI's code interpreter and web search, its encrypted reasoning, its refusals. Each item
and event is checked against the types that the openai package ships (test_hosted.py), which
says that it has the right shape, not that OpenAI ever sent it.
"""
