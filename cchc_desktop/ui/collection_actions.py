"""Collections from the menu, by double click and by name: each in a window of its own, loaded when it is opened."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QMenu

from cchc_desktop import options as kept_options
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.options import Options
from cchc_desktop.ui import alerts
from cchc_desktop.ui.places import Purpose, ask_file

if TYPE_CHECKING:
    from cchc_desktop.collection.store import Collection
    from cchc_desktop.ui.collection.window import CollectionWindow

COLLECTION_SUFFIX = ".cchctong"  # `collection.store` is not loaded with the window


class CollectionActions(QObject):
    """Opens collections; `windows` are those that are open, which go with the window that opened them."""

    def __init__(self, window: QMainWindow, options: Options) -> None:
        super().__init__(window)
        self._window, self._options = window, options
        self.windows: list[CollectionWindow] = []

    def fill_recent(self, menu: QMenu) -> None:
        """The collections opened last, by name."""
        menu.clear()
        for place in self._options.collections:
            action = menu.addAction(_name(place), partial(self.open, place))
            action.setToolTip(place)
        if menu.isEmpty():
            menu.addAction(_("No collection has been opened yet")).setEnabled(False)
        menu.setToolTipsVisible(True)

    def new(self) -> None:
        """Ask whose collection it is and where it shall lie, and begin it."""
        from cchc_desktop.ui.dialogs.collection.new import NewCollectionDialog

        dialog = NewCollectionDialog(self._window)
        dialog.agreed.connect(self._create)
        dialog.open()

    def _create(self, path: Path, office: str, superior: str, locality: str) -> None:
        from cchc_desktop.collection.store import Collection
        from cchc_desktop.ui.jobs import run_reading

        run_reading(
            self._window,
            _("Beginning {name}").format(name=path.name),
            lambda: Collection.create(path, office_name=office, superior=superior, locality=locality),
            self._show,
        )

    def open_dialog(self) -> None:
        """Ask for a collection and open it."""
        kinds = _("Collections (*{suffix})").format(suffix=COLLECTION_SUFFIX)
        path = ask_file(self._window, Purpose.COLLECTION, _("Open a collection"), kinds)
        if path is not None:
            self.open(str(path))

    def connect_server(self) -> None:
        """Ask for a database on a server and open the collection in it."""
        self._ask_server(next(filter(_is_server, self._options.collections), ""))

    def _ask_server(self, place: str, said: str = "") -> None:
        from cchc_desktop.ui.dialogs.collection.server import ServerDialog

        dialog = ServerDialog(self._window, place, said)
        dialog.opened.connect(self._show)
        dialog.open()

    def open(self, place: Path | str) -> None:
        """Open a collection off the window's thread; one that is open already comes to the front."""
        from cchc_desktop.collection.failures import PasswordWanted
        from cchc_desktop.collection.store import Collection
        from cchc_desktop.ui.jobs import run_reading

        name = str(place)
        for window in self.windows:
            if window.space.collection.place == name:
                window.to_front()
                return
        if not _is_server(name) and not Path(name).exists():
            self._options.forget_collection(name)
            words = _("“{name}” is not at its place any more. If it lies on a stick or a server, connect that first.")
            alerts.show_error(self._window, UserError(words.format(name=_name(name))))
            return

        def read() -> Collection | PasswordWanted:
            try:
                return Collection.open(place)
            except PasswordWanted as error:
                return error

        def done(found: Collection | PasswordWanted) -> None:
            if isinstance(found, Collection):
                self._show(found)
            else:
                self._ask_server(name, str(found))

        run_reading(self._window, _("Opening {name}").format(name=_name(name)), read, done)

    def _show(self, collection: "Collection") -> None:
        from cchc_desktop.ui.collection.window import CollectionWindow

        self._options.remember_collection(collection.place)
        kept_options.save(self._options)
        window = CollectionWindow(collection, self._options, self)
        self.windows.append(window)
        window.left.connect(partial(self._forget, window))
        window.show()
        window.to_front()

    def _forget(self, window: "CollectionWindow") -> None:
        self.windows.remove(window)

    def may_leave(self) -> bool:
        """Close the windows, unless one of them still holds something that is kept nowhere."""
        return all(window.close() for window in list(self.windows))

    def take_over(self, former: "CollectionActions") -> None:
        """Make the windows of a former look again, each with what it shows."""
        from cchc_desktop.ui.collection.window import CollectionWindow

        for old in list(former.windows):
            window = CollectionWindow(old.space.collection, self._options, self, old.space.year)
            self.windows.append(window)
            window.left.connect(partial(self._forget, window))
            window.show()
            window.show_tab(old.current_tab)
            old.hand_over()


def _is_server(place: str) -> bool:
    return "://" in place


def _name(place: str) -> str:
    return place.partition("@")[2] or place.partition("://")[2] if _is_server(place) else Path(place).name
