"""Text → sections, sentences, tables."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from kexie_nlp.document import Reading, Table
from kexie_nlp.segment.cleaning import clean
from kexie_nlp.segment.headings import find_headings, section_tree
from kexie_nlp.segment.sentences import find_sentences
from kexie_nlp.segment.tables import find_tables

__all__ = ["clean", "segment"]


def segment(text: str, tables: Sequence[Table] = (), headings: Sequence[tuple[int, int, int]] = ()) -> Reading:
    """Return the structure of a cleaned text.

    Args:
        text: the cleaned text.
        tables: tables that the file format told; others are found in the text.
        headings: (start, end, level) of headings that the file format told.
    """
    found_tables = find_tables(text, tables)
    starts, ends = [table.start for table in found_tables], [0, *accumulate((table.end for table in found_tables), max)]
    outside = [heading for heading in find_headings(text, headings) if heading.start >= ends[bisect_right(starts, heading.start)]]
    sections = section_tree(text, outside)
    return Reading(text, tuple(sections), tuple(find_sentences(text, sections, found_tables)), tuple(found_tables))
