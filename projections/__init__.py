"""Read models: each answers one question, is built from the ledger alone, and can be built again."""
