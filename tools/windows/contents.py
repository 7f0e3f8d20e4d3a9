"""What of Python, Qt and the libraries goes into the bundle. Patterns are of `fnmatch`, paths with "/"."""

from fnmatch import fnmatchcase

QT_MODULES = ("Core", "Gui", "Network", "PrintSupport", "Svg", "Widgets")

# Of the embeddable CPython. OpenSSL is for mail accounts; without _wmi, which asks a service of Windows for seconds;
# asyncio is there because SQLAlchemy imports it.
PYTHON_FILES = (
    "LICENSE.txt",
    "libcrypto-3.dll",
    "libssl-3.dll",
    "libffi-*.dll",
    "python3.dll",
    "python3??.dll",
    "python3??.zip",
    "sqlite3.dll",
    "vcruntime140*.dll",
    *(
        f"{name}.pyd"
        for name in (
            "_asyncio",
            "_bz2",
            "_ctypes",
            "_decimal",
            "_elementtree",
            "_lzma",
            "_multiprocessing",
            "_overlapped",
            "_queue",
            "_socket",
            "_sqlite3",
            "_ssl",
            "_uuid",
            "_zoneinfo",
            "pyexpat",
            "select",
            "unicodedata",
        )
    ),
)

# Of PySide6 and Shiboken, which hold a hundred times more than the program asks for. Pictures: PNG is in Qt itself; the
# kinds that the system's own dialogs show besides. The style is Fusion, which is in Qt too.
QT_FILES = (
    "PySide6/*.py",
    "PySide6/support/*.py",
    "PySide6/pyside6.abi3.dll",
    *(f"PySide6/Qt{name}.pyd" for name in QT_MODULES),
    *(f"PySide6/Qt6{name}.dll" for name in QT_MODULES),
    "PySide6/msvcp140*.dll",
    "PySide6/vcruntime140*.dll",
    "PySide6/plugins/iconengines/qsvgicon.dll",
    *(f"PySide6/plugins/imageformats/q{kind}.dll" for kind in ("gif", "ico", "jpeg", "svg")),
    "PySide6/plugins/platforms/qoffscreen.dll",
    "PySide6/plugins/platforms/qwindows.dll",
    "shiboken6/*.py",
    "shiboken6/Shiboken.pyd",
    "shiboken6/shiboken6.abi3.dll",
    "shiboken6/msvcp140*.dll",
    "shiboken6/vcruntime140*.dll",
)
QT_PACKAGES = ("PySide6/", "shiboken6/")

# Of the other wheels: what is not needed to run. Pillow's codecs are large, and reportlab asks for none of these; its
# own layout and charts, the databases of servers and the tools for catalogues are asked for by nobody, and what reads C
# (cffi, pycparser) or guesses encodings (charset_normalizer) serves builds and readers of XML that are not used.
LEFT_OUT = (
    "*.h",
    "*.pxd",
    "*.pxi",
    "*.pyi",
    "*.pyx",
    "*.exe",
    "*/py.typed",
    "*/testing/*",
    "*/tests/*",
    "PIL/_avif.*",
    "PIL/_imagingcms.*",
    "PIL/_imagingft.*",
    "PIL/_imagingtk.*",
    "PIL/_webp.*",
    "alembic/templates/*",
    *(f"asn1crypto/{name}.py" for name in ("csr", "pdf", "pkcs12")),
    "babel/messages/*",
    "cffi/*",
    "charset_normalizer/*",
    "dateutil/easter.py",
    "dateutil/rrule.py",
    "dateutil/zoneinfo/*",
    "docx/templates/default-docx-template/*",
    "lxml/html/*",
    "lxml/includes/*",
    "lxml/isoschematron/*",
    "lxml/objectify.*",
    "pycparser/*",
    "pypdfium2_cli/*",
    "reportlab/fonts/*.sfd",
    "reportlab/graphics/*",
    "reportlab/pdfgen/*",
    "reportlab/platypus/*",
    "sqlalchemy/dialects/mssql/*",
    "sqlalchemy/dialects/mysql/*",
    "sqlalchemy/dialects/oracle/*",
    "sqlalchemy/ext/asyncio/*",
    "sqlalchemy/ext/mypy/*",
    "tzdata/*",
)

# Babel carries every language of the world; the program speaks two.
LOCALES = "babel/locale-data/"
KEPT_LOCALES = ("root.dat", "vi.dat", "vi_VN.dat", "en.dat", "en_001.dat", "en_US.dat", "en_US_POSIX.dat")

# keyring finds the system's store of passwords by what its wheel says of itself.
KEPT_METADATA = ("keyring-*.dist-info/METADATA", "keyring-*.dist-info/entry_points.txt")

# Compiled with docstrings and assertions: the program, what hands foreign files to C, and xlrd, whose assertions tell
# that a file is damaged.
KEPT_WHOLE = ("cchc_desktop", "pypdfium2", "xlrd")

# Alembic reads its steps as sources.
KEPT_AS_SOURCE = ("cchc_desktop/storage/migrations/*",)


def matches(name: str, patterns: tuple[str, ...]) -> bool:
    """Whether one of the patterns is that of the whole name."""
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def is_wanted(name: str) -> bool:
    """Whether a file of a wheel goes into the bundle; licences are taken apart, see `is_licence`."""
    if ".dist-info/" in name or ".data/" in name:
        return matches(name, KEPT_METADATA)
    if name.startswith(QT_PACKAGES):
        return matches(name, QT_FILES)
    if name.startswith(LOCALES):
        return name.removeprefix(LOCALES) in KEPT_LOCALES
    return not matches(name, LEFT_OUT)


def licence(name: str) -> str | None:
    """Where a text of a licence in a wheel goes, below the folder of its package; None for what is no such text.

    Qt is taken under the LGPL, whose text its wheels lack (installer/licences/), not under that of its customers.
    """
    _before, is_metadata, rest = name.partition(".dist-info/")
    if not is_metadata or "Qt-Commercial" in rest:
        return None
    if rest.startswith("licenses/"):
        return rest.removeprefix("licenses/")
    return rest if matches(rest.upper(), ("LICEN*", "COPYING*", "NOTICE*", "AUTHORS*")) else None
