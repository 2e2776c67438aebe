"""Services delivered under a contract: written down, corrected, confirmed."""
