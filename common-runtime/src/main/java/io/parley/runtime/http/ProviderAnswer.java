package io.parley.runtime.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Response of a provider's HTTP API.
 *
 * @param status HTTP status
 * @param body a missing node if it is not JSON, for example if a proxy answered
 * @param retryAfter zero if the response has no {@code Retry-After} in seconds
 */
public record ProviderAnswer(int status, JsonNode body, Duration retryAfter) {
    private static final int TOO_MANY_REQUESTS = 429;

    /** Reads the body as a stream: as an array the client would copy it several times. */
    public static ProviderAnswer of(Response response, ObjectMapper json) {
        return new ProviderAnswer(
                response.getStatus(), tree(response, json), retryAfter(response.getHeaderString("Retry-After")));
    }

    /** @param retryAfter the header {@code Retry-After}; null if there is none */
    public static ProviderAnswer of(
            int status, @Nullable String retryAfter, byte @Nullable [] body, ObjectMapper json) {
        return new ProviderAnswer(status, tree(body, json), retryAfter(retryAfter));
    }

    /** Whether the provider limits the calls. */
    public boolean isThrottling() {
        return status == TOO_MANY_REQUESTS;
    }

    /** The pause that the provider asks for, at least the given one. */
    public Duration pause(Duration atLeast) {
        return retryAfter.compareTo(atLeast) > 0 ? retryAfter : atLeast;
    }

    private static JsonNode tree(byte @Nullable [] body, ObjectMapper json) {
        try {
            return body == null ? MissingNode.getInstance() : json.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static JsonNode tree(Response response, ObjectMapper json) {
        try (var body = response.readEntity(InputStream.class)) {
            return body == null ? MissingNode.getInstance() : json.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static Duration retryAfter(@Nullable String header) {
        return header != null && header.matches("[0-9]{1,6}")
                ? Duration.ofSeconds(Long.parseLong(header))
                : Duration.ZERO;
    }
}
