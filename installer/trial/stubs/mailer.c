/* A mail program for the trial: notes the draft that it is asked to show in C:\mail.txt, one fact a line, UTF-16. */

#include <windows.h>
#include <wchar.h>

typedef struct { ULONG reserved, flags, position; PWSTR path, name; PVOID kind; } File;
typedef struct { ULONG reserved, role; PWSTR name, address; ULONG id_size; PVOID id; } Recipient;
typedef struct {
    ULONG reserved;
    PWSTR subject, text, kind, received, conversation;
    ULONG flags;
    Recipient *sender;
    ULONG recipient_count;
    Recipient *recipients;
    ULONG file_count;
    File *files;
} Message;

static void note(HANDLE file, const WCHAR *text)
{
    DWORD written;
    WriteFile(file, text, (DWORD)(wcslen(text) * sizeof *text), &written, NULL);
    WriteFile(file, L"\n", sizeof(WCHAR), &written, NULL);
}

__declspec(dllexport) ULONG WINAPI MAPISendMailW(ULONG_PTR session, ULONG_PTR window, Message *message, ULONG flags,
                                                 ULONG reserved)
{
    (void)session, (void)window, (void)flags, (void)reserved;
    HANDLE file = CreateFileW(L"C:\\mail.txt", GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    for (ULONG i = 0; i < message->recipient_count; i++)
        note(file, message->recipients[i].address);
    note(file, message->subject);
    note(file, message->files[0].path);
    note(file, message->text);
    CloseHandle(file);
    return 0;
}
