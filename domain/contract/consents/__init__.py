"""What the people of a contract agreed to for themselves, beside who signed for the household."""
