"""Vietnamese for the words that Qt itself puts on buttons, menus and its own dialogs.

Qt ships no Vietnamese catalogue (its list of languages has none), so this translator answers for it.
Contexts are the C++ class names; a text that is not here stays as Qt has it.
"""

from PySide6.QtCore import QCoreApplication, QTranslator

_BUTTONS = {
    "OK": "Đồng ý", "&OK": "Đồng ý", "Cancel": "Hủy", "&Cancel": "Hủy", "&Yes": "&Có", "Yes": "Có",
    "&No": "&Không", "No": "Không", "Yes to &All": "Có với tất &cả", "N&o to All": "Không với tất cả",
    "Close": "Đóng", "&Close": "Đóng", "Save": "Lưu", "&Save": "&Lưu", "Save All": "Lưu tất cả", "Open": "Mở",
    "&Open": "&Mở", "Discard": "Không lưu", "Don't Save": "Không lưu", "Close without Saving": "Đóng, không lưu",
    "Apply": "Áp dụng", "Reset": "Đặt lại", "Help": "Trợ giúp", "Retry": "Thử lại", "Ignore": "Bỏ qua",
    "Abort": "Dừng", "Restore Defaults": "Đặt về mặc định", "Show Details...": "Xem chi tiết…",
    "Hide Details...": "Ẩn chi tiết",
}  # fmt: skip

_EDITING = {
    "&Undo": "&Hoàn tác", "&Redo": "&Làm lại", "Cu&t": "Cắ&t", "&Copy": "&Chép", "&Paste": "&Dán",
    "Delete": "Xóa", "Select All": "Chọn tất cả", "Copy &Link Location": "Chép địa chỉ liên kết",
    "Insert Unicode control character": "Chèn ký tự điều khiển",
}  # fmt: skip

_FILES = {
    "Find Directory": "Chọn thư mục", "Open": "Mở", "Save As": "Lưu thành", "Directory:": "Thư mục:",
    "&Open": "&Mở", "&Save": "&Lưu", "&Look in:": "Tìm &trong:", "File &name:": "&Tên tệp:",
    "Files of &type:": "&Kiểu tệp:", "Back": "Quay lại", "Go back": "Quay lại", "Alt+Left": "Alt+Left",
    "Forward": "Tiến", "Go forward": "Tiến", "Parent Directory": "Thư mục cha",
    "Go to the parent directory": "Lên thư mục cha", "Create New Folder": "Tạo thư mục mới",
    "Create a New Folder": "Tạo thư mục mới", "&New Folder": "Thư mục &mới", "List View": "Dạng danh sách",
    "Change to list view mode": "Xem dạng danh sách", "Detail View": "Dạng chi tiết",
    "Change to detail view mode": "Xem dạng chi tiết", "Sidebar": "Thanh bên", "List of places and bookmarks":
    "Danh sách nơi hay dùng", "Files": "Các tệp", "All Files (*)": "Mọi tệp (*)", "Directories": "Thư mục",
    "&Rename": "Đổi &tên", "&Delete": "&Xóa", "Show ": "Hiện ",
    "Show &hidden files": "Hiện tệp ẩ&n", "New Folder": "Thư mục mới",
    "Recent Places": "Nơi mới dùng", "Remove": "Bỏ ra", "My Computer": "Máy tính này", "Computer": "Máy tính",
    "Drive": "Ổ đĩa", "File": "Tệp", "Folder": "Thư mục", "Unknown": "Không rõ", "&Choose": "&Chọn",
    "%1 already exists.\nDo you want to replace it?": "Đã có %1.\nThay bằng tệp mới?",
    "%1\nFile not found.\nPlease verify the correct file name was given.":
    "%1\nKhông thấy tệp này.\nAnh/chị xem lại tên tệp.",
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.":
    "%1\nKhông thấy thư mục này.\nAnh/chị xem lại tên thư mục.",
    "Name": "Tên", "Size": "Cỡ", "Type": "Kiểu", "Kind": "Kiểu", "Date Modified": "Ngày sửa",
    "Hide": "Ẩn", "Show": "Hiện", "Could not delete directory.": "Không xóa được thư mục.",
}  # fmt: skip

_WIZARD = {
    "< &Back": "Quay lại", "&Back": "Quay lại", "Go Back": "Quay lại", "&Next": "Tiếp tục", "&Next >": "Tiếp tục",
    "Continue": "Tiếp tục", "&Finish": "Hoàn tất", "Done": "Xong", "Commit": "Áp dụng", "Cancel": "Hủy",
    "&Help": "Trợ giúp",
}  # fmt: skip

_PRINT = {
    "Print": "In", "&Print": "&In", "Page Setup": "Trang giấy", "Print Preview": "Xem trang in",
    "Print to File (PDF)": "In ra tệp PDF", "Printer": "Máy in", "&Name:": "&Tên:", "P&roperties": "&Thiết đặt",
    "Location:": "Nơi đặt:", "Preview": "Xem trước", "Type:": "Kiểu:", "Output &file:": "&Tệp ra:",
    "Print range": "In những trang", "Print all": "In tất cả", "Pages from": "Từ trang", "to": "đến trang",
    "Current Page": "Trang này", "Selection": "Phần được chọn", "Output Settings": "Cách in", "Copies:": "Số bản:",
    "Copies": "Số bản", "Collate": "Xếp theo bộ", "Reverse": "Ngược thứ tự", "Options": "Tùy chọn",
    "Color Mode": "Màu", "Color": "Màu", "Grayscale": "Đen trắng", "Duplex Printing": "In hai mặt",
    "None": "Không", "Long side": "Cạnh dài", "Short side": "Cạnh ngắn", "Paper": "Giấy", "Page size:": "Khổ giấy:",
    "Width:": "Rộng:", "Height:": "Cao:", "Paper source:": "Khay giấy:", "Orientation": "Chiều giấy",
    "Portrait": "Dọc", "Landscape": "Ngang", "Margins": "Lề", "&Options >>": "&Tùy chọn >>",
    "&Options <<": "&Tùy chọn <<", "Page %1 of %2": "Trang %1/%2",
}  # fmt: skip

_OTHERS = {
    "More": "Thêm", "Less": "Bớt", "Restore": "Khôi phục cỡ", "Minimize": "Thu nhỏ", "Maximize": "Phóng to",
    "Press": "Bấm", "Toggle": "Bật tắt", "Uncheck": "Bỏ chọn", "Check": "Chọn", "Open": "Mở",
    "Scroll here": "Cuộn đến đây", "Line up": "Lên một dòng", "Line down": "Xuống một dòng", "Page up": "Lên một trang",
    "Page down": "Xuống một trang", "Top": "Đầu trang", "Bottom": "Cuối trang", "Scroll up": "Cuộn lên",
    "Scroll down": "Cuộn xuống", "Left edge": "Mép trái", "Right edge": "Mép phải", "Page left": "Trang trái",
    "Page right": "Trang phải", "Scroll left": "Cuộn trái", "Scroll right": "Cuộn phải", "&Step up": "&Tăng",
    "Scroll Left": "Cuộn trái", "Scroll Right": "Cuộn phải",
    "Step &down": "&Giảm", "&Select All": "Chọn &tất cả", "Close Tab": "Đóng thẻ", "Clear": "Xóa trắng",
}  # fmt: skip

_ANY = _OTHERS | _EDITING | _BUTTONS
_BY_CONTEXT = {
    "QPlatformTheme": _BUTTONS,
    "QDialogButtonBox": _BUTTONS,
    "QMessageBox": _BUTTONS,
    "QFileDialog": _FILES,
    "QFileSystemModel": _FILES,
    "QAbstractFileIconProvider": _FILES,
    "QFileDialogListView": _FILES,
    "QWizard": _WIZARD,
    "QPrintDialog": _PRINT,
    "QPageSetupDialog": _PRINT,
    "QPageSetupWidget": _PRINT,
    "QPrintPreviewDialog": _PRINT,
    "QPrintPropertiesDialog": _PRINT,
    "QPrintPropertiesWidget": _PRINT,
    "QPrintSettingsOutput": _PRINT,
    "QPrintWidget": _PRINT,
}


class VietnameseQt(QTranslator):
    """Answers with Vietnamese where Qt asks for its own texts."""

    def translate(self, context: str, source_text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        if context == "QShortcut":
            return None  # names of keys stay as they are printed on the keys
        return _BY_CONTEXT.get(context, _ANY).get(source_text) or _ANY.get(source_text)

    def isEmpty(self) -> bool:
        return False


_installed: VietnameseQt | None = None


def install(app: QCoreApplication, language: str) -> None:
    """Let Qt speak Vietnamese, or English again."""
    global _installed
    if _installed is not None:
        app.removeTranslator(_installed)
        _installed = None
    if language == "vi":
        _installed = VietnameseQt(app)
        app.installTranslator(_installed)
