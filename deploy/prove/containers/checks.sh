# Checks of deploy/prove/containers.sh, which includes this file. Each is a function that fails with a reason on its output.

# --- Images

image_of() { echo "localhost/parley/$1:$TAG"; }

has_labels() {
  skopeo inspect --config "oci-archive:$STATE/images/$1.tar" >"$STATE/config.json" &&
    jq -e --arg name "Parley $1" --arg version "$TAG" --arg source "$SOURCE" --arg commit "$(git rev-parse HEAD 2>/dev/null)" '
      .config.Labels as $l | "org.opencontainers.image." as $p
      | $l[$p + "title"] == $name and $l[$p + "version"] == $version and $l[$p + "licenses"] == "Apache-2.0"
        and ($l[$p + "revision"] // "" | startswith($commit)) and $l[$p + "created"] == .created
        and $l[$p + "source"] == $source' "$STATE/config.json" ||
    { jq .config.Labels "$STATE/config.json" && false; }
}

# Lists files of an image by the arguments of find.
files_of() {
  local folder name=$1
  shift
  folder=$(pod image mount "$(image_of "$name")") &&
    (cd "$folder" && find . "$@") &&
    pod image unmount "$(image_of "$name")" >/dev/null
}

# There is no program besides those of the Java runtime: no shell, no package manager, no setuid.
has_no_programs() {
  local found
  found=$(files_of "$1" '(' -type f -perm /111 -not -path './opt/java/*' -not -name '*.so*' ')' -o -perm /6000) &&
    if [ -n "$found" ]; then echo "$found" && false; fi
}

is_writable_nowhere() {
  local found
  found=$(files_of "$1" -not -type l '(' -perm -o+w -o -not -user 0 ')' -not -path ./tmp -not -path './app/data*') &&
    if [ -n "$found" ]; then echo "$found" && false; fi
}

# The bill of materials lists every jar of the image, the C library and the Java runtime.
has_bill_of_materials() {
  local folder status=0
  folder=$(pod image mount "$(image_of "$1")") || return 1
  jq -e --argjson jars "$(find "$folder/app/lib" -name '*.jar' | wc -l)" '
      .bomFormat == "CycloneDX" and ([.components[] | select(.purl | startswith("pkg:maven/"))] | length == $jars)
      and any(.components[]; .name == "libc6") and any(.components[]; .name == "java-runtime")' \
    "$folder/usr/share/sbom/$1.cdx.json" || status=1
  pod image unmount "$(image_of "$1")" >/dev/null
  return "$status"
}

ends_on_out_of_memory() {
  local status=0
  pod run --rm --read-only --network none --timeout 60 --env JAVA_TOOL_OPTIONS=-Xmx4m "$(image_of sandbox)" || status=$?
  echo "exit status $status" && [ "$status" = 3 ]
}

# --- Processes

becomes_ready() {
  wait_for 180 is_ready "$1" || {
    in_network curl -s --max-time 2 "$(health_of "$1")"
    pod logs "$(container_of "$1")" 2>&1 | tail -n 10
    return 1
  }
}

process_of() { pod inspect --format '{{.State.Pid}}' "$(container_of "$1")"; }

field() { awk -v name="$2:" '$1 == name { $1 = ""; print substr($0, 2) }' "/proc/$1/status"; }

is_confined() {
  local id
  id=$(process_of "$1") && grep -E '^(Uid|Gid|Cap|NoNew|Seccomp:)' "/proc/$id/status" &&
    [ "$(field "$id" Uid)" = "10001 10001 10001 10001" ] && [ "$(field "$id" Gid)" = "10001 10001 10001 10001" ] &&
    [ "$(field "$id" CapEff)" = 0000000000000000 ] && [ "$(field "$id" CapBnd)" = 0000000000000000 ] &&
    [ "$(field "$id" NoNewPrivs)" = 1 ] && [ "$(field "$id" Seccomp)" = 2 ]
}

has_read_only_root() {
  local id
  id=$(process_of "$1") && awk '$5 == "/" { print $6 }' "/proc/$id/mountinfo" | grep -E '^ro(,|$)'
}

# The heap is a share of the memory limit: MaxRAMPercentage, or MinRAMPercentage where the limit is small. The runtime has no
# tool that reads another JVM, so a second JVM with the same limit and flags prints its own.
heap_follows_limit() {
  local limit flags min max heap
  limit=$(pod inspect --format '{{.HostConfig.Memory}}' "$(container_of "$1")") &&
    flags=$(pod exec "$(container_of "$1")" /opt/java/bin/java -XX:+PrintFlagsFinal -version 2>/dev/null) &&
    max=$(flag MaxRAMPercentage <<<"$flags") && min=$(flag MinRAMPercentage <<<"$flags") &&
    heap=$(flag MaxHeapSize <<<"$flags") && echo "limit $limit, $max % or $min %, heap $heap" && [ "$limit" -gt 0 ] &&
    { is_share "$heap" "$max" "$limit" || { [ "$limit" -le 268435456 ] && is_share "$heap" "$min" "$limit"; }; }
}

# is_share PART PERCENTAGE WHOLE: a JVM rounds the heap down.
is_share() { [ $(($1 * 100 / $3)) -ge $(($2 - 2)) ] && [ $(($1 * 100 / $3)) -le "$2" ]; }

# flag NAME: the value without decimals.
flag() { awk -v name="$1" '$2 == name { printf "%d", $4 }'; }

# A cache that the JVM refuses is not mapped.
uses_start_cache() {
  local id
  id=$(process_of "$1") && grep -m 1 '/app/start.aot' "/proc/$id/maps"
}

# One JSON record a line; the JVM itself reports the variable.
logs_are_json() {
  local others
  others=$(pod logs "$(container_of "$1")" 2>&1 | grep -v -e '^{.*}$' -e '^Picked up JAVA_TOOL_OPTIONS' | head -n 5)
  if [ -n "$others" ]; then echo "$others" && false; fi
}

migrated() {
  local container code
  container=$(container_of "$1")
  code=$(timeout 120 bash -c "$(declare -f pod in_network); $(declare -p RUN STATE); pod wait $container") &&
    { [ "$code" = 0 ] || { pod logs "$container" | tail -n 5 && false; }; }
}

# --- A pod ends under load

# As an ingress controller: a pod that is not ready gets no more requests.
drains() {
  local container stopped code
  container=$(container_of parley-messaging-1)
  start_clients sms:4930555200
  stopped=$SECONDS
  pod kill --signal TERM "$container" >/dev/null
  wait_for 10 not_ready parley-messaging-1 && move_front "$(address_of parley-messaging-0)" "$(address_of parley-template-0)" \
    "$(address_of parley-flow-0)" "$(address_of parley-gateway-0)"
  code=$(timeout 60 bash -c "$(declare -f pod in_network); $(declare -p RUN STATE); pod wait $container") || code=timeout
  stopped=$((SECONDS - stopped))
  stop_clients
  DRAINED="$LOAD; the pod ended after $stopped s with status $code"
  [ "$code" = 143 ] && [ "$stopped" -lt 40 ] && [ "$(errors)" = 0 ]
}

not_ready() { ! is_ready "$1"; }
