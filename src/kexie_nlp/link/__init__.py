"""One name for one thing: regions, associations, contests, awards, programmes, indicators."""
