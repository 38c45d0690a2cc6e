package io.parley.flow.validation;

import io.parley.flow.validation.source.SourceObject;
import io.parley.flow.validation.source.SourceParser;
import io.parley.flow.validation.source.SourceSyntaxException;
import io.parley.flow.validation.source.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks <a href="https://developers.facebook.com/docs/whatsapp/flows/reference/flowjson">Flow JSON</a> of the versions 2.1 to
 * 7.3 before Meta does, so that an author sees every mistake with its position. Never throws for any input; needs time
 * linear to the size of the file. Instances are stateless.
 */
public final class FlowValidator {
    /** Maximum number of errors in a report: the first ones by position. */
    public static final int MAX_ERRORS = 100;

    /** Maximum size of a file in bytes, Meta's limit for assets. */
    public static final int MAX_SIZE = 10 * 1024 * 1024;

    private static final FlowValidator STANDARD = new FlowValidator(
            FlowSchema.standard(), FlowSchema.read("rules.yaml", RuleFile.class).rules());

    private final FlowSchema schema;
    private final Map<String, FlowRule> rules;

    private FlowValidator(FlowSchema schema, Map<String, FlowRule> rules) {
        this.schema = schema;
        this.rules = Map.copyOf(rules);
    }

    /** The content of {@code rules.yaml}. */
    record RuleFile(Map<String, FlowRule> rules) {}

    public static FlowValidator standard() {
        return STANDARD;
    }

    Map<String, FlowRule> rules() {
        return rules;
    }

    /** Checks a draft as it was uploaded: UTF-8 without a byte order mark. */
    public FlowReport validate(byte[] file) {
        return validate(file, false);
    }

    /**
     * Checks a file.
     *
     * @param file UTF-8 without a byte order mark
     * @param forPublishing whether a version that Meta no longer publishes is an error; drafts may have it
     */
    public FlowReport validate(byte[] file, boolean forPublishing) {
        if (file.length > MAX_SIZE) {
            return invalid("json-size", 0, new SourceText(new byte[0]), MAX_SIZE);
        }
        var source = new SourceText(file);
        var malformed = source.malformedAt();
        return malformed.isPresent()
                ? invalid("json-encoding", malformed.getAsInt(), source)
                : validate(source, forPublishing);
    }

    FlowReport validate(SourceText source, boolean forPublishing) {
        if (source.startsWithByteOrderMark()) {
            return invalid("json-byte-order-mark", 0, source);
        }
        try {
            var value = SourceParser.parse(source);
            return value instanceof SourceObject root
                    ? validate(source, root, forPublishing)
                    : invalid("json-not-object", value.start(), source, value.type());
        } catch (SourceSyntaxException e) {
            return invalid("json-invalid", e.offset(), source, String.valueOf(e.getMessage()));
        }
    }

    private FlowReport invalid(String rule, int offset, SourceText source, Object... values) {
        var at = source.position(offset);
        var pointer = new FlowErrorPointer(at.line(), at.line(), at.column(), at.column(), "");
        var broken = FlowRule.named(rule, rules);
        var error = FlowValidationError.of(broken.error(), broken.text(values), pointer);
        return new FlowReport(Optional.empty(), Optional.empty(), false, List.of(error), false);
    }

    private FlowReport validate(SourceText source, SourceObject root, boolean forPublishing) {
        var latest = schema.versions().supported().stream().max(FlowVersion::compareTo);
        var early = new FlowFindings(source, latest.orElseThrow(), rules);
        var version = new VersionCheck(schema, early).version(root);
        if (version.isEmpty()) {
            return new FlowReport(Optional.empty(), Optional.empty(), false, early.errors(), false);
        }
        var findings = new FlowFindings(source, version.get(), rules);
        new FlowCheck(schema, version.get(), findings, forPublishing).check(root);
        return new FlowReport(
                version,
                root.text("data_api_version"),
                schema.versions().publishable().contains(version.get()),
                findings.errors(),
                findings.truncated());
    }
}
