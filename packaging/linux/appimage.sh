#!/usr/bin/env bash
# One file for Linux without a package manager: the built folder as an AppImage. Not verified here: appimagetool and its
# runtime cannot be fetched on the machine where this was written; the release workflow runs it.
#
#     packaging/linux/appimage.sh APPIMAGETOOL        (after `python3 dev.py package`; writes dist/sotto-VERSION-ARCH.AppImage)
set -euo pipefail
cd "$(dirname "$0")/../.."
tool=$1
dir=build/Sotto.AppDir
python=.venv/bin/python
version=$(dist/sotto/sotto --version | cut -d' ' -f2)

rm -rf "$dir"
mkdir -p "$dir/usr/lib" "$dir/usr/share/applications" "$dir/usr/share/metainfo" "$dir/usr/share/icons/hicolor/256x256/apps"
cp -a dist/sotto "$dir/usr/lib/sotto"
# Unlike the .deb it brings libportaudio along: there is no package manager to ask.
for library in libportaudio.so.2; do
    [ -e "$dir/usr/lib/sotto/_internal/$library" ] || cp -L "$(ldconfig -p | awk -v n="$library" '$1 == n {print $NF; exit}')" "$dir/usr/lib/sotto/_internal/"
done
cp packaging/linux/org.sotto.Sotto.desktop "$dir/usr/share/applications/"
cp packaging/linux/org.sotto.Sotto.desktop "$dir/"
sed "s/@VERSION@/$version/; s/@DATE@/$(date -u +%F)/" packaging/linux/org.sotto.Sotto.metainfo.xml \
    >"$dir/usr/share/metainfo/org.sotto.Sotto.metainfo.xml"
PYTHONPATH=packaging "$python" -c "import sys; from release.icons import png; sys.stdout.buffer.write(png(256))" >"$dir/sotto.png"
cp "$dir/sotto.png" "$dir/usr/share/icons/hicolor/256x256/apps/sotto.png"
ln -s usr/lib/sotto/sotto "$dir/AppRun"
ARCH=$(uname -m) "$tool" --no-appstream "$dir" "dist/sotto-$version-$(uname -m).AppImage"
