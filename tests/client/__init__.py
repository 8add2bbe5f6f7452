"""The client over in-memory streams and loopback, against the simulated server."""
