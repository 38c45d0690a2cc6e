{{/* Environment of a service's container. Input: root, name, component. */}}
{{- define "parley.env" -}}
{{- $values := .root.Values }}
{{- $component := .component }}
{{- $facts := $component.facts }}
{{- with $component.javaOptions }}
- name: JAVA_TOOL_OPTIONS
  value: {{ . | quote }}
{{- end }}
{{- if not $facts.management }}
- name: SANDBOX_HOST
  value: 0.0.0.0
{{- range $variable, $path := dict "META" "meta" "VIBER" "viber/{serviceId}" "VIBER_PARTNER" "viber-partner/{serviceId}" }}
- name: SANDBOX_{{ $variable }}_WEBHOOK_URL
  value: {{ printf "http://%s-gateway/webhooks/%s" (include "parley.fullname" $.root) $path | quote }}
{{- end }}
{{- range $variable, $key := dict "META_TOKEN" "meta-token" "APP_SECRET" "app-secret" "VERIFY_TOKEN" "verify-token" "VIBER_TOKEN" "viber-token" "SMPP_PASSWORD" "smpp-password" }}
- name: SANDBOX_{{ $variable }}
  valueFrom:
    secretKeyRef: {name: {{ include "parley.fullname" $.root }}-sandbox, key: {{ $key }}}
{{- end }}
{{- else }}
- name: PARLEY_INSTANCE
  valueFrom:
    fieldRef: {fieldPath: metadata.name}
- name: QUARKUS_CONFIG_LOCATIONS
  value: /etc/parley/config/application.properties
{{- if $facts.database }}
{{ include "parley.jdbcEnv" (dict "root" .root "component" $component) }}
{{- end }}
{{- if and $facts.operator $values.operator.existingSecret }}
- name: PARLEY_OPERATOR_KEY
  valueFrom:
    secretKeyRef: {name: {{ $values.operator.existingSecret | quote }}, key: {{ $values.operator.key | quote }}}
{{- end }}
{{- if has "customerSecrets" $facts.encryption }}
{{- with $values.encryption.customerSecrets }}
- name: PARLEY_SECRETS_KEY
  valueFrom:
    secretKeyRef: {name: {{ .existingSecret | quote }}, key: {{ .key | quote }}}
{{- if .oldKeysKey }}
- name: PARLEY_SECRETS_OLD_KEYS
  valueFrom:
    secretKeyRef: {name: {{ .existingSecret | quote }}, key: {{ .oldKeysKey | quote }}}
{{- end }}
{{- end }}
{{- end }}
{{- if hasPrefix "SASL" $values.kafka.securityProtocol }}
- name: KAFKA_SASL_JAAS_CONFIG
  valueFrom:
    secretKeyRef: {name: {{ $component.kafkaUser.existingSecret | quote }}, key: {{ $component.kafkaUser.jaasConfigKey | quote }}}
{{- end }}
{{- if and (eq $values.kafka.securityProtocol "SSL") $values.kafka.tls.clientSecret.name }}
- name: KAFKA_SSL_KEYSTORE_PASSWORD
  valueFrom:
    secretKeyRef: {name: {{ $values.kafka.tls.clientSecret.name | quote }}, key: {{ $values.kafka.tls.clientSecret.passwordKey | quote }}}
{{- end }}
{{- if and $facts.media (eq $values.media.store "s3") $values.media.s3.existingSecret }}
- name: PARLEY_MEDIA_STORE_S3_ACCESS_KEY
  valueFrom:
    secretKeyRef: {name: {{ $values.media.s3.existingSecret | quote }}, key: {{ $values.media.s3.accessKeyKey | quote }}}
- name: PARLEY_MEDIA_STORE_S3_SECRET_KEY
  valueFrom:
    secretKeyRef: {name: {{ $values.media.s3.existingSecret | quote }}, key: {{ $values.media.s3.secretKeyKey | quote }}}
{{- end }}
{{- end }}
{{- with $component.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* A probe of the management port, or of the only port. Input: component, path, probe, sandbox. */}}
{{- define "parley.probe" -}}
httpGet:
  path: {{ .component.facts.management | ternary .path "/health" }}
  port: {{ .component.facts.management | ternary "management" "http" }}
periodSeconds: {{ .probe.periodSeconds }}
failureThreshold: {{ .probe.failureThreshold }}
timeoutSeconds: {{ .probe.timeoutSeconds }}
{{- end }}

{{/* Volumes of a component as a list of name, mount and source; an empty mount is read-only. Input: root, name, component. */}}
{{- define "parley.volumes" -}}
{{- $values := .root.Values }}
- name: tmp
  emptyDir: {sizeLimit: {{ .component.tmpSize | quote }}}
{{- if .component.facts.management }}
- name: config
  configMap: {name: {{ include "parley.fullname" .root }}-{{ .name }}}
{{- end }}
{{- with (include "parley.tokens" (dict "root" .root "component" .component) | fromYaml).tokens }}
- name: tokens
  projected:
    defaultMode: 0440
    sources:
      {{- range . }}
      - secret:
          name: {{ .secret | quote }}
          items:
            - {key: {{ .key | quote }}, path: {{ .path | quote }}}
      {{- end }}
{{- end }}
{{- if and .component.facts.database (include "parley.databaseCa" .root) }}
- name: database-ca
  secret:
    secretName: {{ $values.database.tls.caSecret.name | quote }}
    items:
      - {key: {{ $values.database.tls.caSecret.key | quote }}, path: ca.crt}
{{- end }}
{{- if and .component.facts.management (include "parley.kafkaCa" .root) }}
- name: kafka-ca
  secret:
    secretName: {{ $values.kafka.tls.caSecret.name | quote }}
    items:
      - {key: {{ $values.kafka.tls.caSecret.key | quote }}, path: ca.crt}
{{- end }}
{{- if and .component.facts.management (include "parley.kafkaClient" .root) }}
- name: kafka-client
  secret:
    secretName: {{ $values.kafka.tls.clientSecret.name | quote }}
    defaultMode: 0440
    items:
      - {key: {{ $values.kafka.tls.clientSecret.keystoreKey | quote }}, path: user.p12}
{{- end }}
{{- if .component.facts.media }}
- name: media
  {{- if eq $values.media.store "disk" }}
  persistentVolumeClaim: {claimName: {{ $values.media.disk.existingClaim | default (printf "%s-media" (include "parley.fullname" .root)) | quote }}}
  {{- else }}
  emptyDir: {sizeLimit: {{ $values.media.spoolSize | quote }}}
  {{- end }}
{{- if $values.directory.existingSecret }}
- name: directory
  secret:
    secretName: {{ $values.directory.existingSecret | quote }}
    defaultMode: 0440
    items:
      - {key: {{ $values.directory.key | quote }}, path: directory.yaml}
{{- end }}
{{- end }}
{{- with .component.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* Where the volumes are mounted. Input: root, name, component. */}}
{{- define "parley.volumeMounts" -}}
- {name: tmp, mountPath: /tmp}
{{- if .component.facts.management }}
- {name: config, mountPath: /etc/parley/config, readOnly: true}
{{- end }}
{{- if (include "parley.tokens" (dict "root" .root "component" .component) | fromYaml).tokens }}
- {name: tokens, mountPath: /etc/parley/tokens, readOnly: true}
{{- end }}
{{- if and .component.facts.database (include "parley.databaseCa" .root) }}
- {name: database-ca, mountPath: /etc/parley/database-ca, readOnly: true}
{{- end }}
{{- if and .component.facts.management (include "parley.kafkaCa" .root) }}
- {name: kafka-ca, mountPath: /etc/parley/kafka-ca, readOnly: true}
{{- end }}
{{- if and .component.facts.management (include "parley.kafkaClient" .root) }}
- {name: kafka-client, mountPath: /etc/parley/kafka-client, readOnly: true}
{{- end }}
{{- if .component.facts.media }}
- {name: media, mountPath: /var/lib/parley/media}
{{- if .root.Values.directory.existingSecret }}
- {name: directory, mountPath: /etc/parley/directory, readOnly: true}
{{- end }}
{{- end }}
{{- with .component.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "parley.kafkaCa" -}}
{{- if and (hasSuffix "SSL" .Values.kafka.securityProtocol) .Values.kafka.tls.caSecret.name }}true{{ end }}
{{- end }}

{{- define "parley.kafkaClient" -}}
{{- if and (eq .Values.kafka.securityProtocol "SSL") .Values.kafka.tls.clientSecret.name }}true{{ end }}
{{- end }}

{{/* What every pod of the chart has. Input: root, component. */}}
{{- define "parley.podSecurity" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . | quote }}
  {{- end }}
{{- end }}
securityContext:
  {{- toYaml .component.podSecurityContext | nindent 2 }}
{{- end }}

{{/* Where pods of a component run. Input: root, name, component. */}}
{{- define "parley.scheduling" -}}
tolerations:
  {{- range list "not-ready" "unreachable" }}
  - {key: node.kubernetes.io/{{ . }}, operator: Exists, effect: NoExecute, tolerationSeconds: {{ $.component.nodeLossSeconds }}}
  {{- end }}
  {{- with .component.tolerations }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with .component.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .component.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .component.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- if .component.spread.enabled }}
topologySpreadConstraints:
  {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: {{ $.component.spread.whenUnsatisfiable }}
    # Counts only pods of the same version: otherwise an update leaves all pods on one node.
    matchLabelKeys: [pod-template-hash]
    labelSelector:
      matchLabels:
        {{- include "parley.selectorLabels" $ | nindent 8 }}
  {{- end }}
{{- end }}
{{- end }}
