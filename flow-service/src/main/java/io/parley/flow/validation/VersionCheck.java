package io.parley.flow.validation;

import io.parley.flow.validation.source.SourceObject;
import io.parley.flow.validation.source.SourceValue;
import java.util.Optional;

/** Checks the versions that a Flow states. */
final class VersionCheck {
    private final FlowSchema schema;
    private final FlowFindings findings;

    VersionCheck(FlowSchema schema, FlowFindings findings) {
        this.schema = schema;
        this.findings = findings;
    }

    /** Returns the version of the Flow; without one, nothing else can be checked. */
    Optional<FlowVersion> version(SourceObject root) {
        var value = root.value("version");
        if (value.isEmpty()) {
            findings.missing("version-missing", root, "version");
            return Optional.empty();
        }
        var version = Optional.ofNullable(value.get().textOrNull()).flatMap(FlowVersion::parse);
        if (version.isEmpty()) {
            findings.value("version-invalid", value.get());
        } else if (!schema.versions().supported().contains(version.get())) {
            findings.value("version-unsupported", value.get(), version.get());
            return Optional.empty();
        }
        return version;
    }

    void publishable(SourceObject root, FlowVersion version) {
        if (!schema.versions().publishable().contains(version)) {
            findings.value("version-frozen", root.value("version").orElseThrow(), version);
        }
    }

    void dataApi(SourceObject root, FlowVersion version) {
        var value = root.value("data_api_version");
        var stated = value.map(SourceValue::textOrNull);
        if (stated.isPresent()) {
            var since = schema.versions().dataApi().get(stated.get());
            if (since == null || !version.isWithin(since, null)) {
                findings.value("data-api-version", value.get(), stated.get(), version);
            }
        }
    }
}
