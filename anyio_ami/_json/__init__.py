"""Messages as JSON, and the shape of that JSON."""
