#!/usr/bin/env bash
# One file for Linux without a package manager: the built folder as an AppImage.
#
#     packaging/linux/appimage.sh [APPIMAGETOOL]      (after `python3 dev.py package`; writes dist/sotto-VERSION-ARCH.AppImage)
#
# Without appimagetool it stops at the folder build/Sotto.AppDir, which runs by its AppRun as the finished file would. Only
# that much was verified: the tool and its runtime come from GitHub alone; the release workflow fetches them.
set -euo pipefail
cd "$(dirname "$0")/../.."
tool=${1:-}
dir=build/Sotto.AppDir
id=org.sotto.Sotto
version=$(dist/sotto/sotto --version | cut -d' ' -f2)

rm -rf "$dir"
mkdir -p "$dir/usr/lib" "$dir/usr/share/applications" "$dir/usr/share/metainfo" "$dir/usr/share/icons/hicolor/256x256/apps"
cp -a dist/sotto "$dir/usr/lib/sotto"
# Unlike the .deb it brings libportaudio along: there is no package manager to ask.
for library in libportaudio.so.2; do
    [ -e "$dir/usr/lib/sotto/_internal/$library" ] || cp -L "$(ldconfig -p | awk -v n="$library" '$1 == n {print $NF; exit}')" "$dir/usr/lib/sotto/_internal/"
done
cp "packaging/linux/$id.desktop" "$dir/usr/share/applications/"
cp "packaging/linux/$id.desktop" "$dir/"
sed "s/@VERSION@/$version/; s/@DATE@/$(date -u +%F)/" "packaging/linux/$id.metainfo.xml" >"$dir/usr/share/metainfo/$id.metainfo.xml"
PYTHONPATH=packaging .venv/bin/python -c "import sys; from release.icons import png; sys.stdout.buffer.write(png(256))" >"$dir/sotto.png"
cp "$dir/sotto.png" "$dir/usr/share/icons/hicolor/256x256/apps/sotto.png"
ln -s sotto.png "$dir/.DirIcon"
ln -s usr/lib/sotto/sotto "$dir/AppRun"

[ "$("$dir/AppRun" --version)" = "sotto $version" ] || { echo "appimage: AppRun does not run" >&2; exit 1; }
if command -v desktop-file-validate >/dev/null; then desktop-file-validate "$dir/$id.desktop"; fi
if command -v appstreamcli >/dev/null; then appstreamcli validate --no-net "$dir/usr/share/metainfo/$id.metainfo.xml"; fi
if [ -z "$tool" ]; then
    echo "appimage: $dir is ready; name appimagetool to make one file of it" >&2
    exit 0
fi
ARCH=$(uname -m) "$tool" --no-appstream "$dir" "dist/sotto-$version-$(uname -m).AppImage"
