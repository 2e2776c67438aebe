"""The vault: personal values under their subject's own key, and who is known by which number."""
