"""A replay server in a process of its own, which sends bytes made beforehand."""
