{{/* Peer: the pods of a part of this release. Input: root, name. */}}
{{- define "parley.podPeer" -}}
- podSelector:
    matchLabels:
      {{- include "parley.selectorLabels" . | nindent 6 }}
{{- end }}

{{/* Who may connect to a component. Input: root, name, component. */}}
{{- define "parley.ingressRules" -}}
{{- $policy := .root.Values.networkPolicy }}
{{- $components := include "parley.components" .root | fromYaml }}
{{- if .component.facts.management }}
- ports:
    - {port: http, protocol: TCP}
  {{- if $policy.ingressFrom }}
  from:
    {{- toYaml $policy.ingressFrom | nindent 4 }}
    {{- include "parley.podPeer" (dict "root" .root "name" "test") | nindent 4 }}
    {{- if and $components.sandbox (eq .name "gateway") }}
    {{- include "parley.podPeer" (dict "root" .root "name" "sandbox") | nindent 4 }}
    {{- end }}
  {{- end }}
- ports:
    - {port: management, protocol: TCP}
  from:
    {{- if $policy.monitoringFrom }}
    {{- toYaml $policy.monitoringFrom | nindent 4 }}
    {{- include "parley.podPeer" (dict "root" .root "name" "test") | nindent 4 }}
    {{- else }}
    - namespaceSelector: {}
    {{- end }}
{{- else }}
- ports:
    - {port: http, protocol: TCP}
  from:
    {{- range list "messaging" "template" "flow" "test" }}
    {{- include "parley.podPeer" (dict "root" $.root "name" .) | nindent 4 }}
    {{- end }}
- ports:
    - {port: smpp, protocol: TCP}
  from:
    {{- include "parley.podPeer" (dict "root" .root "name" "messaging") | nindent 4 }}
{{- end }}
{{- with get $policy.extraIngress .name }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* What a component may connect to. Input: root, name, component. */}}
{{- define "parley.egressRules" -}}
{{- $values := .root.Values }}
{{- $policy := $values.networkPolicy }}
{{- $components := include "parley.components" .root | fromYaml }}
{{- $egress := .component.facts.egress }}
{{- include "parley.dnsRule" .root }}
{{- if .component.facts.database }}
{{ include "parley.databaseRule" .root }}
{{- end }}
{{- if .component.facts.management }}
- ports:
    {{- range regexFindAll ":[0-9]+" $values.kafka.bootstrapServers -1 | uniq }}
    - {port: {{ trimPrefix ":" . }}, protocol: TCP}
    {{- end }}
  {{- with $policy.kafkaTo }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- with $values.monitoring.traces.otlpEndpoint }}
- ports:
    - {port: {{ regexFind ":[0-9]+" (regexReplaceAll "^https?://" . "") | trimPrefix ":" | default (hasPrefix "https:" . | ternary "443" "80") }}, protocol: TCP}
  {{- with $policy.tracesTo }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}
{{- if has "customers" $egress }}
{{ include "parley.publicRule" (dict "root" .root "ports" $policy.customerPorts) }}
{{- else if has "providers" $egress }}
{{ include "parley.publicRule" (dict "root" .root "ports" (list 443)) }}
{{- end }}
{{- if and (has "smscs" $egress) (not $components.sandbox) }}
{{- $ports := list }}
{{- range $values.providers.sms.smscs }}
{{- $ports = append $ports (int (.port | default 2775)) }}
{{- end }}
{{- if $ports }}
- ports:
    {{- range $ports | uniq | sortAlpha }}
    - {port: {{ . }}, protocol: TCP}
    {{- end }}
  {{- with $policy.smscsTo }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}
{{- if and .component.facts.media (eq $values.media.store "s3") $policy.s3To }}
- to:
    {{- toYaml $policy.s3To | nindent 4 }}
{{- end }}
{{- if and $components.sandbox (has "providers" $egress) }}
- ports:
    - {port: http, protocol: TCP}
    {{- if has "smscs" $egress }}
    - {port: smpp, protocol: TCP}
    {{- end }}
  to:
    {{- include "parley.podPeer" (dict "root" .root "name" "sandbox") | nindent 4 }}
{{- end }}
{{- if has "gateway" $egress }}
- ports:
    - {port: http, protocol: TCP}
  to:
    {{- include "parley.podPeer" (dict "root" .root "name" "gateway") | nindent 4 }}
{{- end }}
{{- with get $policy.extraEgress .name }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "parley.dnsRule" -}}
- ports:
    - {port: 53, protocol: UDP}
    - {port: 53, protocol: TCP}
{{- end }}

{{- define "parley.databaseRule" -}}
- ports:
    - {port: {{ .Values.database.port }}, protocol: TCP}
  {{- with .Values.networkPolicy.databaseTo }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/*
Public addresses only. The services check every address of a customer themselves; this limits what a mistake in that check
could reach. Input: root, ports.
*/}}
{{- define "parley.publicRule" -}}
- ports:
    {{- range .ports }}
    - {port: {{ . }}, protocol: TCP}
    {{- end }}
  to:
    - ipBlock:
        cidr: 0.0.0.0/0
        except:
          {{- toYaml .root.Values.networkPolicy.privateRanges | nindent 10 }}
    - ipBlock:
        cidr: ::/0
        except:
          {{- toYaml .root.Values.networkPolicy.privateRanges6 | nindent 10 }}
{{- end }}
