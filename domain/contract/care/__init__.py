"""Who cares for a contract's people, and with what: changes of doctor, team and package within the term."""
