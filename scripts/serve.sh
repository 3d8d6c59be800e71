# ./dev serve: the built site on this machine. Sourced by `dev`.

# A wrong argument is said before a long build, not after it.
serve() {
  local port=
  while [ $# -gt 0 ]; do
    case $1 in
      --port) port=${2:-none}; shift ;;
      --port=*) port=${1#--port=} ;;
      *) give_up "./dev serve knows no \"$1\". Usage: ./dev serve [--port N]" ;;
    esac
    shift || true
    if ! [[ $port =~ ^[1-9][0-9]{0,4}$ ]] || ((port > 65535)); then
      give_up "--port takes a number from 1 to 65535, and got \"$port\"."
    fi
  done
  need_build
  site_build
  exec node scripts/serve.mjs "$port"
}
