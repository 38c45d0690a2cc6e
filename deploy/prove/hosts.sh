#!/usr/bin/env bash
# Level "hosts": a platform on several hosts, each a network namespace of this machine; see docs/scaling.md.
# hosts.sh [SCENARIO …] runs all scenarios or those named: rolling kill cable database kafka clock cells backup.
# Needs root, and the Debian packages iproute2, nftables, nginx-light, datefudge and postgresql-15. No packet leaves the machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. deploy/prove/network.sh
readonly RUN=parley$$
readonly HOSTS='edge:10.77.0.2 data:10.77.0.10 a:10.77.0.11 b:10.77.0.12 c:10.77.0.13'
STATE=$(mktemp -d -t parley-hosts-XXXXXX)
readonly STATE
chmod 711 "$STATE" # PostgreSQL runs as another user
program=''

fail() {
  echo "$1" >&2
  echo '0 passed, 1 failed'
  exit 1
}

require() {
  [ "$(id -u)" = 0 ] || fail 'The hosts level creates network namespaces: run it as root.'
  local missing='' tool
  for tool in ip nft nginx; do
    PATH=$PATH:/usr/sbin command -v "$tool" >/dev/null || missing+=" $tool"
  done
  ls /usr/lib/*-linux-gnu/datefudge/datefudge.so >/dev/null 2>&1 || missing+=' datefudge'
  [ -x /usr/lib/postgresql/15/bin/pg_basebackup ] || missing+=' postgresql-15'
  [ -z "$missing" ] || fail "Missing:$missing. Install iproute2 nftables nginx-light datefudge postgresql-15."
}

# Ends the processes that this run started: those in its namespaces, by their ids.
clean_up() {
  local status=$?
  trap - EXIT INT TERM
  set +e
  [ -z "$program" ] || kill -9 "$program" 2>/dev/null
  remove_network
  if [ "$status" = 0 ]; then rm -rf "$STATE"; fi
  exit "$status"
}

# Also writes the class path of the tests, to which the program belongs.
build() {
  local log=target/prove-hosts-build.log
  mkdir -p target
  JAVA_HOME=$(./dev jdk) MAVEN_OPTS="${MAVEN_OPTS:--Xmx1g -XX:TieredStopAtLevel=1}" \
    ./mvnw -q -B -ntp ${MAVEN_ARGS:-} -pl deploy/local -am -DskipTests package \
    dependency:build-classpath -Dmdep.outputFile=target/test-classpath -Dmdep.includeScope=test >"$log" 2>&1 ||
    fail "The build failed; see $log."
}

run_scenarios() {
  echo "Data and logs, kept after a failure: $STATE"
  ip netns exec "$RUN-data" "$(./dev jdk)/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m "-Dparley.home=$PWD" \
    -cp "deploy/local/target/test-classes:deploy/local/target/classes:$(cat deploy/local/target/test-classpath)" \
    io.parley.local.HostScenarios "$RUN" "$STATE" "$@" &
  program=$!
  wait "$program"
}

require
trap clean_up EXIT
trap 'exit 130' INT TERM
build
create_network
run_scenarios "$@"
