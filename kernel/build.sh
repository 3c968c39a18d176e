#!/bin/bash
# Builds the lab's Linux from packages of Debian 12, in the folder that is named (about 3 GB, 10 to 30
# minutes): `bzImage`, `initramfs.gz` and `disk.img`. `npm run build:kernel` runs it, then saves the
# state of the machine that it makes. On Debian 12, amd64, with: gcc make flex bison bc cpio xz-utils
# e2fsprogs python3.
#
# What is compiled is the same in each build, byte for byte: no clock, name or path goes into it.
#
# `build.sh --source FOLDER` builds nothing: it fetches the source packages of all that goes in.
set -euo pipefail
kernel=$(cd "$(dirname "$0")" && pwd)
[ "$1" = --source ] && only_source=yes && shift || only_source=no
work=$(mkdir -p "$1" && cd "$1" && pwd)
export SOURCE_DATE_EPOCH=0 E2FSPROGS_FAKE_TIME=1 LC_ALL=C TZ=UTC
umask 022

packages=(
  linux-source-6.1=6.1.192-2
  busybox-static=1:1.35.0-4+deb12u1+b1
  musl-dev=1.2.3-1
  libgcc-12-dev=12.2.0-14+deb12u1
  seabios=1.16.2-1
)
sources=(strace=6.1-0.1)

# An apt for i386 in the folder, without a word to the machine's own.
make_apt() {
  mkdir -p "$work"/apt/{lists/partial,cache/archives/partial,parts} "$work/packages"
  : > "$work/apt/status"
  local key=/usr/share/keyrings/debian-archive-keyring.gpg mirror=http://deb.debian.org
  local kind suite
  for kind in 'deb [arch=i386' 'deb-src ['; do
    for suite in 'debian bookworm' 'debian-security bookworm-security'; do
      echo "$kind signed-by=$key] $mirror/$suite main"
    done
  done > "$work/apt/sources.list"
  cat > "$work/apt/apt.conf" <<-CONF
	APT { Architecture "i386"; Architectures { "i386"; }; Sandbox::User "root"; };
	Dir { Etc { sourcelist "$work/apt/sources.list"; sourceparts "$work/apt/parts"; parts "$work/apt/parts"; };
	      State { lists "$work/apt/lists"; status "$work/apt/status"; }; Cache "$work/apt/cache"; };
	CONF
  export APT_CONFIG=$work/apt/apt.conf
}

fetch_packages() {
  cd "$work/packages"
  if ! sha256sum --check --quiet "$kernel/packages.sha256"; then
    apt-get update -q || echo "Some lists are missing; the packages asked for may be in the others."
    apt-get download -q "${packages[@]}"
    apt-get source -q --download-only "${sources[@]}"
    sha256sum --check --quiet "$kernel/packages.sha256"
  fi
  rm -rf "$work/sysroot" && mkdir "$work/sysroot"
  for package in *.deb; do dpkg-deb -x "$package" "$work/sysroot"; done
}

# The source packages of contents.json.
fetch_source() {
  mkdir -p "$work/source" && cd "$work/source"
  apt-get update -q || echo "Some lists are missing; the packages asked for may be in the others."
  python3 -c 'import json, sys
for part in json.load(open(sys.argv[1])): print(part["package"] + "=" + part["version"])' \
    "$kernel/contents.json" | xargs apt-get source -q --download-only
}

build_linux() {
  rm -rf "$work/linux" "$work/linux-out" && mkdir "$work/linux" "$work/linux-out"
  tar -xJf "$work/sysroot/usr/src/linux-source-6.1.tar.xz" -C "$work/linux" --strip-components=1
  cd "$work/linux"
  export KBUILD_BUILD_TIMESTAMP=1970-01-01 KBUILD_BUILD_USER=lab KBUILD_BUILD_HOST=lab
  local make=(make -s ARCH=i386 "O=$work/linux-out")
  "${make[@]}" tinyconfig
  scripts/kconfig/merge_config.sh -m -O "$work/linux-out" "$work/linux-out/.config" \
    "$kernel/linux.config" > /dev/null
  "${make[@]}" olddefconfig
  "${make[@]}" "-j$(nproc)" bzImage headers
  cp "$work/linux-out/arch/x86/boot/bzImage" "$work/"
}

# gcc for i386 and musl, linked statically.
make_compiler() {
  local musl=$work/sysroot/usr/lib/i386-linux-musl gcc=$work/sysroot/usr/lib/gcc/i686-linux-gnu/12
  cat > "$work/lab-cc" <<-CC
	#!/bin/bash
	compile=(gcc -m32 -march=i686 -Os -fno-stack-protector -fno-pie -nostdinc "-ffile-prefix-map=$work=."
	  -isystem $work/sysroot/usr/include/i386-linux-musl -isystem $gcc/include
	  -isystem $work/linux-out/usr/include)
	for argument; do
	  case \$argument in -c|-E|-S|-M|-MM) exec "\${compile[@]}" "\$@" ;; esac
	done
	exec "\${compile[@]}" -no-pie -static -nostdlib -s -Wl,--build-id=none $musl/crt1.o $musl/crti.o "\$@" \
	  $musl/libc.a $gcc/libgcc.a $musl/libc.a $musl/crtn.o
	CC
  chmod +x "$work/lab-cc"
}

build_strace() {
  rm -rf "$work/strace" && mkdir "$work/strace" && cd "$work/strace"
  tar -xJf ../packages/strace_6.1.orig.tar.xz --strip-components=1
  ./configure -q --host=i686-linux-gnu "CC=$work/lab-cc" --disable-mpers --disable-stacktrace \
    --enable-bundled=yes --disable-gcc-Werror
  make -s "-j$(nproc)"
}

build_root() {
  local root=$work/root
  rm -rf "$root" && mkdir -p "$root"/{bin,dev,disk,etc,proc,root,sbin,sys,tmp,usr/bin}
  cp "$work/sysroot/bin/busybox" "$root/bin/"
  local applet
  for applet in $("$root/bin/busybox" --list); do
    [ "$applet" = busybox ] || ln -s busybox "$root/bin/$applet"
  done
  cp "$work/strace/src/strace" "$root/bin/"
  local program
  for program in "$kernel"/programs/*.c; do
    "$work/lab-cc" -Wall -Werror "$program" -o "$root/bin/$(basename "$program" .c)"
  done
  install -m 755 "$kernel/init" "$root/init"
  echo 'root:x:0:0:root:/root:/bin/sh' > "$root/etc/passwd"
  find "$root" -exec touch -h -d @0 {} +
  (cd "$root" && find . | sort | cpio --quiet -o -H newc -R 0:0 --reproducible) |
    gzip -9 -n > "$work/initramfs.gz"
}

# 16 MB of ext4 with what the scenes find there. Nothing of it is left to be set up at the first mount.
build_disk() {
  local files=$work/files
  rm -rf "$files" "$work/disk.img" && mkdir "$files"
  echo old > "$files/config-a"
  echo old > "$files/config-b"
  seq 1 200000 > "$files/big" && truncate -s 1M "$files/big"
  find "$files" -exec touch -d @0 {} +
  local id=00000000-0000-4000-8000-000000000010
  mkfs.ext4 -q -b 1024 -m 0 -L lab -U "$id" -I 256 -d "$files" \
    -E "root_owner=0:0,hash_seed=$id,lazy_itable_init=0,lazy_journal_init=0" "$work/disk.img" 16M
}

make_apt
if [ $only_source = yes ]; then
  fetch_source
  exit
fi
fetch_packages
build_linux
make_compiler
build_strace
build_root
build_disk
