"""One module a family of commands; each turns options into a question or a command, and the answer into tables."""
