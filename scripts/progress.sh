# What a person sees while something long runs: one line when it starts, one at least every
# twenty seconds while it lasts, one when it ends. Sourced by `dev`.
#
#   begin NAME ABOUT COMMAND...   start COMMAND beside the others; its output goes to a log
#   finish                        wait for all that were begun; stop with the log if one fails

# File descriptor 3 is the terminal, also from inside a job whose output goes to its log.
exec 3>&1

log_folder=.tools/log
beat_seconds=20
job_names=()
job_pids=()
job_starts=()

say() { printf '%s\n' "$*" >&3; }

# Ends the command with one sentence that says what is missing and what to do.
give_up() {
  printf '\n%s\n' "$*" >&2
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

duration() {
  if (($1 < 60)); then echo "$1 s"; else echo "$(($1 / 60)) min $(($1 % 60)) s"; fi
}

begin() {
  local name=$1 about=$2
  shift 2
  mkdir -p "$log_folder"
  say "→ $name: $about"
  set -m # a process group of its own, so that it can be ended with all it has started
  ("$@") >"$log_folder/$name.log" 2>&1 </dev/null &
  set +m
  job_names+=("$name")
  job_pids+=("$!")
  job_starts+=("$SECONDS")
}

finish() {
  local beat=$SECONDS i
  while [ ${#job_pids[@]} -gt 0 ]; do
    for i in "${!job_pids[@]}"; do
      kill -0 "${job_pids[i]}" 2>/dev/null || close_job "$i"
    done
    if ((SECONDS - beat >= beat_seconds)); then
      beat=$SECONDS
      for i in "${!job_pids[@]}"; do
        say "  … ${job_names[i]}, $(duration $((SECONDS - job_starts[i]))): $(last_line "${job_names[i]}")"
      done
    fi
    sleep 0.2
  done
}

close_job() {
  local name=${job_names[$1]} pid=${job_pids[$1]} took=$((SECONDS - job_starts[$1]))
  unset "job_names[$1]" "job_pids[$1]" "job_starts[$1]"
  if wait "$pid"; then
    say "✓ $name, $(duration "$took")"
  else
    tail -n 60 "$log_folder/$name.log" >&2
    give_up "$name failed after $(duration "$took"); the lines above are the end of $log_folder/$name.log."
  fi
}

# What a job said last, without control characters, cut to fit a line.
last_line() {
  tail -c 600 "$log_folder/$1.log" | tr '\r' '\n' | sed 's/\x1b\[[0-9;]*m//g; s/^ *//' |
    grep -v '^$' | tail -n 1 | cut -c 1-90 || true
}

end_jobs() {
  local pid
  for pid in "${job_pids[@]}"; do kill -TERM -- "-$pid" 2>/dev/null || true; done
}
trap end_jobs EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
