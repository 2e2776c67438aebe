"""What the service does: loads what a decision needs, lets the domain decide, appends the facts, answers."""
