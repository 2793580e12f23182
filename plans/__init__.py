"""Where a candidate is going: the plan, and what was done of it."""
