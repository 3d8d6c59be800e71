# ./dev measure: how the built site starts, plays and is judged, as a table. Sourced by `dev`.

# measure [FOLDER] [--runs N] [--only PART,...]: dist/, built first; or another build, taken as it is.
measure() {
  local word before='' folder='' help=''
  for word in "$@"; do
    case $before$word in
      *--help) help=yes ;;
      --*) ;;
      *) folder=$word ;;
    esac
    # What follows one of these is its value.
    case $word in --runs | --only) before=$word ;; *) before= ;; esac
  done
  need_browser
  # A wrong argument is said before a long build, not after it.
  node tests/e2e/measure.mjs "$@" --check
  if [ -z "$folder$help" ]; then
    need_build
    site_build
  fi
  node tests/e2e/measure.mjs "$@"
}
