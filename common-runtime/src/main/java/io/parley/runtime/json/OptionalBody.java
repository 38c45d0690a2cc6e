package io.parley.runtime.json;

import io.parley.runtime.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;

/**
 * Reads a JSON body that may be absent, or that may be judged only after the caller's rights were: the resource takes the
 * bytes and asks here when it is time.
 */
@ApplicationScoped
public class OptionalBody {
    private final StrictJson json;

    OptionalBody(StrictJson json) {
        this.json = json;
    }

    /**
     * @param contentType the header's value; null if it was not sent
     * @param absent what holds where there is no body
     */
    @SuppressWarnings("unchecked")
    public <T> T read(String contentType, byte[] body, T absent) {
        if (body == null || body.length == 0) {
            return absent;
        }
        if (contentType == null) {
            throw Problems.unsupportedMediaType("Say what the body is: Content-Type: application/json.");
        }
        var charset = MediaType.valueOf(contentType).getParameters().get(MediaType.CHARSET_PARAMETER);
        if (charset != null && !"utf-8".equalsIgnoreCase(charset)) {
            throw Problems.unsupportedMediaType("Bodies must be encoded in UTF-8.");
        }
        return (T) json.read(body, absent.getClass());
    }
}
