"""Benchmarks of the AMI clients: ``python -m benchmarks`` (see README.md in this folder)."""
