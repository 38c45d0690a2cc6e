# Checks of messages through the front, and clients that send them continually. Included by containers.sh and cluster.sh.
# URL is the API, CA its certificate, KEY an API key, SANDBOX the address of the simulated networks; requests are sent in the
# network that in_network enters.

CLIENTS=''

# api METHOD PATH [BODY]: prints the body of a response with status 2xx.
api() {
  in_network curl -sS --fail-with-body --max-time 12 ${CA:+--cacert "$CA"} -X "$1" -H "apikey: $KEY" \
    -H 'content-type: application/json' ${3:+--data "$3"} "$URL$2"
}

# Creates a customer by the operator API, as docs/directory.md describes.
creates_customer() {
  local account whatsapp
  KEY=$OPERATOR_KEY
  account=$(api POST /operator/v1/accounts '{"name":"Corner Shop"}' | jq -er .id) &&
    whatsapp=$(api POST "/operator/v1/accounts/$account/whatsapp-accounts" '{"wabaId":"205500000000001","name":"Corner shop"}' | jq -er .id) &&
    api POST "/operator/v1/accounts/$account/senders" '{"channel":"whatsapp","identity":"4930555100",
      "providerId":"105500000000001","whatsAppAccountId":"'"$whatsapp"'"}' &&
    api POST "/operator/v1/accounts/$account/senders" '{"channel":"sms","identity":"4930555200","attributes":{"smsc":"sandbox"}}' &&
    KEY=$(api POST "/operator/v1/accounts/$account/keys" | jq -er .key) &&
    wait_for 20 api PUT /conversations/v3/configurations/callbacks \
      '{"messageStatusUrl":"http://'"$HOST"':9999/status","inboundMessageUrl":"http://'"$HOST"':9999/inbound"}'
}

# message CHANNEL SENDER TEXT [RECIPIENT]: prints the body of a request.
message() {
  printf '{"channel":"%s","from":"%s","to":"%s","content":{"contentType":"text","text":"%s"}}' "$1" "$2" "${4:-+4915550001111}" "$3"
}

# sends CHANNEL SENDER: sets MESSAGE.
sends() {
  local body
  body=$(api POST /conversations/v3/messages "$(message "$1" "$2" "Hello $1")") && MESSAGE=$(jq -er .messageId <<<"$body")
}

# In the ledger of the sandbox: the message left the platform. A short message has no reference of the sender.
is_in_ledger() {
  in_network curl -sf "http://$SANDBOX:8085/control/ledger?channel=$1&since=0&limit=1000" |
    jq -e --arg id "$MESSAGE" --arg text "Hello $1" 'any(.accepted[]; .text == $text and (.ref == null or .ref == $id))'
}

is_delivered() { api GET "/conversations/v3/messages/$MESSAGE/status" | grep -i '"delivered"'; }

has_callback() { grep -F "$MESSAGE" "$STATE/callbacks" | grep -i '^/status .*delivered'; }

receives() {
  in_network curl -sf "http://$SANDBOX:8085/control/inbound" -H 'content-type: application/json' \
    -d '{"channel":"whatsapp","from":"4915550001111","to":"4930555100","text":"Open today?"}' &&
    wait_for 30 grep -E '^/inbound .*Open today' "$STATE/callbacks"
}

check_messages() {
  check "the operator API creates a customer" creates_customer
  check "a WhatsApp message is accepted through the front" sends whatsapp 4930555100
  check "it reaches the sandbox" wait_for 30 is_in_ledger whatsapp
  check "its status is delivered" wait_for 30 is_delivered
  check "the customer gets the callback" wait_for 30 has_callback
  check "an SMS is accepted through the front" sends sms 4930555200
  check "it reaches the sandbox by SMPP" wait_for 30 is_in_ledger sms
  check "its status is delivered" wait_for 30 is_delivered
  check "a message that a person sends reaches the customer" receives
}

# --- Load

# start_clients SENDER …: three clients, each of which sends one request after the other; a sender is CHANNEL:IDENTITY[:RECIPIENT].
# Without a sender, they read.
start_clients() {
  local one
  LOAD_START=$EPOCHSECONDS
  rm -f "$STATE/stop" "$STATE"/codes-* "$STATE"/repeated-* "$STATE"/failure-*
  for one in 1 2 3; do
    client "$one" "$@" &
    CLIENTS+=" $!"
  done
  wait_for 30 enough_codes 60 || echo "few requests at the beginning"
}

# Sends some more requests and ends the clients. Sets LOAD.
stop_clients() {
  local one
  wait_for 30 enough_codes $(($(codes | wc -l) + 30)) || echo "few requests at the end"
  touch "$STATE/stop"
  for one in $CLIENTS; do wait "$one"; done
  CLIENTS=''
  LOAD="$(codes | grep -c '^2') requests succeeded, $(cat "$STATE"/repeated-* 2>/dev/null | wc -l) repetitions, $(errors) errors"
  codes | sort | uniq -c
  cat "$STATE"/failure-* 2>/dev/null || true
}

# Ends the clients of a run that was interrupted.
kill_clients() {
  local one
  for one in $CLIENTS; do kill "$one" 2>/dev/null; done
}

# client NUMBER SENDER …: until the file "stop" exists. Writes a line "TIME STATUS" for each response, the last body of a
# failure, and the ids of accepted messages.
client() {
  local name=$1 n=0 code body
  shift
  local senders=("$@")
  until [ -e "$STATE/stop" ]; do
    n=$((n + 1))
    code=$(repeated_request "$name-$n" "$STATE/body-$name" "${senders[@]:+${senders[n % ${#senders[@]}]}}")
    printf '%s %s\n' "$EPOCHSECONDS" "$code" >>"$STATE/codes-$name"
    body=$(cat "$STATE/body-$name" 2>/dev/null) || body=''
    if [[ $code != 2* ]]; then
      printf '%s %s %s\n' "$EPOCHSECONDS" "$code" "$body" >"$STATE/failure-$name"
    elif [[ $body =~ \"messageId\":\ *\"([^\"]+)\" ]]; then
      echo "${BASH_REMATCH[1]}" >>"$STATE/accepted"
    fi
  done
}

# repeated_request NAME FILE [SENDER]: a request that got 503 is repeated as that response asks, with the same Idempotency-Key, at
# most REPEATS times.
repeated_request() {
  local code repeats=0
  while true; do
    code=$(request "$@") || code="none: curl failed with status $?"
    if [ "$code" != 503 ] || [ "$repeats" -ge "${REPEATS:-0}" ]; then break; fi
    repeats=$((repeats + 1))
    echo "$1" >>"$STATE/repeated-${1%%-*}"
    sleep 1
  done
  echo "$code"
}

# request NAME FILE [SENDER]: prints the status and writes the body to the file.
request() {
  local words path='/conversations/v3/messages?limit=1' arguments=()
  rm -f "$2"
  if [ -n "${3:-}" ]; then
    IFS=: read -ra words <<<"$3"
    path=/conversations/v3/messages
    arguments=(-H "Idempotency-Key: client-$LOAD_START-$1" -H 'content-type: application/json' --data "$(message "${words[0]}" "${words[1]}" Load "${words[2]:-}")")
  fi
  in_network curl -s -o "$2" -w '%{http_code}' --max-time 15 ${CA:+--cacert "$CA"} -H "apikey: $KEY" "${arguments[@]}" "$URL$path"
}

# The statuses of all responses, or of those after a time.
codes() { awk -v after="${1:-0}" '$1 > after { sub(/^[0-9]+ /, ""); print }' "$STATE"/codes-* 2>/dev/null; }

errors() { codes "$@" | grep -vc '^2' || true; }

enough_codes() { [ "$(codes | wc -l)" -ge "$1" ]; }

# under_load COMMAND …: succeeds if the command does, and no client sees an error meanwhile. LOAD_SENDERS are the senders.
under_load() {
  local status=0
  start_clients ${LOAD_SENDERS+"${LOAD_SENDERS[@]}"}
  "$@" || status=$?
  stop_clients
  [ "$status" = 0 ] && [ "$(errors)" = 0 ]
}
