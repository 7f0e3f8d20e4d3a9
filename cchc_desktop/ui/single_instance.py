"""One window for each user: a second start hands its file to the first."""

import getpass
import hashlib

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from cchc_desktop import paths

_WAIT_MS = 1000
_LONGEST_NAME = 32_768


def _server_name() -> str:
    """A name for this user and this options folder, so that tests and other users stay apart."""
    whose = f"{getpass.getuser()} {paths.home()}"
    return "cchc-desktop-" + hashlib.sha256(whose.encode()).hexdigest()[:16]


class SingleInstance(QObject):
    """Signals: `handed_over(path)` a second start wants this file opened; "" when it had none."""

    handed_over = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._name = _server_name()
        self._server: QLocalServer | None = None
        self._received: dict[QLocalSocket, bytearray] = {}

    def is_first(self, file: str) -> bool:
        """Become the first, or hand `file` to the one that is; a socket left by a crash is taken over."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(_WAIT_MS):
            socket.write(file.encode() + b"\n")
            socket.waitForBytesWritten(_WAIT_MS)
            socket.disconnectFromServer()
            return False
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._receive)
        self._server.listen(self._name)
        return True

    def _receive(self) -> None:
        socket = self._server.nextPendingConnection() if self._server is not None else None
        if socket is not None:
            self._received[socket] = bytearray()
            socket.readyRead.connect(self._read)
            self._read()

    def _read(self) -> None:
        """Take what has come on every line; a whole line is a file's name."""
        for socket, received in list(self._received.items()):
            received.extend(socket.readAll().data())
            if b"\n" in received or len(received) > _LONGEST_NAME:
                del self._received[socket]
                socket.disconnectFromServer()
                self.handed_over.emit(bytes(received).split(b"\n")[0].decode("utf-8", "replace"))
