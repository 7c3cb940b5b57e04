"""Small real HTTP servers that the tests start on the loopback interface."""
