/* Starts the program with the Python that lies beside this file.

   Built twice: with a window (CCHC Desktop.exe), and with CONSOLE defined as the command cchc.exe. Where a file named
   "portable" lies beside it, options, log and backups stay there too, so that all of it can live on a USB stick. */

#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

#ifdef CONSOLE
#define MODULE L"cchc_desktop.commands"
#else
#define MODULE L"cchc_desktop"
#endif

#define LONGEST 32768

typedef int (*main_function)(int, wchar_t **);

static wchar_t folder[LONGEST];
static wchar_t path[LONGEST + 64];

/* The path of a file beside this one; the answer is overwritten by the next call. */
static const wchar_t *beside(const wchar_t *name)
{
    wcscpy(path, folder);
    wcscat(path, name);
    return path;
}

static int say_broken(void)
{
    static const wchar_t text[] =
        L"CCHC Desktop không khởi động được vì thiếu tệp của chương trình. Hồ sơ của anh/chị vẫn còn nguyên.\n\n"
        L"Anh/chị chạy lại bộ cài để sửa.";
#ifdef CONSOLE
    DWORD written;
    WriteConsoleW(GetStdHandle(STD_ERROR_HANDLE), text, (DWORD)wcslen(text), &written, NULL);
#else
    MessageBoxW(NULL, text, L"CCHC Desktop", MB_OK | MB_ICONERROR);
#endif
    return 1;
}

int wmain(int count, wchar_t **words)
{
    DWORD length = GetModuleFileNameW(NULL, folder, LONGEST);
    wchar_t *end = length && length < LONGEST ? wcsrchr(folder, L'\\') : NULL;
    if (end == NULL)
        return say_broken();
    end[1] = L'\0';

    /* The setup waits for those who hold it; it goes with the process. */
    CreateMutexW(NULL, FALSE, L"Local\\CCHC-Desktop-is-running");

    if (GetFileAttributesW(beside(L"portable")) != INVALID_FILE_ATTRIBUTES)
        SetEnvironmentVariableW(L"CCHC_HOME", beside(L"settings"));

    HMODULE python = LoadLibraryExW(beside(PYTHON_DLL), NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    if (python == NULL)
        return say_broken();
    main_function run = (main_function)(void *)GetProcAddress(python, "Py_Main");
    if (run == NULL)
        return say_broken();

    static wchar_t *options[] = {L"-B", L"-X", L"utf8", L"-m", MODULE};
    const int further = sizeof options / sizeof *options;
    wchar_t **all = calloc((size_t)(count + further + 1), sizeof *all);
    if (all == NULL)
        return 1;
    all[0] = words[0];
    for (int i = 0; i < further; i++)
        all[1 + i] = options[i];
    for (int i = 1; i < count; i++)
        all[further + i] = words[i];
    return run(count + further, all);
}
