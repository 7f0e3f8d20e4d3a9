; The setup: for one user, without an administrator, without a network. Called by tools/windows/setup.py, which gives
; VERSION, VERSION_FOUR, PROGRAM (the folder to install), TEXTS (NSIS's Vietnamese in NFC), OUT, NEEDED_MB,
; INSTALLED_KB, LONGEST_FOLDER, COMPRESSION; PYTHON and HEADER_TEXTS, the program that puts Vietnamese into the HEADER of
; the setup, a file.
;
; What is installed lies in $INSTDIR\program. A newer one is first written beside it, and takes its place by two renames
; once it is whole. What is removed is what files.txt lists: a file that somebody else put there stays.

Target amd64-unicode
Unicode true
SetCompressor ${COMPRESSION}
!if "${COMPRESSION}" == "/SOLID lzma"
  SetCompressorDictSize 64
!endif
!packhdr "${HEADER}" '"${PYTHON}" "${HEADER_TEXTS}" "${HEADER}"'
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10

!include MUI2.nsh
!include LogicLib.nsh
!include WordFunc.nsh
!include x64.nsh
!include WinVer.nsh

!define KEY "Software\CCHC Desktop"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\CCHC Desktop"
!define CLASSES "Software\Classes"
!define WINDOW "$INSTDIR\program\CCHC Desktop.exe"

!define CODE_FAILED 2
!define CODE_OLDER 3
!define CODE_RUNNING 4
!define CODE_PLACE 5
!define CODE_SYSTEM 6

Name "CCHC Desktop"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\CCHC Desktop"
InstallDirRegKey HKCU "${KEY}" "InstallDir"
BrandingText "CCHC Desktop ${VERSION}"
AllowSkipFiles off
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION_FOUR}"
VIAddVersionKey /LANG=1066 "ProductName" "CCHC Desktop"
VIAddVersionKey /LANG=1066 "FileDescription" "CCHC Desktop"
VIAddVersionKey /LANG=1066 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "LegalCopyright" "MIT"

Var Installed ; the version that is there, or ""
Var Welcome
Var Fault ; why the folder cannot be taken, or ""
Var Free ; megabytes

!define MUI_ICON "${ICONS}/app.ico"
!define MUI_UNICON "${ICONS}/app.ico"
!define MUI_ABORTWARNING

!define MUI_WELCOMEPAGE_TITLE "$(WelcomeTitle)"
!define MUI_WELCOMEPAGE_TEXT "$Welcome"
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE LeaveFolder
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TEXT "$(FinishText)"
!define MUI_FINISHPAGE_TEXT_LARGE
!define MUI_FINISHPAGE_RUN "${WINDOW}"
!define MUI_FINISHPAGE_RUN_TEXT "$(RunNow)"
!insertmacro MUI_PAGE_FINISH

!define MUI_WELCOMEPAGE_TITLE "$(UnTitle)"
!define MUI_WELCOMEPAGE_TEXT "$(UnText)"
!insertmacro MUI_UNPAGE_WELCOME
!insertmacro MUI_UNPAGE_INSTFILES
!define MUI_FINISHPAGE_TEXT "$(UnIsDone)"
!define MUI_FINISHPAGE_TEXT_LARGE
!insertmacro MUI_UNPAGE_FINISH

!insertmacro MUI_LANGUAGEEX "${TEXTS}" "Vietnamese"
!include texts.nsh

; For an IT officer, who sees no window: the last sentence stands in a file.
!macro Note UN
Function ${UN}Note
  Exch $0
  Push $1
  FileOpen $1 "$TEMP\CCHC-Desktop-setup.txt" w
  FileWriteUTF16LE /BOM $1 "$0$\r$\n"
  FileClose $1
  Pop $1
  Pop $0
FunctionEnd
!macroend
!insertmacro Note ""
!insertmacro Note "un."

!macro Refuse UN TEXT CODE
  Push "${TEXT}"
  Call ${UN}Note
  MessageBox MB_OK|MB_ICONSTOP "${TEXT}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

; Waits until nobody works with the program; silently, it refuses.
!macro WaitForEnd UN TEXT
Function ${UN}WaitForEnd
  again:
  System::Call 'kernel32::OpenMutexW(i 0x100000, i 0, w "Local\CCHC-Desktop-is-running") p .r0'
  ${If} $0 P<> 0
    System::Call 'kernel32::CloseHandle(p r0)'
    Push "${TEXT}"
    Call ${UN}Note
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${TEXT}" /SD IDCANCEL IDRETRY again
    SetErrorLevel ${CODE_RUNNING}
    Quit
  ${EndIf}
FunctionEnd
!macroend
!insertmacro WaitForEnd "" "$(IsRunning)"
!insertmacro WaitForEnd "un." "$(UnIsRunning)"

; Removes what the files.txt of a folder lists, then the folders that became empty; the folder's path is on the stack.
; The list stays as long as another program holds one of the files: the next setup tries again.
!macro RemoveListed UN
Function ${UN}RemoveListed
  Exch $0
  Push $1
  Push $2
  Push $3
  ${If} ${FileExists} "$0\files.txt"
    StrCpy $3 ""
    FileOpen $1 "$0\files.txt" r
    ${Do}
      ClearErrors
      FileRead $1 $2
      ${If} ${Errors}
        ${ExitDo}
      ${EndIf}
      StrCpy $2 $2 -2
      ${If} ${FileExists} "$0\$2\*.*"
        RMDir "$0\$2"
      ${Else}
        ClearErrors
        Delete "$0\$2"
        ${If} ${Errors}
          StrCpy $3 "held"
        ${EndIf}
      ${EndIf}
    ${Loop}
    FileClose $1
    ${If} $3 == ""
      Delete "$0\files.txt"
    ${EndIf}
  ${EndIf}
  RMDir "$0"
  ClearErrors
  Pop $3
  Pop $2
  Pop $1
  Pop $0
FunctionEnd
!macroend
!insertmacro RemoveListed ""
!insertmacro RemoveListed "un."

; Removes the old program. What somebody else put into it stays, where it is in nobody's way: the old program of the next
; setup needs the name.
Function RemoveOld
  Push "$INSTDIR\program.old"
  Call RemoveListed
  ${If} ${FileExists} "$INSTDIR\program.old\*.*"
  ${AndIfNot} ${FileExists} "$INSTDIR\program.old\files.txt"
    StrCpy $0 1
    ${DoWhile} ${FileExists} "$INSTDIR\$(OthersName) $0\*.*"
      IntOp $0 $0 + 1
    ${Loop}
    Rename "$INSTDIR\program.old" "$INSTDIR\$(OthersName) $0"
    ClearErrors
  ${EndIf}
FunctionEnd

; Sets $Fault; "" when the program can be put into $INSTDIR.
Function LookAtFolder
  StrCpy $Fault ""
  StrLen $0 $INSTDIR
  ${If} $0 > ${LONGEST_FOLDER}
    StrCpy $Fault "$(IsTooLong)"
    Return
  ${EndIf}
  StrCpy $1 "is there"
  ${IfNot} ${FileExists} "$INSTDIR\*.*"
    StrCpy $1 "new"
  ${EndIf}
  ClearErrors
  CreateDirectory "$INSTDIR"
  FileOpen $0 "$INSTDIR\cchc-ghi-thu.tmp" w
  ${If} ${Errors}
    StrCpy $Fault "$(IsClosed)"
  ${Else}
    FileClose $0
    Delete "$INSTDIR\cchc-ghi-thu.tmp"
    System::Call 'kernel32::GetDiskFreeSpaceExW(w "$INSTDIR", *l .r2, p 0, p 0) i .r0'
    System::Int64Op $2 / 1048576
    Pop $Free
    ${If} $0 <> 0
    ${AndIf} $Free < ${NEEDED_MB}
      StrCpy $Fault "$(IsFull)"
    ${EndIf}
  ${EndIf}
  ${If} $1 == "new"
    RMDir "$INSTDIR"
  ${EndIf}
FunctionEnd

; NSIS knows /D= without quotes alone, and passes over one that is too long: it would install where nobody asked it to.
; Here the folder is taken as it was given, with quotes or without, and looked at like any other.
Function TakeFolderGiven
  System::Call 'kernel32::GetCommandLineW() w .r0'
  StrCpy $1 0
  ${Do}
    StrCpy $2 $0 4 $1
    ${If} $2 == " /D="
    ${OrIf} $2 == '"/D='
      IntOp $1 $1 + 4
      StrCpy $INSTDIR $0 "" $1
      ${WordReplace} "$INSTDIR" '"' "" "+" $INSTDIR
      ${ExitDo}
    ${EndIf}
    IntOp $1 $1 + 1
  ${LoopUntil} $2 == ""
FunctionEnd

Function LeaveFolder
  Call LookAtFolder
  ${If} $Fault != ""
    MessageBox MB_OK|MB_ICONEXCLAMATION "$Fault"
    Abort
  ${EndIf}
FunctionEnd

Function .onInit
  ${IfNot} ${AtLeastWin10}
    !insertmacro Refuse "" "$(IsNot64)" ${CODE_SYSTEM}
  ${EndIf}
  ReadRegStr $Installed HKCU "${KEY}" "Version"
  StrCpy $Welcome "$(WelcomeNew)"
  ${If} $Installed != ""
    StrCpy $Welcome "$(WelcomeUpgrade)"
    ${VersionCompare} "$Installed" "${VERSION}" $0
    ${If} $0 == 0
      StrCpy $Welcome "$(WelcomeRepair)"
    ${ElseIf} $0 == 1
    ${AndIf} ${FileExists} "${WINDOW}"
      !insertmacro Refuse "" "$(IsOlder)" ${CODE_OLDER}
    ${EndIf}
  ${EndIf}
  Call WaitForEnd
  ${If} ${Silent}
    Call TakeFolderGiven
    Call LookAtFolder
    ${If} $Fault != ""
      !insertmacro Refuse "" "$Fault" ${CODE_PLACE}
    ${EndIf}
  ${EndIf}
FunctionEnd

Function .onInstFailed
  SetOutPath "$TEMP"
  Push "$INSTDIR\program.new"
  Call RemoveListed
  ${IfNot} ${FileExists} "$INSTDIR\program\*.*"
    Rename "$INSTDIR\program.old" "$INSTDIR\program"
  ${EndIf}
  RMDir "$INSTDIR"
  Push "$(HasFailed)"
  Call Note
  MessageBox MB_OK|MB_ICONSTOP "$(HasFailed)" /SD IDOK
  SetErrorLevel ${CODE_FAILED}
FunctionEnd

!macro Type SUFFIX CLASS TEXT ICON
  WriteRegStr HKCU "${CLASSES}\${SUFFIX}" "" "${CLASS}"
  WriteRegStr HKCU "${CLASSES}\${CLASS}" "" "${TEXT}"
  WriteRegStr HKCU "${CLASSES}\${CLASS}\DefaultIcon" "" "${WINDOW},${ICON}"
  WriteRegStr HKCU "${CLASSES}\${CLASS}\shell\open\command" "" '"${WINDOW}" "%1"'
!macroend

!macro ForgetType SUFFIX CLASS
  ReadRegStr $0 HKCU "${CLASSES}\${SUFFIX}" ""
  ${If} $0 == "${CLASS}"
    DeleteRegKey HKCU "${CLASSES}\${SUFFIX}"
  ${EndIf}
  DeleteRegKey HKCU "${CLASSES}\${CLASS}"
!macroend

; Explorer reads the file types again.
!define TELL_EXPLORER "System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'"

Section
  Call WaitForEnd
  ; What a setup that was cut off left behind.
  ${IfNot} ${FileExists} "$INSTDIR\program\*.*"
    Rename "$INSTDIR\program.old" "$INSTDIR\program"
  ${EndIf}
  Call RemoveOld
  Push "$INSTDIR\program.new"
  Call RemoveListed

  SetOutPath "$INSTDIR\program.new"
  ClearErrors
  File "${PROGRAM}/files.txt"
  File /r "${PROGRAM}/*"
  ${If} ${Errors}
    Abort
  ${EndIf}
  SetOutPath "$INSTDIR"
  ${If} ${FileExists} "$INSTDIR\program\*.*"
    Rename "$INSTDIR\program" "$INSTDIR\program.old"
    ${If} ${Errors}
      Abort
    ${EndIf}
  ${EndIf}
  Rename "$INSTDIR\program.new" "$INSTDIR\program"
  ${If} ${Errors}
    Abort
  ${EndIf}
  Call RemoveOld

  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${KEY}" "Version" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "CCHC Desktop"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "${WINDOW},0"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "CCHC Desktop"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${INSTALLED_KB}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1

  !insertmacro Type ".cchc" "CCHC.Dossier" "$(DossierType)" 1
  !insertmacro Type ".cchcgoi" "CCHC.Package" "$(PackageType)" 2
  !insertmacro Type ".cchcphan" "CCHC.Part" "$(PartType)" 3
  !insertmacro Type ".cchcmau" "CCHC.Forms" "$(FormsType)" 2
  !insertmacro Type ".cchcbn" "CCHC.Receipt" "$(ReceiptType)" 2
  !insertmacro Type ".cchctong" "CCHC.Collection" "$(CollectionType)" 4
  ${TELL_EXPLORER}

  SetOutPath "$DOCUMENTS" ; where the program begins when it is started from a link
  CreateShortCut "$SMPROGRAMS\$(LinkName).lnk" "${WINDOW}" "" "${WINDOW}" 0 SW_SHOWNORMAL "" "$(LinkHint)"
  CreateShortCut "$DESKTOP\$(LinkName).lnk" "${WINDOW}" "" "${WINDOW}" 0 SW_SHOWNORMAL "" "$(LinkHint)"
  Push "$(IsDone)"
  Call Note
SectionEnd

Function un.onInit
  Call un.WaitForEnd
FunctionEnd

Section Uninstall
  Call un.WaitForEnd
  nsExec::Exec '"$INSTDIR\program\cchc.exe" recent --out "$DOCUMENTS\$(ListName)"'
  Pop $0
  SetOutPath "$TEMP"
  Push "$INSTDIR\program"
  Call un.RemoveListed
  Push "$INSTDIR\program.old"
  Call un.RemoveListed
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\$(LinkName).lnk"
  Delete "$DESKTOP\$(LinkName).lnk"
  !insertmacro ForgetType ".cchc" "CCHC.Dossier"
  !insertmacro ForgetType ".cchcgoi" "CCHC.Package"
  !insertmacro ForgetType ".cchcphan" "CCHC.Part"
  !insertmacro ForgetType ".cchcmau" "CCHC.Forms"
  !insertmacro ForgetType ".cchcbn" "CCHC.Receipt"
  !insertmacro ForgetType ".cchctong" "CCHC.Collection"
  ${TELL_EXPLORER}
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "${KEY}"
  Push "$(UnIsDone)"
  Call un.Note
  ${If} ${FileExists} "$INSTDIR\*.*"
    MessageBox MB_OK|MB_ICONINFORMATION "$(UnOthersStay)" /SD IDOK
  ${EndIf}
SectionEnd
