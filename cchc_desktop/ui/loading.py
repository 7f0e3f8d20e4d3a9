"""What the window does not need at once, loaded in the background while the officer reads the overview.

A library comes first as a whole, then its parts. Who asks for it meanwhile asks for the whole first too: then one waits
for the other. Of two who begin with a part Python hands one of them a library that is half loaded.
"""

import threading


def _load() -> None:
    """Half of what a start would otherwise load; nothing here touches Qt."""
    import sqlalchemy
    import sqlalchemy.orm  # isort: skip
    import sqlalchemy.dialects.sqlite  # isort: skip
    import docx  # isort: skip

    import cchc_desktop.models.tables
    import cchc_desktop.services.exchange.part_merge
    import cchc_desktop.services.papers.plans
    import cchc_desktop.services.reporting.drafting
    import cchc_desktop.services.reporting.figure_checks
    import cchc_desktop.services.reporting.report_appendices
    import cchc_desktop.services.reporting.reports
    import cchc_desktop.services.scoring.indices
    import cchc_desktop.services.search.searching
    import cchc_desktop.storage.recorder

    sqlalchemy.orm.configure_mappers()


def load_the_rest() -> threading.Thread:
    """Begin to load; a tab or a verb that comes first loads its part itself."""
    thread = threading.Thread(target=_load, name="loading")
    thread.start()
    return thread
