"""pdfium, which reads and draws PDF pages, may be used by one thread at a time in a process."""

import threading

# Whoever calls `pypdfium2` holds it, from opening a document until it is closed.
pdfium_lock = threading.Lock()
