"""A demonstration on a store of its own: real services, a real register, and a clock that it moves itself."""
