"""A resident: a random id, and what is known of the person behind it. Every value of the person is sealed."""
