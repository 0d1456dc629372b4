; The installer for Windows: for one user, without an administrator.
;
;     python start.py freeze
;     iscc /DVersion=0.1.0 setup.iss
;
; Nothing of a school's is under the program's folder: taking the program away, or bringing a new
; one, touches no report, no draft and no key.

#ifndef Version
  #define Version "0.0.0"
#endif

[Setup]
AppId={{6C8E1B0E-5C57-4E7B-9C53-3B8F1E2D7A41}
AppName=Trent Desktop
AppVersion={#Version}
VersionInfoVersion={#Version}
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=
DefaultDirName={localappdata}\Programs\Trent Desktop
DefaultGroupName=Trent Desktop
DisableProgramGroupPage=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=LICENSE
OutputDir=dist
OutputBaseFilename=trent-desktop-{#Version}-setup
UninstallDisplayIcon={app}\trent-desktop.exe
Compression=lzma2
SolidCompression=yes
; While a window is open nothing is changed or taken away: whoever installs is asked to close it. The
; name is made by ui/system/windows.py. What else of it still runs is asked to close.
AppMutex=uk.trent-desktop.open
CloseApplications=yes
RestartApplications=no
; Explorer is told that a lesson's file has a program now.
ChangesAssociations=yes
WizardStyle=modern

[InstallDelete]
; What an older version brought and this one does not must not be found by it.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "dist\trent-desktop\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\Trent Desktop"; Filename: "{app}\trent-desktop.exe"; AppUserModelID: "uk.trent-desktop"

[Registry]
; A lesson's file opens with the program: for this user alone, as everything else here.
Root: HKCU; Subkey: "Software\Classes\.smartlesson"; ValueType: string; ValueName: ""; ValueData: "TrentDesktop.Lesson"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\.smartlesson\OpenWithProgids"; ValueType: string; ValueName: "TrentDesktop.Lesson"; ValueData: ""; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\TrentDesktop.Lesson"; ValueType: string; ValueName: ""; ValueData: "E-safety lesson"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\TrentDesktop.Lesson\DefaultIcon"; ValueType: string; ValueName: ""; ValueData: "{app}\trent-desktop.exe,0"
Root: HKCU; Subkey: "Software\Classes\TrentDesktop.Lesson\shell\open\command"; ValueType: string; ValueName: ""; ValueData: """{app}\trent-desktop.exe"" ""%1"""

[Run]
Filename: "{app}\trent-desktop.exe"; Description: "Open Trent Desktop"; Flags: nowait postinstall skipifsilent
