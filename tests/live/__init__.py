"""Real servers and a real small model: recorded once into cassettes, and asked live by `make test-live`."""
