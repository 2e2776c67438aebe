"""The life of family-doctor contracts: facts, wishes, rules. Pure: no I/O, no clock, standard library only."""
