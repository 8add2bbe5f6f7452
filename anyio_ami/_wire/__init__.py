"""The ground floor: bytes in, messages out.

Nothing in this package awaits, looks at a clock or imports an event loop. The
caller passes in bytes and times; what comes back are frames, typed messages
and the state of requests.
"""
