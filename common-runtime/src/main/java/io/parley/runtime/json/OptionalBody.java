package io.parley.runtime.json;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

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
        JsonContentType.check(contentType == null ? List.of() : List.of(contentType));
        return (T) json.read(body, absent.getClass());
    }
}
