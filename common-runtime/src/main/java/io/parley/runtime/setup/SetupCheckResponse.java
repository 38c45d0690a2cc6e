package io.parley.runtime.setup;

import org.jspecify.annotations.Nullable;

/**
 * One line of the set-up's check, in the operator API.
 *
 * @param component a channel, or {@code platform}
 * @param remedy what to do; null if nothing is to be done
 */
public record SetupCheckResponse(
        String component,
        String subject,
        SetupFinding.Result result,
        String finding,
        @Nullable String remedy) {

    public static SetupCheckResponse of(String component, SetupFinding finding) {
        return new SetupCheckResponse(
                component, finding.subject(), finding.result(), finding.finding(), finding.remedy());
    }
}
