{{/*
Credentials that a component reads from files, as YAML: a list of setting (its name), secret, key, and path below
/etc/parley/tokens. A file is read again when its Secret changes, so a token is renewed without a restart.
Input: root, component.
*/}}
{{- define "parley.tokens" -}}
{{- $providers := include "parley.providers" .root | fromYaml }}
{{- $uses := .component.facts.providers }}
{{- $whatsapp := $providers.whatsapp }}
{{- $viber := $providers.viber }}
{{- $all := list }}
{{- if $whatsapp.existingSecret }}
{{- $secret := $whatsapp.existingSecret }}
{{- if has "whatsappTokens" $uses }}
{{- with $whatsapp.tokenKey }}
{{- $all = append $all (dict "setting" "parley.channels.whatsapp.token" "secret" $secret "key" . "path" "whatsapp/token") }}
{{- end }}
{{- range $account, $key := $whatsapp.accountTokenKeys }}
{{- $all = append $all (dict "setting" (printf "parley.channels.whatsapp.tokens.%q" $account) "secret" $secret "key" $key "path" (printf "whatsapp/accounts/%s" $account)) }}
{{- end }}
{{- end }}
{{- if has "metaAppSecrets" $uses }}
{{- range $index, $key := $whatsapp.appSecretKeys }}
{{- $all = append $all (dict "setting" (printf "parley.webhooks.meta.app-secrets[%d]" $index) "secret" $secret "key" $key "path" (printf "meta/app-secret-%d" $index)) }}
{{- end }}
{{- end }}
{{- if and (has "metaVerifyToken" $uses) $whatsapp.verifyTokenKey }}
{{- $all = append $all (dict "setting" "parley.webhooks.meta.verify-token" "secret" $secret "key" $whatsapp.verifyTokenKey "path" "meta/verify-token") }}
{{- end }}
{{- end }}
{{- if $viber.existingSecret }}
{{- $secret := $viber.existingSecret }}
{{- range $service, $key := $viber.bots }}
{{- if has "viberTokens" $uses }}
{{- $all = append $all (dict "setting" (printf "parley.channels.viber.tokens.%q" $service) "secret" $secret "key" $key "path" (printf "viber/%s" $service)) }}
{{- end }}
{{- if has "viberWebhooks" $uses }}
{{- $all = append $all (dict "setting" (printf "parley.webhooks.viber.tokens.%q" $service) "secret" $secret "key" $key "path" (printf "viber/%s" $service)) }}
{{- end }}
{{- end }}
{{- range $service, $keys := $viber.partner.services }}
{{- if has "viberTokens" $uses }}
{{- $all = append $all (dict "setting" (printf "parley.channels.viber.tokens.%q" $service) "secret" $secret "key" $keys.tokenKey "path" (printf "viber/%s" $service)) }}
{{- end }}
{{- if has "viberWebhooks" $uses }}
{{- $all = append $all (dict "setting" (printf "parley.webhooks.viber-partner.secrets.%q" $service) "secret" $secret "key" $keys.authorizationKey "path" (printf "viber-partner/%s" $service)) }}
{{- end }}
{{- end }}
{{- end }}
{{- if has "smscs" $uses }}
{{- range $name, $smsc := $providers.sms.smscs }}
{{- $all = append $all (dict "setting" (printf "parley.channels.sms.smscs.%q.password" $name) "secret" $smsc.existingSecret "key" ($smsc.passwordKey | default "password") "path" (printf "sms/%s" $name)) }}
{{- end }}
{{- end }}
{{- if has "flowKeys" .component.facts.encryption }}
{{- with .root.Values.encryption.flowKeys }}
{{- if .existingSecret }}
{{- $secret := .existingSecret }}
{{- range $index, $key := .keys }}
{{- $all = append $all (dict "setting" (printf "parley.encryption.keys[%d]" $index) "secret" $secret "key" $key "path" (printf "encryption/key-%d" $index)) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- toYaml (dict "tokens" $all) }}
{{- end }}

{{/* Credentials and addresses of providers: those of the values, or in a trial those of the sandbox. */}}
{{- define "parley.providers" -}}
{{- if include "parley.isTrial" . }}
{{- tpl (.Files.Get "files/sandbox-providers.yaml") . }}
{{- else }}
{{- toYaml .Values.providers }}
{{- end }}
{{- end }}

{{/*
Settings of a component as YAML: name and value. The values of "settings" come last and override the others.
Input: root, name, component.
*/}}
{{- define "parley.settings" -}}
{{- $root := .root }}
{{- $values := .root.Values }}
{{- $facts := .component.facts }}
{{- $all := dict "quarkus.http.port" 8080 "quarkus.management.port" 9000 }}
{{- $_ := set $all "quarkus.shutdown.delay" (printf "%dS" (int .component.shutdown.delaySeconds)) }}
{{- $_ := set $all "quarkus.shutdown.timeout" (printf "%dS" (int .component.shutdown.timeoutSeconds)) }}
{{- with $values.publicUrl }}
{{- $_ := set $all "parley.api.public-url" . }}
{{- end }}
{{- with $values.monitoring.traces.otlpEndpoint }}
{{- $_ := set $all "quarkus.otel.exporter.otlp.endpoint" . }}
{{- end }}
{{- if and $facts.forwarded $values.trustedProxies }}
{{- $_ := set $all "quarkus.http.proxy.proxy-address-forwarding" true }}
{{- $_ := set $all "quarkus.http.proxy.trusted-proxies" (join "," $values.trustedProxies) }}
{{- end }}
{{- $_ := include "parley.kafkaSettings" (dict "root" $root "to" $all) }}
{{- if $facts.database }}
{{- $_ := include "parley.databaseSettings" (dict "root" $root "component" .component "to" $all) }}
{{- end }}
{{- if $facts.media }}
{{- $_ := include "parley.mediaSettings" (dict "root" $root "to" $all) }}
{{- end }}
{{- if and (eq .name "messaging") $values.directory.existingSecret }}
{{- $_ := set $all "parley.directory.file" "/etc/parley/directory/directory.yaml" }}
{{- end }}
{{- range (include "parley.tokens" (dict "root" $root "component" .component) | fromYaml).tokens }}
{{- $_ := set $all .setting (printf "file:/etc/parley/tokens/%s" .path) }}
{{- end }}
{{- $_ := include "parley.providerSettings" (dict "root" $root "component" .component "to" $all) }}
{{- range $setting, $value := .component.settings }}
{{- $_ := set $all $setting $value }}
{{- end }}
{{- toYaml $all }}
{{- end }}

{{- define "parley.kafkaSettings" -}}
{{- $kafka := .root.Values.kafka }}
{{- $_ := set .to "kafka.bootstrap.servers" $kafka.bootstrapServers }}
{{- $_ := set .to "kafka.security.protocol" $kafka.securityProtocol }}
{{- if hasPrefix "SASL" $kafka.securityProtocol }}
{{- $_ := set .to "kafka.sasl.mechanism" $kafka.saslMechanism }}
{{- end }}
{{- if and (hasSuffix "SSL" $kafka.securityProtocol) $kafka.tls.caSecret.name }}
{{- $_ := set .to "kafka.ssl.truststore.type" "PEM" }}
{{- $_ := set .to "kafka.ssl.truststore.location" "/etc/parley/kafka-ca/ca.crt" }}
{{- end }}
{{- if eq $kafka.securityProtocol "SSL" }}
{{- if $kafka.tls.clientSecret.name }}
{{- $_ := set .to "kafka.ssl.keystore.type" "PKCS12" }}
{{- $_ := set .to "kafka.ssl.keystore.location" "/etc/parley/kafka-client/user.p12" }}
{{- end }}
{{- end }}
{{- $topics := $kafka.topics }}
{{- $_ := set .to "parley.bus.topics.create" (eq $topics.createdBy "services") }}
{{- $_ := set .to "parley.bus.topics.partitions" (int $topics.partitions) }}
{{- $_ := set .to "parley.bus.topics.replication-factor" (int $topics.replicationFactor) }}
{{- $_ := set .to "parley.bus.topics.min-insync-replicas" (int $topics.minInsyncReplicas) }}
{{- $_ := set .to "parley.bus.topics.retention" (printf "%dh" (int $topics.retentionHours)) }}
{{- end }}

{{- define "parley.databaseSettings" -}}
{{- $database := .root.Values.database }}
{{- $_ := set .to "quarkus.datasource.reactive.url" (printf "postgresql://%s:%d/%s" $database.host (int $database.port) $database.name) }}
{{- $_ := set .to "quarkus.datasource.reactive.postgresql.ssl-mode" $database.tls.mode }}
{{- if eq $database.tls.mode "verify-full" }}
{{- $_ := set .to "quarkus.datasource.reactive.hostname-verification-algorithm" "HTTPS" }}
{{- $_ := set .to "quarkus.datasource.reactive.trust-certificate-pem" true }}
{{- $_ := set .to "quarkus.datasource.reactive.trust-certificate-pem.certs" "/etc/parley/database-ca/ca.crt" }}
{{- else if eq $database.tls.mode "require" }}
{{- $_ := set .to "quarkus.datasource.reactive.trust-all" true }}
{{- end }}
{{- with .component.database.maxConnections }}
{{- $_ := set $.to "quarkus.datasource.reactive.max-size" (int .) }}
{{- end }}
{{- $_ := set .to "quarkus.flyway.migrate-at-start" (eq .root.Values.migrations.mode "startup") }}
{{- end }}

{{- define "parley.mediaSettings" -}}
{{- $media := .root.Values.media }}
{{- $_ := set .to "parley.media.store.kind" $media.store }}
{{- $_ := set .to "parley.media.store.folder" "/var/lib/parley/media" }}
{{- if eq $media.store "s3" }}
{{- $_ := set .to "parley.media.store.s3.bucket" $media.s3.bucket }}
{{- with $media.s3.prefix }}
{{- $_ := set $.to "parley.media.store.s3.prefix" . }}
{{- end }}
{{- with $media.s3.endpoint }}
{{- $_ := set $.to "parley.media.store.s3.endpoint" . }}
{{- end }}
{{- $_ := set .to "parley.media.store.s3.region" $media.s3.region }}
{{- $_ := set .to "parley.media.store.s3.path-style" $media.s3.pathStyle }}
{{- end }}
{{- end }}

{{- define "parley.providerSettings" -}}
{{- $providers := include "parley.providers" .root | fromYaml }}
{{- if has "smscs" .component.facts.providers }}
{{- range $name, $smsc := $providers.sms.smscs }}
{{- $prefix := printf "parley.channels.sms.smscs.%q" $name }}
{{- $_ := set $.to (printf "%s.host" $prefix) $smsc.host }}
{{- $_ := set $.to (printf "%s.port" $prefix) (int ($smsc.port | default 2775)) }}
{{- $_ := set $.to (printf "%s.system-id" $prefix) $smsc.systemId }}
{{- with $smsc.bindsPerPod }}
{{- $_ := set $.to (printf "%s.binds" $prefix) (int .) }}
{{- end }}
{{- if $smsc.tls }}
{{- $_ := set $.to (printf "%s.tls" $prefix) true }}
{{- end }}
{{- range $setting, $value := $smsc.settings }}
{{- $_ := set $.to (printf "%s.%s" $prefix $setting) $value }}
{{- end }}
{{- end }}
{{- end }}
{{- if has "viberTokens" .component.facts.providers }}
{{- with $providers.viber.partner.baseUrl }}
{{- $_ := set $.to "parley.channels.viber.partner-base-url" . }}
{{- end }}
{{- end }}
{{- range $setting, $value := $providers.settings }}
{{- if or (not (hasPrefix "parley.channels.viber" $setting)) (has "viberTokens" $.component.facts.providers) }}
{{- if or (not (hasPrefix "parley.channels.whatsapp" $setting)) (has "whatsappTokens" $.component.facts.providers) }}
{{- $_ := set $.to $setting $value }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* A file of properties. Input: settings by name. */}}
{{- define "parley.properties" -}}
{{- range $setting, $value := . }}
{{- $text := $value | toString }}
{{- if kindIs "float64" $value }}
{{- if eq (floor $value) $value }}
{{- $text = $value | int64 | toString }}
{{- end }}
{{- end }}
{{ $setting }}={{ $text | replace "\\" "\\\\" | replace "\n" "\\n" }}
{{- end }}
{{- end }}

{{/* Environment of a process that connects over JDBC: the services and their migrations. Input: root, component. */}}
{{- define "parley.jdbcEnv" -}}
{{- $database := .root.Values.database }}
{{- $url := printf "jdbc:postgresql://%s:%d/%s?sslmode=%s" $database.host (int $database.port) $database.name $database.tls.mode }}
{{- if eq $database.tls.mode "verify-full" }}
{{- $url = printf "%s&sslrootcert=/etc/parley/database-ca/ca.crt" $url }}
{{- end }}
- name: QUARKUS_DATASOURCE_JDBC_URL
  value: {{ $url | quote }}
- name: QUARKUS_DATASOURCE_USERNAME
  valueFrom:
    secretKeyRef: {name: {{ .component.database.existingSecret | quote }}, key: {{ .component.database.usernameKey | quote }}}
- name: QUARKUS_DATASOURCE_PASSWORD
  valueFrom:
    secretKeyRef: {name: {{ .component.database.existingSecret | quote }}, key: {{ .component.database.passwordKey | quote }}}
{{- end }}

{{/* Whether the database's certificate is checked: "true" or nothing. */}}
{{- define "parley.databaseCa" -}}
{{- if eq .Values.database.tls.mode "verify-full" }}true{{ end }}
{{- end }}
