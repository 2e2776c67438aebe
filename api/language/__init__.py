"""What is said to people, in Chinese and in English: one table a kind of thing, and no sentence anywhere else."""
