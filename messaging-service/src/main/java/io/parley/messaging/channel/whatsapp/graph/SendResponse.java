package io.parley.messaging.channel.whatsapp.graph;

import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.Submission.Accepted;
import io.parley.messaging.channel.Submission.Deferred;
import io.parley.messaging.channel.Submission.InDoubt;
import io.parley.messaging.channel.Submission.RecipientThrottled;
import io.parley.messaging.channel.Submission.Rejected;
import io.parley.messaging.channel.TransportFailure;
import io.parley.messaging.model.ProviderError;
import io.parley.runtime.graph.GraphError;
import io.parley.runtime.http.ProviderAnswer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Translates Graph's response to a send. The message was certainly not accepted after 429, a definite 4xx, and the few
 * errors with which Meta rejects a request before processing (2 service down, 131057 maintenance, 133004 server
 * unavailable). Every other 5xx, including 131000 and 131016, may follow a message that was queued: in doubt.
 */
public record SendResponse(ProviderAnswer answer) {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofMinutes(1);
    private static final Duration MUCH_LATER = Duration.ofMinutes(15);

    /** Maximum back-off for one recipient; caps 4ⁿ. */
    private static final Duration MAX_RECIPIENT_BACKOFF = Duration.ofMinutes(5);

    /**
     * Errors with which Meta also reports that it does not know a media id or that the file has expired. It has no code
     * of its own for this: 100 is any invalid parameter, 33 any unknown object.
     */
    private static final Set<Integer> LOST_FILE = Set.of(33, 100, 131009, 131052, 131053);

    public Optional<GraphError> error() {
        return GraphError.ofAnswer(answer.body());
    }

    /** @param throttles how often Meta has throttled this message before */
    public Submission outcome(int throttles) {
        return error().map(error -> failed(error, throttles)).orElseGet(this::withoutError);
    }

    private Submission failed(GraphError error, int throttles) {
        return switch (error.code()) {
            case 130429 -> throttled(error, SOON);
            case 4, 80007 -> throttled(error, LATER);
            case 131056 -> new RecipientThrottled(detail(error), answer.pause(recipientBackoff(throttles)));
            case 131048 -> new Deferred(detail(error), MUCH_LATER, false);
            case 0, 190 -> new Deferred(detail(error), LATER, false);
            case 1, 2, 131057, 133004 -> new Deferred(detail(error), SOON, false);
            default -> otherwise(error);
        };
    }

    private Submission otherwise(GraphError error) {
        if (answer.isThrottling()) {
            return throttled(error, SOON);
        }
        if (answer.status() >= 500) {
            return new InDoubt(detail(error));
        }
        return error.temporary()
                ? new Deferred(detail(error), SOON, false)
                : new Rejected(detail(error), LOST_FILE.contains(error.code()));
    }

    private Submission withoutError() {
        var wamid = answer.body().path("messages").path(0).path("id").asText("");
        return answer.status() < 300 && !wamid.isEmpty()
                ? Accepted.of(WhatsAppNames.PROVIDER, wamid)
                : TransportFailure.ofStatus(answer, SOON);
    }

    private Submission throttled(GraphError error, Duration atLeast) {
        return new Deferred(detail(error), answer.pause(atLeast), true);
    }

    /** Back-off that Meta recommends for one sender and one recipient: 4ⁿ seconds. */
    private static Duration recipientBackoff(int throttles) {
        var seconds = 1L << (2 * Math.clamp(throttles + 1, 1, 5));
        return Duration.ofSeconds(Math.min(seconds, MAX_RECIPIENT_BACKOFF.toSeconds()));
    }

    private static ProviderError detail(GraphError error) {
        return MetaErrors.error(error);
    }
}
