; Installer for Windows: per machine, silent with /S, for deployment tools. Not verified on Windows; compiled on Linux too.
;
;   makensis -DVERSION=0.1.0 -DBUILT=dist\sotto -DOUTPUT=dist\sotto-0.1.0-setup.exe packaging\windows\sotto.nsi
;
; Switches beside /S and /D=: /NOAUTOSTART, /MANAGED=FILE, /RULES=FOLDER, /MODEL=FOLDER; of the uninstaller: /REMOVEDATA.
; -DSIGN="signtool sign /a /fd sha256 /tr URL /td sha256 %1" signs the uninstaller and the setup itself.

Unicode true
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include x64.nsh

!ifndef VERSION | BUILT | OUTPUT
  !error "Give -DVERSION=, -DBUILT= and -DOUTPUT=."
!endif
!define PRODUCT "Sotto"
; The name under which Windows knows the product. It must never change: upgrades and inventories find it by this.
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Sotto"
!define RUN_KEY "Software\Microsoft\Windows\CurrentVersion\Run"
!define DATA "$APPDATA\Sotto"

Name "${PRODUCT}"
OutFile "${OUTPUT}"
InstallDir "$PROGRAMFILES64\Sotto"
InstallDirRegKey HKLM "${UNINSTALL_KEY}" "InstallLocation"
RequestExecutionLevel admin
ManifestDPIAware true
SetCompressor /SOLID lzma
BrandingText "Sotto ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow
!ifdef SIGN
  !uninstfinalize '${SIGN}'
  !finalize '${SIGN}'
!endif
!ifdef ICON
  Icon "${ICON}"
  UninstallIcon "${ICON}"
!endif

VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "${PRODUCT}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "Sotto call coach, setup"
VIAddVersionKey CompanyName "The Sotto project"
VIAddVersionKey LegalCopyright "Apache-2.0"

!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_LICENSE "${BUILT}/LICENSE.txt"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Var Given

; Ends a Sotto that runs from this folder: first kindly, then, as its files must be replaced, for good.
!macro CloseRunning UN
Function ${UN}CloseRunning
  nsExec::Exec 'taskkill /IM sotto-desktop.exe'
  Pop $0
  ${If} $0 == 0
    Sleep 3000
    nsExec::Exec 'taskkill /F /T /IM sotto-desktop.exe'
    Pop $0
  ${EndIf}
FunctionEnd
!macroend
!insertmacro CloseRunning ""
!insertmacro CloseRunning "un."

Function .onInit
  ${IfNot} ${RunningX64}
    SetErrorLevel 1633 ; "this package is not supported by this processor type"
    MessageBox MB_ICONSTOP "Sotto needs 64-bit Windows 10 or later." /SD IDOK
    Abort
  ${EndIf}
  SetRegView 64
  SetShellVarContext all
FunctionEnd

Function un.onInit
  SetRegView 64
  SetShellVarContext all
FunctionEnd

Section "Sotto"
  Call CloseRunning
  ; What an older version had and this one has not must not stay beside it.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${BUILT}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateDirectory "${DATA}\rules"
  CreateDirectory "${DATA}\models"
  ; Only administrators may write what holds for everybody; users read it. S-1-5-32-545 is "Users", -544 "Administrators".
  nsExec::Exec 'icacls "${DATA}" /inheritance:r /grant:r *S-1-5-32-544:(OI)(CI)F *S-1-5-18:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX'
  Pop $0
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/MANAGED=" $Given
  ${IfNot} ${Errors}
    CopyFiles /SILENT "$Given" "${DATA}\managed.toml"
  ${EndIf}
  ClearErrors
  ${GetOptions} $0 "/RULES=" $Given
  ${IfNot} ${Errors}
    CopyFiles /SILENT "$Given\*.toml" "${DATA}\rules"
  ${EndIf}
  ClearErrors
  ${GetOptions} $0 "/MODEL=" $Given
  ${IfNot} ${Errors}
    CopyFiles /SILENT "$Given" "${DATA}\models"
  ${EndIf}

  ClearErrors
  ${GetOptions} $0 "/NOAUTOSTART" $Given
  ${If} ${Errors}
    WriteRegStr HKLM "${RUN_KEY}" "Sotto" '"$INSTDIR\sotto-desktop.exe" run'
  ${Else}
    DeleteRegValue HKLM "${RUN_KEY}" "Sotto"
  ${EndIf}

  CreateShortcut "$SMPROGRAMS\Sotto.lnk" "$INSTDIR\sotto-desktop.exe" "run"

  WriteRegStr HKLM "Software\Classes\sotto" "" "URL:Sotto call"
  WriteRegStr HKLM "Software\Classes\sotto" "URL Protocol" ""
  WriteRegStr HKLM "Software\Classes\sotto\DefaultIcon" "" "$INSTDIR\sotto-desktop.exe,0"
  WriteRegStr HKLM "Software\Classes\sotto\shell\open\command" "" '"$INSTDIR\sotto-desktop.exe" "%1"'
  ; `sotto` in terminals and scripts of everybody, without a change of PATH.
  WriteRegStr HKLM "Software\Microsoft\Windows\CurrentVersion\App Paths\sotto.exe" "" "$INSTDIR\sotto.exe"

  ${GetSize} "$INSTDIR" "/S=0K" $1 $2 $3
  IntFmt $1 "0x%08X" $1
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayName" "${PRODUCT}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\sotto-desktop.exe,0"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "Publisher" "The Sotto project"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "EstimatedSize" "$1"
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  Call un.CloseRunning
  Delete "$SMPROGRAMS\Sotto.lnk"
  DeleteRegValue HKLM "${RUN_KEY}" "Sotto"
  DeleteRegKey HKLM "Software\Classes\sotto"
  DeleteRegKey HKLM "Software\Microsoft\Windows\CurrentVersion\App Paths\sotto.exe"
  DeleteRegKey HKLM "${UNINSTALL_KEY}"
  ; By name, not the whole folder: somebody may have installed into a folder that holds other things.
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\sotto.exe"
  Delete "$INSTDIR\sotto-desktop.exe"
  Delete "$INSTDIR\*.txt"
  Delete "$INSTDIR\sbom.cdx.json"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/REMOVEDATA" $Given
  ${IfNot} ${Errors}
    RMDir /r "${DATA}"
    SetShellVarContext current
    RMDir /r "$LOCALAPPDATA\sotto"
  ${EndIf}
SectionEnd
