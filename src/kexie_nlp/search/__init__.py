"""Query language → tree → engine → hits. Everything but the engine itself stands here once for all engines."""
