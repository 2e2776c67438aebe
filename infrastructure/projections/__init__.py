"""How read models are kept: generations of tables, batches, what is parked, rebuilding, comparing, reading."""
