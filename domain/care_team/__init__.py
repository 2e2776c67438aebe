"""A care team (家庭医生团队): founded, staffed, given villages and a leader."""
