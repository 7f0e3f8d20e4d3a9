"""One window for each user: a second start hands its file to the first."""

import getpass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QDeadlineTimer, QDir, QLockFile, QObject, Signal

from cchc_desktop import paths

# What sockets need is loaded by who listens or hands over: the first window stands before that.
if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_TAKEN = b"taken\n"
_PAUSE_MS = 50  # between two looks at who is the first
_PATIENCE_MS = 10_000  # for a first that begins or ends just now
_ANSWER_MS = 3000  # for a first that is busy: it takes the file when it comes to it
_LONGEST_NAME = 32_768


def _name() -> str:
    """A name for this user and this options folder, so that tests and other users stay apart."""
    whose = f"{getpass.getuser()} {paths.home()}"
    digest = QCryptographicHash.hash(whose.encode(), QCryptographicHash.Algorithm.Sha256)
    return "cchc-desktop-" + digest.toHex().toStdString()[:16]


class SingleInstance(QObject):
    """Who holds the lock is the first; of two that start at once the other one waits until the first listens.

    Signals: `handed_over(path)` a second start wants this file opened; "" when it had none.
    """

    handed_over = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._name = _name()
        # In the system's own folder: a stick with the program may be pulled, and the lock would go with it.
        self._lock = QLockFile(f"{QDir.tempPath()}/{self._name}.lock")
        self._lock.setStaleLockTime(0)  # a lock goes with its process, not with the time
        self._server: QLocalServer | None = None
        self._received: dict[QLocalSocket, bytearray] = {}

    def is_first(self, file: str) -> bool:
        """Become the first, or hand `file` to the one that is; what a crash left behind is taken over.

        The first has to `listen`, once its window stands.
        """
        deadline = QDeadlineTimer(_PATIENCE_MS)
        while not self._lock.tryLock(_PAUSE_MS):
            if self._lock.error() != QLockFile.LockError.LockFailedError:
                break  # nothing can be locked here: rather two windows than none
            if self._hand_over(file):
                return False
            if deadline.hasExpired():
                break  # whoever holds the lock does not listen: the officer shall have a window all the same
        return True

    def _hand_over(self, file: str) -> bool:
        """Whether the first has the file; not where it is not there yet, or ended before it took it."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_ANSWER_MS):
            return False
        socket.write(file.encode() + b"\n")
        socket.waitForBytesWritten(_ANSWER_MS)
        answered = socket.bytesAvailable() > 0 or socket.waitForReadyRead(_ANSWER_MS)
        return answered or socket.state() == QLocalSocket.LocalSocketState.ConnectedState

    def listen(self) -> None:
        """Take the files of later starts from now on."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._receive)
        self._server.listen(self._name)

    def end(self) -> None:
        """Take no more files: whoever starts from now on waits until this process has let go, and opens its own."""
        if self._server is not None:
            self._server.close()
        for socket in self._received:
            socket.abort()
        self._received.clear()

    def let_go(self) -> None:
        """Let the next be the first."""
        self._lock.unlock()

    def _receive(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            self._received[socket] = bytearray()
            socket.readyRead.connect(self._read)
            self._read()

    def _read(self) -> None:
        """Take what has come on every line; a whole line is a file's name."""
        for socket, received in list(self._received.items()):
            received.extend(socket.readAll().data())
            if b"\n" in received or len(received) > _LONGEST_NAME:
                del self._received[socket]
                socket.write(_TAKEN)
                socket.flush()
                socket.disconnectFromServer()
                self.handed_over.emit(bytes(received).split(b"\n")[0].decode("utf-8", "replace"))
