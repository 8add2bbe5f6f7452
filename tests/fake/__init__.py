"""Tests of the simulated Asterisk, spoken to in bytes: it must behave as the captured servers do."""
