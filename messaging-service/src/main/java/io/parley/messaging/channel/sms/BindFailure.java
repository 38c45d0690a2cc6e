package io.parley.messaging.channel.sms;

import io.parley.runtime.failure.Failures;
import java.io.IOException;
import org.jsmpp.extra.NegativeResponseException;

/**
 * Why a bind failed.
 *
 * @param commandStatus of the SMSC's {@code bind_resp}; 0 if it sent none
 * @param description a few words for logs and operators
 */
record BindFailure(int commandStatus, String description) {

    static BindFailure of(IOException failure) {
        return failure.getCause() instanceof NegativeResponseException refusal
                ? new BindFailure(refusal.getCommandStatus(), CommandStatus.describe(refusal.getCommandStatus()))
                : new BindFailure(0, Failures.describe(failure));
    }

    boolean isRefusal() {
        return commandStatus != 0;
    }

    /** Whether only an operator can correct it. */
    boolean areCredentialsWrong() {
        return CommandStatus.isWrongCredentials(commandStatus);
    }
}
