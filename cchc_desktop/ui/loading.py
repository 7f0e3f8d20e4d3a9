"""What the window does not need at once, loaded in the background while the officer reads the overview.

SQLAlchemy comes first and as a whole: whoever asks for a part of it meanwhile waits for the rest and finds it complete.
"""

import threading
from importlib import import_module

# Half of what a start would otherwise load; nothing here touches Qt.
_LATER = (
    "sqlalchemy",
    "sqlalchemy.orm",
    "sqlalchemy.dialects.sqlite",
    "cchc_desktop.models.tables",
    "cchc_desktop.storage.recorder",
    "cchc_desktop.services.search",
    "cchc_desktop.services.papers.plans",
    "cchc_desktop.services.reporting.reports",
    "cchc_desktop.services.indices",
    "cchc_desktop.services.reporting.drafting",
    "cchc_desktop.services.reporting.figure_checks",
    "cchc_desktop.services.reporting.report_appendices",
    "cchc_desktop.services.exchange.part_merge",
)


def _load() -> None:
    for name in _LATER:
        import_module(name)
    import_module("sqlalchemy.orm").configure_mappers()


def load_the_rest() -> threading.Thread:
    """Begin to load; a tab or a verb that comes first loads its part itself."""
    thread = threading.Thread(target=_load, name="loading")
    thread.start()
    return thread
