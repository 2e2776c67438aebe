"""Registers (登记册) as townships keep them in Excel: from cells to households, and what is wrong in them. Pure."""
