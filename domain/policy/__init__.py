"""What each jurisdiction's documents say, as dated data that answers questions in domain words."""
