"""The ledger: one gap-free line of records per tenant, written once."""
