"""A register becomes facts: each household is compared with what its last import wrote."""
