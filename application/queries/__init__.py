"""What is asked of the ledger and its read models: for any day, as known at any time."""
