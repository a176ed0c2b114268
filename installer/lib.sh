# Set-up that installer/up, installer/integraci and tests/run share. Sourced by bash.
# Whatever it does it says in a line; what it can't do ends with exit status 69 (EX_UNAVAILABLE).

readonly EX_UNAVAILABLE=69
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if [ "$(id -u)" = 0 ]; then
  STORE=/var/cache/integraci
else
  STORE=${XDG_CACHE_HOME:-$HOME/.cache}/integraci
fi
readonly ROOT STORE

step() { printf 'integraci: %s\n' "$*" >&2; }
stop() { step "$*"; exit "$EX_UNAVAILABLE"; }

# need_packages PACKAGE...: Debian packages, installed when root may, else named.
need_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
      missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" = 0 ] ||
    stop "these Debian packages are missing: run 'apt-get install ${missing[*]}' as root"
  step "installing Debian packages: ${missing[*]}"
  apt-get update -qq >&2 || step "the list of packages could not be brought up to date"
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    "${missing[@]}" >&2 || stop "apt-get could not install: ${missing[*]}"
}

# need_program PROGRAM PACKAGE: a program from anywhere on the path, else Debian's.
need_program() {
  command -v "$1" >/dev/null || need_packages "$2"
}

# A JDK 25 has no package in Debian 12, so it is asked for and never installed. Names it in JDK_HOME.
need_jdk() {
  local release
  for release in /usr/lib/jvm/*/release "${JAVA_HOME:-/none}/release" "$HOME"/.jdks/*/release \
    "$HOME"/.sdkman/candidates/java/*/release; do
    if grep -qs '^JAVA_VERSION="25[."]' "$release" && [ -x "${release%release}bin/javac" ]; then
      JDK_HOME=${release%/release}
      return 0
    fi
  done
  stop "there is no JDK 25: install one, such as Temurin's package temurin-25-jdk," \
    "below /usr/lib/jvm or name it in JAVA_HOME"
}

need_build_tools() {
  need_jdk
  need_program mvn maven
  need_program git git
}

# What the components link or call, by Debian 12's names.
need_runtime_packages() {
  need_program setpriv util-linux
  need_program pip3 python3-pip
  need_packages libssl3 libxml2 libzstd1 liblz4-1 libgssapi-krb5-2 zlib1g libreadline8
}

# One digest over every source a build reads, tracked or not, in a clone of whoever's.
source_digest() {
  (
    set -o pipefail
    cd "$ROOT"
    git -c safe.directory="$ROOT" ls-files -z --cached --others --exclude-standard -- \
      pom.xml '*/pom.xml' '*/src/*' |
      sort -z -u |
      while IFS= read -r -d '' file; do if [ -f "$file" ]; then printf '%s\0' "$file"; fi; done |
      xargs -0 sha256sum | sha256sum | cut -d' ' -f1
  )
}

# build KIND MAVEN-ARGUMENT...: builds unless these sources were built that way.
build() {
  local kind=$1 stamp=$ROOT/target/built.$1 digest
  shift
  mkdir -p "$ROOT/target"
  exec 8>"$ROOT/target/build.lock"
  flock 8
  digest=$(source_digest) || stop "the sources can't be listed: this is no clone by git"
  # What was built for the suites is more than the distribution needs.
  if grep -qsx "$digest" "$stamp" "$ROOT/target/built.all" && [ -e "$ROOT/installer/target/dist/runtime/bin/java" ]; then
    step "the build is up to date"
  else
    step "building with Maven (log: target/build.log)"
    rm -f "$stamp"
    (cd "$ROOT" && mvn -B -ntp "$@" </dev/null >target/build.log 2>&1) || {
      grep -E '^\[ERROR\]|^linking|BUILD' "$ROOT/target/build.log" | head -30 >&2
      stop "the build failed, see target/build.log"
    }
    printf '%s\n' "$digest" >"$stamp"
  fi
  exec 8>&-
}

# Distributions that are kept though nobody uses them: the newest.
readonly DISTS_KEPT=4

# Copies the distribution to where every user can read it, under a digest of its content, names its
# folder in DIST, and holds it: a clone below /root is closed to the components' own users. The lock
# on fd 6 goes to whatever this shell starts or becomes, so that no other run prunes the folder.
stage() {
  mkdir -p "$STORE/dist" "$STORE/locks"
  exec 7>"$STORE/locks/dist.lock"
  flock 7
  DIST=$(lay_dist) || exit
  exec 6>"$STORE/locks/dist-${DIST##*/}.use"
  flock -s 6
  prune_dists
  exec 7>&-
}

# Called with the lock on fd 7. Prints the folder.
lay_dist() {
  local dist=$ROOT/installer/target/dist digest target
  digest=$(cd "$dist" && { find lib -type f -print0 | sort -z | xargs -0 sha256sum; readlink runtime; } |
    sha256sum | cut -c1-12)
  target=$STORE/dist/$digest
  if [ ! -d "$target" ]; then
    step "staging the distribution in $target"
    rm -rf "$target.new"
    { mkdir "$target.new" &&
      cp -r --no-dereference "$dist/lib" "$dist/runtime" "$target.new/" &&
      chmod -R a+rX,a-w "$target.new/lib" &&
      sync -f "$target.new" &&
      mv -T "$target.new" "$target"; } || stop "the distribution could not be staged"
  fi
  touch "$target"
  printf '%s\n' "$target"
}

# Called with the lock on fd 7: nobody begins to use a distribution meanwhile. One is in use while a
# run holds its lock, or a process names it, such as a component whose killed run left it behind.
prune_dists() {
  local old name
  while IFS= read -r old; do
    name=${old##*/}
    flock -n -x "$STORE/locks/dist-$name.use" true || continue
    grep -qsaF -- "$old" /proc/[0-9]*/cmdline && continue
    mv -T "$old" "$STORE/dist/.$name.old"
    rm -f "$STORE/locks/dist-$name.use" "$STORE/locks/dist-$name.lock"
  done < <(ls -1dt "$STORE"/dist/[0-9a-f]* | grep -v '[.]new$' | tail -n +$((DISTS_KEPT + 1)))
  for old in "$STORE"/dist/.*.old; do
    if [ -d "$old" ]; then chmod -R u+w "$old/lib" && rm -rf "$old"; fi
  done
}

# run_verb VERB ARGUMENT...: becomes the command, so that signals reach it.
run_verb() {
  need_build_tools
  need_runtime_packages
  build main -pl installer/dist -am -Dmaven.test.skip=true package
  stage
  step "starting"
  exec "$DIST/runtime/bin/java" -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xmx128m \
    -cp "$DIST/lib/installer/*" com.integraci.installer.Main "$@"
}
