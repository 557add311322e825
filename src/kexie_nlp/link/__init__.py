"""One name for one thing: regions."""
