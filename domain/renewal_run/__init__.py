"""The runs that settle what falls due: each completed one is a fact of its own."""
