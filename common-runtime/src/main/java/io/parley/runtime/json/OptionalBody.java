package io.parley.runtime.json;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON body that may be absent, or that must be checked after the caller's permissions: the resource gets the
 * bytes and calls this class.
 */
@ApplicationScoped
public class OptionalBody {
    private final StrictJson json;

    OptionalBody(StrictJson json) {
        this.json = json;
    }

    /**
     * @param contentType the header's value; null if it was not sent
     * @param body null if there is none
     * @param absent the value if there is no body
     */
    @SuppressWarnings("unchecked")
    public <T> T read(@Nullable String contentType, byte @Nullable [] body, T absent) {
        if (body == null || body.length == 0) {
            return absent;
        }
        JsonContentType.check(contentType == null ? List.of() : List.of(contentType));
        return (T) json.read(body, absent.getClass());
    }
}
