"""The testing kit for users: scenarios, faults, assertions, the pytest plugin."""
