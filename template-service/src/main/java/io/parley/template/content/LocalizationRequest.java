package io.parley.template.content;

import io.parley.runtime.json.Violations;
import io.parley.runtime.validation.SelfChecked;
import io.parley.runtime.validation.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A template in one language.
 *
 * @param messageSendTimeToLiveSeconds time for which the delivery of a message is attempted; -1 for Meta's own rule
 * @param userContext the customer's label, returned unchanged
 */
public record LocalizationRequest(
        @NotNull String language,
        @NotNull @Size(min = 1, max = 100) List<@Valid TemplateComponent> components,
        @Nullable Integer messageSendTimeToLiveSeconds,
        @Text(min = 0, max = 1_000, blank = true) @Nullable String userContext)
        implements SelfChecked {
    private static final int META_RULE = -1;
    private static final int MIN_TTL = 60;
    private static final int MAX_TTL = 600;

    @Override
    public void check(Report report) {
        if (messageSendTimeToLiveSeconds != null
                && messageSendTimeToLiveSeconds != META_RULE
                && (messageSendTimeToLiveSeconds < MIN_TTL || messageSendTimeToLiveSeconds > MAX_TTL)) {
            report.violation(
                    "messageSendTimeToLiveSeconds", "must be " + MIN_TTL + " to " + MAX_TTL + " seconds, or -1");
        }
    }

    /** Checks the rules that concern several members. */
    void check(TemplateCategory category, String prefix, Violations out) {
        TemplateLanguages.check(language, prefix + "language", out);
        ContractRules.check(components, category, prefix + "components", out);
    }

    /** As the other, for a localization that is added to a template. Fails with all violations. */
    public void check(TemplateCategory category) {
        var violations = new Violations();
        check(category, "", violations);
        violations.throwIfAny();
    }

    /** The time to live as submitted; null for none. Without one, authentication messages have ten minutes. */
    public @Nullable Integer timeToLive(TemplateCategory category) {
        return messageSendTimeToLiveSeconds == null && category == TemplateCategory.AUTHENTICATION
                ? Integer.valueOf(MAX_TTL)
                : messageSendTimeToLiveSeconds;
    }
}
