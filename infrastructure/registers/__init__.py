"""Registers as files: opening an .xlsx that comes from anywhere, and handing it back with its errors coloured."""
