"""Tests of the ground floor: bytes in, messages out, without any event loop."""
