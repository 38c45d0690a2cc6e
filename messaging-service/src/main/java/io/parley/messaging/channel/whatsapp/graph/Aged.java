package io.parley.messaging.channel.whatsapp.graph;

import java.time.Duration;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A response made of what was read from Meta earlier. Its age in seconds becomes the header {@code Age} (RFC 9111), so
 * that a caller sees how old it is while Meta is unavailable.
 *
 * @param readAt when the oldest part was read; null if nothing of it is from Meta
 */
public record Aged<T>(T body, @Nullable Instant readAt) {
    public static final String AGE = "Age";

    /** @param now time of the response */
    public RestResponse<T> response(Instant now) {
        var response = ResponseBuilder.ok(body);
        if (readAt != null) {
            response.header(AGE, seconds(now));
        }
        return response.build();
    }

    /** The value of the header {@code Age}. */
    public long seconds(Instant now) {
        return Math.max(0, Duration.between(readAt, now).toSeconds());
    }
}
