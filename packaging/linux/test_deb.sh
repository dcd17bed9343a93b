#!/usr/bin/env bash
# Installs the .deb for real: into a clean Debian root, where it must do what the source does, survive an upgrade with
# settings and sessions, and leave nothing behind when purged.
#
#     packaging/linux/test_deb.sh [PACKAGE.deb] [PREVIOUS.deb]      (root; needs debootstrap, Xvfb, xwininfo)
#
# Without arguments it takes dist/sotto_*.deb, as `python3 dev.py package` builds it. Without a previous package the same one
# with a lower version number is made of it. SOTTO_DEBIAN_ROOT keeps the clean root between runs; SOTTO_PICTURE names a file for a
# picture of the overlay.
set -euo pipefail
cd "$(dirname "$0")/../.."

say() { printf 'test_deb: %s\n' "$*" >&2; }
fail() { say "FAILED: $*"; exit 1; }

package=${1:-$(ls -t dist/sotto_*.deb | head -1)}
work=$(mktemp -d)
clean=${SOTTO_DEBIAN_ROOT:-$work/clean}
root=$work/root
limit=350000000 # bytes, without a Vosk model
release=$(. /etc/os-release && echo "${VERSION_CODENAME:-bookworm}")

leave() {
    umount "$root/proc" 2>/dev/null || true
    rm -rf --one-file-system "$work"
}
trap leave EXIT

if [ ! -d "$clean/etc" ]; then
    say "making a clean Debian $release"
    command -v debootstrap >/dev/null || apt-get install -y -qq --no-install-recommends debootstrap
    debootstrap --variant=minbase "$release" "$clean" >"$work/debootstrap.log" 2>&1 || { tail -5 "$work/debootstrap.log"; exit 1; }
fi
cp -a "$clean" "$root"
mount -t proc proc "$root/proc"
cp /etc/resolv.conf "$root/etc/resolv.conf"

inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@" </dev/null; }
install() {
    cp "$1" "$root/tmp/sotto.deb"
    inside apt-get install -y -qq --no-install-recommends /tmp/sotto.deb >"$work/apt.log" 2>&1 || { tail -20 "$work/apt.log"; fail "apt install $1"; }
    rm "$root/tmp/sotto.deb"
}

previous=${2:-}
if [ -z "$previous" ]; then
    say "making a previous version of $package"
    dpkg-deb -R "$package" "$work/previous"
    sed -i 's/^Version: .*/Version: 0.0.1/' "$work/previous/DEBIAN/control"
    previous=$work/sotto_0.0.1.deb
    dpkg-deb --root-owner-group -Znone --build "$work/previous" "$previous" >/dev/null
    rm -rf "$work/previous"
fi

inside apt-get update -qq
inside find / -xdev -not -path '/proc/*' -not -path '/var/*' -not -path '/tmp/*' | sort >"$work/before.txt"
say "installing $previous"
install "$previous"

say "a user works with it: settings and a session of the previous version"
user() { inside HOME=/home/agent sotto "$@"; }
user settings set store.encryption off >/dev/null # no keyring in here
user sessions generate --count 2 >/dev/null || fail "no sessions before the upgrade"
inside sh -c 'cd /home/agent && find . -type f -not -name "*.log" | sort | xargs -r sha256sum' >"$work/user-before.txt"
cp "$root/usr/share/doc/sotto/examples/managed.toml" "$root/etc/sotto/managed.toml" 2>/dev/null || true
echo '# kept by IT' >>"$root/etc/sotto/managed.toml"
echo 'Hidden=true' >>"$root/etc/xdg/autostart/org.sotto.Sotto.desktop"

say "upgrading to $package"
install "$package"
inside sh -c 'cd /home/agent && find . -type f -not -name "*.log" | sort | xargs -r sha256sum' >"$work/user-after.txt"
diff "$work/user-before.txt" "$work/user-after.txt" >/dev/null || fail "the upgrade changed files of the user"
grep -q 'kept by IT' "$root/etc/sotto/managed.toml" || fail "the upgrade changed the company's settings"
grep -q 'Hidden=true' "$root/etc/xdg/autostart/org.sotto.Sotto.desktop" || fail "the upgrade switched autostart on again"
[ "$(inside dpkg-query -W -f '${Version}' sotto)" = "$(dpkg-deb -f "$package" Version)" ] || fail "the version is not the new one"

user sessions list --json - | grep -q '"id"' || fail "the new version does not find the sessions"

say "what a desktop sees"
inside sh -c 'test -x /usr/bin/sotto && test -f /usr/share/man/man1/sotto.1.gz' || fail "program or manual page is missing"
grep -q 'x-scheme-handler/sotto' "$root/usr/share/applications/org.sotto.Sotto.desktop" || fail "no URL scheme"
if command -v desktop-file-validate >/dev/null; then
    desktop-file-validate "$root/usr/share/applications/org.sotto.Sotto.desktop" "$root/etc/xdg/autostart/org.sotto.Sotto.desktop"
fi
if command -v appstreamcli >/dev/null; then
    appstreamcli validate --no-net "$root/usr/share/metainfo/org.sotto.Sotto.metainfo.xml"
fi
say "what it takes on the disk"
files() { inside sh -c 'dpkg -L sotto | while read -r file; do [ -f "$file" ] && [ ! -L "$file" ] && printf "%s\\0" "$file"; done; true'; }
taken=$(files | (cd "$root" && sed -z 's,^/,,' | du -cB1 --files0-from=- | tail -1 | cut -f1))
stated=$(($(inside dpkg-query -W -f '${Installed-Size}' sotto) * 1024))
say "$taken bytes by du, $stated by the package's own word, $limit allowed"
[ "$taken" -le "$limit" ] && [ "$stated" -le "$limit" ] || fail "the package is too large"

missing=$(inside sh -c 'find /usr/lib/sotto -name "*.so*" -type f -exec ldd {} + 2>/dev/null' | grep "not found" | sort -u || true)
[ -z "$missing" ] || say "not found by ldd alone (found at run time beside the program): $(echo "$missing" | wc -l) lines"

say "the installed program against the source"
python3 packaging/check_artifact.py --program "chroot $root sotto" --home /tmp/check --host-home "$root/tmp/check" \
    --call /usr/lib/sotto/_internal/resources/demo/call.flac --source "${SOTTO_SOURCE-.venv/bin/python -m app}" --folder "$root/usr/lib/sotto" --sbom "$root/usr/share/doc/sotto/sbom.cdx.json.gz" ${SOTTO_CHECKS:+--only $SOTTO_CHECKS} \
    ${SOTTO_PICTURE:+--picture "$SOTTO_PICTURE"}
rm -rf "$root/tmp/check"

# The commands above wrote into the database's journal.
inside sh -c 'cd /home/agent && find . -type f -not -name "*.log" | sort | xargs -r sha256sum' >"$work/user-after.txt"
say "purging"
inside apt-get purge -y -qq sotto >/dev/null 2>&1
inside apt-get autoremove -y -qq --purge >/dev/null 2>&1
inside find / -xdev -not -path '/proc/*' -not -path '/var/*' -not -path '/tmp/*' -not -path '/home/agent*' | sort >"$work/after.txt"
left=$(comm -13 "$work/before.txt" "$work/after.txt" | grep -i sotto || true)
[ -z "$left" ] || fail "the purge left: $left"
[ "$(inside sh -c 'cd /home/agent && find . -type f -not -name "*.log" | sort | xargs -r sha256sum' | sha256sum)" = "$(sha256sum <"$work/user-after.txt")" ] || fail "the purge touched files of the user"
say "passed: $(du -sm "$clean" | cut -f1) MB of Debian, package installed, upgraded, compared and purged"
