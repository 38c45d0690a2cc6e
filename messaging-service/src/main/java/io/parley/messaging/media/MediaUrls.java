package io.parley.messaging.media;

import io.parley.runtime.http.ExternalUrls;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.UUID;

/** Where customers fetch a file. */
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

    /** For one who asks under an address of ours. */
    URI of(UUID id, UriInfo asked, HttpHeaders headers) {
        return urls.of(asked, headers.getRequestHeaders())
                .replacePath(PATH + "/" + id)
                .replaceQuery(null)
                .build();
    }
}
