"""The command line: a router from what a person types to the service, and from its answer to what they read."""
