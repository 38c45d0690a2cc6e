package io.parley.runtime.setup;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a check of the deployment's set-up found at a network: one line for the operator.
 *
 * @param subject what was checked, for example {@code smsc main} or {@code service 7042}; no secrets and no numbers of
 *     people
 * @param finding what is so
 * @param remedy what to do; null if nothing is to be done
 */
public record SetupFinding(
        String subject,
        Result result,
        String finding,
        @Nullable String remedy) {

    /** Whether the subject can be used. */
    public enum Result {
        OK,
        /** Works, or may work, but something is missing. */
        WARNING,
        FAILED;

        /** Name in the operator API. */
        @JsonValue
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static SetupFinding ok(String subject, String finding) {
        return new SetupFinding(subject, Result.OK, finding, null);
    }

    public static SetupFinding warning(String subject, String finding, String remedy) {
        return new SetupFinding(subject, Result.WARNING, finding, remedy);
    }

    public static SetupFinding failed(String subject, String finding, String remedy) {
        return new SetupFinding(subject, Result.FAILED, finding, remedy);
    }
}
