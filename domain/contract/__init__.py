"""A family-doctor contract: a household, or one person, with one care team.

Read in this order: events (what can happen), commands (what can be asked), state (what is remembered), then the rule
families: signing, members, populations, claims.
"""
