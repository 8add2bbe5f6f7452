"""`check`: what stands between a program and its server."""
