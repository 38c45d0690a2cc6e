package io.parley.runtime.setup;

/**
 * One line of the set-up's check, in the operator API.
 *
 * @param component a channel, or {@code platform}
 */
public record SetupCheckResponse(
        String component, String subject, SetupFinding.Result result, String finding, String remedy) {

    public static SetupCheckResponse of(String component, SetupFinding finding) {
        return new SetupCheckResponse(
                component, finding.subject(), finding.result(), finding.finding(), finding.remedy());
    }
}
