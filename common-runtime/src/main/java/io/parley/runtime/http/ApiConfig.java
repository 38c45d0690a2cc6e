package io.parley.runtime.http;

import io.parley.runtime.settings.BaseUrl;
import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** The public address of the API. */
@ConfigMapping(prefix = "parley.api")
public interface ApiConfig {

    /**
     * Scheme, host and port under which customers reach the API, for example {@code https://api.example.com}. Without
     * it links in responses are built from the request, with {@code X-Forwarded-Proto} and {@code X-Forwarded-Host}
     * where an ingress sets them, and links in callbacks point to this machine: set it in production.
     */
    Optional<@BaseUrl URI> publicUrl();
}
