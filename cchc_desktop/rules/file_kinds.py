"""What a file is, by its name and its content: shown before it is opened, asked about when it can act by itself."""

from cchc_desktop.i18n import _

_ACTING = (
    "exe com scr pif bat cmd ps1 psm1 vbs vbe js jse wsf wsh hta msi msp msix appx cpl dll sys jar py pyw sh bash "
    "desktop lnk url scf inf reg chm hlp gadget application xll iso img vhd vhdx appref-ms website library-ms "
    "settingcontent-ms search-ms rdp diagcab msc ade adp mde accde one onepkg svg htm html mht mhtml xhtml swf app "
    "run deb rpm apk action command workflow"
)
_PROGRAMS = frozenset(_ACTING.split())
_WITH_MACROS = frozenset(
    {"docm", "dotm", "xlsm", "xltm", "xlsb", "xlam", "pptm", "potm", "ppsm", "ppam", "sldm", "dot", "xlt", "xla"}
)
_BEGINNINGS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"L\x00\x00\x00\x01\x14\x02\x00",  # a Windows shortcut
    b"[InternetShortcut]",
    b"[Desktop Entry]",
    b"ITSF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
)
_MACRO_PARTS = (b"vbaProject.bin", b"_\x00V\x00B\x00A\x00_\x00P\x00R\x00O\x00J\x00E\x00C\x00T\x00", b"macrosheets/")
_MARKUP = (b"<script", b"<hta:application", b"<html", b"<!doctype html", b"<svg")


def can_act(name: str, data: bytes) -> bool:
    """Whether opening the file may run something: a program, a script, a shortcut, a page, a paper with macros."""
    ending = _ending(name)
    if ending in _PROGRAMS or ending in _WITH_MACROS:
        return True
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(_BEGINNINGS) or any(mark in head.lower() for mark in _MARKUP):
        return True
    packed = data.startswith((b"PK", b"\xd0\xcf\x11\xe0"))
    return packed and any(part in data for part in _MACRO_PARTS)


def kind_words(name: str) -> str:
    """What the file's name says it is, for the officer."""
    ending = _ending(name)
    if ending in _PROGRAMS:
        return _("program, script or shortcut (.{ending})").format(ending=ending)
    if ending in _WITH_MACROS:
        return _("document with macros (.{ending})").format(ending=ending)
    for endings, words in (
        (("pdf",), _("PDF")),
        (("doc", "docx", "dotx", "odt", "rtf", "wps"), _("Word document")),
        (("xls", "xlsx", "ods", "csv", "tsv", "xml"), _("spreadsheet")),
        (("ppt", "pptx", "odp"), _("slides")),
        (("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "heic"), _("picture")),
        (("txt", "md"), _("plain text")),
        (("zip", "rar", "7z"), _("archive")),
    ):
        if ending in endings:
            return words
    return _("file of an unknown kind (.{ending})").format(ending=ending) if ending else _("file of an unknown kind")


def _ending(name: str) -> str:
    """The ending that counts: Windows leaves blanks and dots at the end out."""
    bare = name.rstrip(" .\u00a0")
    return bare.rpartition(".")[2].lower() if "." in bare else ""
