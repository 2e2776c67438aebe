"""How each database is opened: what a connection is set to, and who may write."""
