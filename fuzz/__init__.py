"""Coverage-guided fuzzing: what must hold whatever a server, a caller or a file says (README.md)."""
