"""The first floor: connections, tasks, subscriptions."""
