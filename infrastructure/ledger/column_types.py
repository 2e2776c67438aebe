"""Column types that read the same from both databases."""

from sqlalchemy import BigInteger, Integer

Position = BigInteger().with_variant(Integer, "sqlite")  # INTEGER PRIMARY KEY is SQLite's own row number
