"""People who go from one contract to another, or found one: transfers, marriages, households that split or merge."""
