#!/bin/bash
# Runs one statement on the sqld of this pod. Its /health answers 200 whatever the state, and says nothing of the database.
set -u
bearer=$(< "${PROBE_TOKEN_FILE}")
body='{"requests":[{"type":"execute","stmt":{"sql":"SELECT 1"}},{"type":"close"}]}'
exec 3<> /dev/tcp/127.0.0.1/8080 || exit 1
printf 'POST /v2/pipeline HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s' \
  "$bearer" "${#body}" "$body" >&3
answer=$(cat <&3)
[[ $answer == *'"type":"ok"'* && $answer != *'"type":"error"'* ]]
