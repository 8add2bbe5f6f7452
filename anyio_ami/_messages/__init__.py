"""The foundation: what a message is, its headers and fields. No I/O, no clock, no event loop."""
