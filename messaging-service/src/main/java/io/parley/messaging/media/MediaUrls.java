package io.parley.messaging.media;

import io.parley.runtime.http.ExternalUrls;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.UUID;

/** Public URLs of files. */
@Singleton
class MediaUrls {
    static final String PATH = "/conversations/v3/media";

    private final ExternalUrls urls;

    MediaUrls(ExternalUrls urls) {
        this.urls = urls;
    }

    URI of(UUID id) {
        return urls.of(PATH + "/" + id);
    }

    /** URL with the host that the client used for its request. */
    URI of(UUID id, UriInfo request, HttpHeaders headers) {
        return urls.of(request, headers.getRequestHeaders())
                .replacePath(PATH + "/" + id)
                .replaceQuery(null)
                .build();
    }
}
