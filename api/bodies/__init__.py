"""Commands as programs send them, as JSON objects: the names, what each holds, and how one is read."""
