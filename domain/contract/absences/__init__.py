"""Members who are away for work (外出务工): they stay under contract, until people decide that they moved away."""
