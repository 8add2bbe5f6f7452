"""Trials of trust: cut lines, dead, frozen and restarted servers, calls that are cancelled at any moment."""
