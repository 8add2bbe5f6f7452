"""Real Asterisk servers for the tests. See README.md in this folder."""
