package io.parley.messaging.setup;

import io.parley.messaging.channel.SetupFinding;

/**
 * One line of the set-up's check, in the operator API.
 *
 * @param component a channel, or {@code platform}
 */
record SetupCheckResponse(String component, String subject, SetupFinding.Result result, String finding, String remedy) {

    static SetupCheckResponse of(String component, SetupFinding finding) {
        return new SetupCheckResponse(
                component, finding.subject(), finding.result(), finding.finding(), finding.remedy());
    }
}
