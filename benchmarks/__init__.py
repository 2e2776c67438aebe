"""Speed and memory as ratios to a peer or a limit in the same run; never asserted by a test."""
