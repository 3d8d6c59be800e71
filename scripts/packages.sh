# Packages of the system (Debian's) and of npm. Sourced by `dev`.

# Run as root: directly, through sudo, or not at all.
as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

# Whether system packages can be installed here; asks for sudo's password now, in the foreground.
can_install_packages() {
  has apt-get && { [ "$(id -u)" -eq 0 ] || { has sudo && sudo -v; }; }
}

# Installs Debian packages; an installation that was interrupted before is completed first.
install_packages() {
  export DEBIAN_FRONTEND=noninteractive
  as_root dpkg --configure -a
  as_root apt-get -o DPkg::Lock::Timeout=300 update
  as_root apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@"
}

# need_packages WHAT ABOUT PACKAGE...: installs the packages or says that they are to be installed.
need_packages() {
  local what=$1 about=$2
  shift 2
  can_install_packages || give_up "$what is missing and cannot be installed from here: install it (on Debian: apt-get install $*) and run this again."
  begin "$what" "from the system's packages, $about" install_packages "$@"
  finish
}

# need_node VERSION: Node.js and npm, of that major version or a newer one.
need_node() {
  if ! has node || ! has npm; then need_packages Node.js "about a minute" nodejs npm; fi
  node -e "process.exit(parseInt(process.versions.node) >= $1 ? 0 : 1)" ||
    give_up "Node.js $1 or newer is needed and $(node --version) is installed: install a newer one and run this again."
}

# npm_current FROM TO: whether TO/node_modules is, completely, what FROM's lock file says.
npm_current() { cmp -s "$1/package-lock.json" "$2/node_modules/.installed-from"; }

# install_npm FROM TO: exactly what the lock file says; the copy of it is written last.
install_npm() {
  mkdir -p "$2"
  [ "$1" = "$2" ] || cp "$1/package.json" "$1/package-lock.json" "$2/"
  (cd "$2" && npm ci --no-audit --no-fund --ignore-scripts)
  cp "$1/package-lock.json" "$2/node_modules/.installed-from"
}
