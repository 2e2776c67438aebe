"""Everything that touches the world: databases, keys, files, clocks."""
