"""The terms of a contract: how one follows another, and how the last one ends."""
