{{/* Ends the installation. A message names the value, the reason and the way out. */}}
{{- define "parley.fail" -}}
{{- fail (printf "\n\n%s\n" .) }}
{{- end }}

{{- define "parley.validateComponents" -}}
{{- $values := .Values }}
{{- if eq (.Values.image.tag | default .Chart.AppVersion) "latest" }}
{{- include "parley.fail" "image.tag is latest: pods that start at different times would run different versions. Set a version, or digests in components.<name>.image.digest." }}
{{- end }}
{{- range $name, $component := include "parley.components" . | fromYaml }}
{{- $at := printf "components.%s" $name }}
{{- if eq $component.image.tag "latest" }}
{{- include "parley.fail" (printf "%s.image.tag is latest: pods that start at different times would run different versions. Set a version or a digest." $at) }}
{{- end }}
{{- $scaling := $component.autoscaling }}
{{- if and (ne $scaling.kind "none") (gt (int $scaling.minReplicas) (int $scaling.maxReplicas)) }}
{{- include "parley.fail" (printf "%s.autoscaling.minReplicas is %d, more than maxReplicas, which is %d. Set maxReplicas to at least minReplicas." $at (int $scaling.minReplicas) (int $scaling.maxReplicas)) }}
{{- end }}
{{- if and (eq $scaling.kind "keda") $component.facts.consumer (gt (int $scaling.maxReplicas) (int $values.kafka.topics.partitions)) }}
{{- include "parley.fail" (printf "%s.autoscaling.maxReplicas is %d, but the topic of its events has %d partitions (kafka.topics.partitions): the other pods would get no events. Set maxReplicas to at most the partitions, or more partitions." $at (int $scaling.maxReplicas) (int $values.kafka.topics.partitions)) }}
{{- end }}
{{- if and (eq $name "sandbox") (or (gt (int $component.replicas) 1) (ne $scaling.kind "none")) }}
{{- include "parley.fail" "components.sandbox.replicas must be 1, without autoscaling: the sandbox keeps what it received in memory, so two of them would each know a part." }}
{{- end }}
{{- range $setting, $value := $component.settings }}
{{- if and (regexMatch "(password|jaas|secrets[.]key|old-keys|operator[.]key|encryption[.]keys|access-key|secret-key|[.]tokens?([.]|$)|app-secrets|partner[.]secrets|verify-token)" $setting) (not (hasPrefix "file:" ($value | toString))) (not (hasPrefix "${" ($value | toString))) }}
{{- include "parley.fail" (printf "%s.settings.%s contains a secret, which would be readable in a ConfigMap. Put it into a Secret: the values existingSecret name those of the usual secrets, others can be a variable in extraEnv, or a file in extraVolumes and file:<path> here." $at $setting) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{- define "parley.validateDatabase" -}}
{{- $components := include "parley.components" . | fromYaml }}
{{- range $name, $component := $components }}
{{- if $component.facts.database }}
{{- if not $.Values.database.host }}
{{- include "parley.fail" "database.host is empty: the chart installs no database. Set it to the host of a PostgreSQL, for example one of CloudNativePG (deploy/examples/cloudnative-pg)." }}
{{- end }}
{{- if not $component.database.existingSecret }}
{{- include "parley.fail" (printf "components.%s.database.existingSecret is empty: each component has its own database user. Create it with deploy/postgres/service-role.sql, and a Secret with the keys username and password." $name) }}
{{- end }}
{{- end }}
{{- end }}
{{- if and (eq .Values.database.tls.mode "verify-full") (not .Values.database.tls.caSecret.name) }}
{{- include "parley.fail" "database.tls.caSecret.name is empty, but database.tls.mode is verify-full: name the Secret with the authority's certificate (of CloudNativePG: <cluster>-ca), or set database.tls.mode to require or disable." }}
{{- end }}
{{- if and $components.messaging (not .Values.encryption.customerSecrets.existingSecret) }}
{{- include "parley.fail" "encryption.customerSecrets.existingSecret is empty: without a key, secrets of customers cannot be stored. Create one: kubectl create secret generic parley-encryption --from-literal=secrets-key=$(openssl rand -base64 32), and keep a copy of the key." }}
{{- end }}
{{- end }}

{{- define "parley.validateKafka" -}}
{{- $kafka := .Values.kafka }}
{{- if not $kafka.bootstrapServers }}
{{- include "parley.fail" "kafka.bootstrapServers is empty: the chart installs no broker. Set it to the address of a Kafka, for example one of Strimzi (deploy/examples/strimzi)." }}
{{- end }}
{{- if gt (int $kafka.topics.minInsyncReplicas) (int $kafka.topics.replicationFactor) }}
{{- include "parley.fail" (printf "kafka.topics.minInsyncReplicas is %d, more than replicationFactor, which is %d: no record could be written. With three brokers use 2 and 3, with one broker 1 and 1." (int $kafka.topics.minInsyncReplicas) (int $kafka.topics.replicationFactor)) }}
{{- end }}
{{- if and (eq $kafka.topics.createdBy "strimzi") (not $kafka.topics.strimziCluster) }}
{{- include "parley.fail" "kafka.topics.strimziCluster is empty, but kafka.topics.createdBy is strimzi: set it to the name of the Kafka resource." }}
{{- end }}
{{- if and $kafka.tls.clientSecret.name (ne $kafka.securityProtocol "SSL") }}
{{- include "parley.fail" (printf "kafka.tls.clientSecret.name is %q, but kafka.securityProtocol is %s, which has no client certificate. Set securityProtocol to SSL, or remove clientSecret." $kafka.tls.clientSecret.name $kafka.securityProtocol) }}
{{- end }}
{{- range $name, $component := include "parley.components" . | fromYaml }}
{{- if and $component.facts.management (hasPrefix "SASL" $kafka.securityProtocol) (not $component.kafkaUser.existingSecret) }}
{{- include "parley.fail" (printf "components.%s.kafkaUser.existingSecret is empty, but kafka.securityProtocol is %s, which needs a login. Name a Secret with a JAAS configuration there, or for all components in defaults.kafkaUser.existingSecret, or use another securityProtocol." $name $kafka.securityProtocol) }}
{{- end }}
{{- end }}
{{- end }}

{{- define "parley.validateMedia" -}}
{{- $media := .Values.media }}
{{- with (include "parley.components" . | fromYaml).messaging }}
{{- if and (eq $media.store "s3") (not $media.s3.bucket) }}
{{- include "parley.fail" "media.s3.bucket is empty, but media.store is s3: set it to the name of an existing bucket, or set media.store to disk." }}
{{- end }}
{{- if and (include "parley.exclusiveVolume" $) (or (gt (int .replicas) 1) (ne .autoscaling.kind "none")) }}
{{- include "parley.fail" (printf "media.disk.accessModes is %v, but messaging has more than one pod, which share the files. Use ReadWriteMany, a bucket (media.store=s3), or one pod (components.messaging.replicas=1)." $media.disk.accessModes) }}
{{- end }}
{{- end }}
{{- end }}

{{- define "parley.validateProviders" -}}
{{- if include "parley.isTrial" . }}
{{- $own := .Values.providers }}
{{- if or $own.whatsapp.existingSecret $own.viber.existingSecret $own.sms.smscs }}
{{- include "parley.fail" "components.sandbox.enabled is true, but providers has credentials of real networks, which a trial does not use. Remove them, or disable the sandbox." }}
{{- end }}
{{- end }}
{{- end }}

{{- define "parley.validateRoutes" -}}
{{- $routes := .Values.routes }}
{{- if ne $routes.kind "none" }}
{{- if not $routes.hostnames }}
{{- include "parley.fail" (printf "routes.hostnames is empty, but routes.kind is %s: a route without a host would receive requests of other applications. Set the host of the API." $routes.kind) }}
{{- end }}
{{- if and (eq $routes.kind "gateway") (not $routes.gateway.parentRefs) }}
{{- include "parley.fail" "routes.gateway.parentRefs is empty, but routes.kind is gateway: name the Gateway that receives the requests." }}
{{- end }}
{{- if $routes.operator.enabled }}
{{- if not $routes.operator.hostnames }}
{{- include "parley.fail" "routes.operator.hostnames is empty, but routes.operator.enabled is true: the operator API needs a host of its own, to which access can be limited." }}
{{- end }}
{{- range $routes.operator.hostnames }}
{{- if has . $routes.hostnames }}
{{- include "parley.fail" (printf "routes.operator.hostnames has %s, which is a host of the public API. Use another host, to which access can be limited." .) }}
{{- end }}
{{- end }}
{{- if and (eq $routes.kind "gateway") (not $routes.operator.parentRefs) }}
{{- include "parley.fail" "routes.operator.parentRefs is empty, but routes.kind is gateway: name the Gateway that receives requests of operators." }}
{{- end }}
{{- end }}
{{- else if $routes.operator.enabled }}
{{- include "parley.fail" "routes.operator.enabled is true, but routes.kind is none: set routes.kind to gateway or ingress." }}
{{- end }}
{{- end }}

{{- define "parley.validateTest" -}}
{{- if and .Values.test.existingSecret (not (and .Values.test.message.from .Values.test.message.to)) }}
{{- include "parley.fail" "test.message.from or test.message.to is empty, but test.existingSecret has an API key for sending a message. Set both, or remove test.existingSecret." }}
{{- end }}
{{- end }}
