"""What becomes of the papers of a contract: kept, held, disposed of."""
