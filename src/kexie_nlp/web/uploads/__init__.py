"""Adding reports through the page: ``receiving`` takes the files, ``jobs`` keeps account, ``run`` is the process that adds them.

Off by default; ``Settings.may_upload`` turns it on. A file is read in a process of its own (``reading``), which is ended when it takes
too long or too much memory; no name that was sent becomes a path.
"""
