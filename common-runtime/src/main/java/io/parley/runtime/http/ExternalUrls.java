package io.parley.runtime.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Our URLs as customers see them. */
@ApplicationScoped
public class ExternalUrls {
    private static final String API = "/conversations/v3/";

    private final ApiConfig settings;
    private final int port;

    ExternalUrls(ApiConfig settings, @ConfigProperty(name = "quarkus.http.port") int port) {
        this.settings = settings;
        this.port = port;
    }

    /** Returns the URL of a request as its sender should have written it. */
    public UriBuilder of(UriInfo uri, MultivaluedMap<String, String> headers) {
        var address = uri.getRequestUriBuilder();
        origin(uri, headers)
                .ifPresent(
                        to -> address.scheme(to.getScheme()).host(to.getHost()).port(to.getPort()));
        return address;
    }

    /** Returns the URL of a path, outside of a request. */
    public URI of(String path) {
        return settings.publicUrl()
                .orElseGet(() -> URI.create("http://localhost:" + port))
                .resolve(path);
    }

    /** The configured origin of the API; empty if none is set. */
    public Optional<URI> publicOrigin() {
        return settings.publicUrl();
    }

    /** Whether a URL is one of this API, as far as its public origin is set. */
    public boolean isApi(URI url) {
        return settings.publicUrl()
                .filter(origin -> origin.getHost().equalsIgnoreCase(url.getHost()))
                .filter(origin -> String.valueOf(url.getPath()).startsWith(API))
                .isPresent();
    }

    /** The public origin, if it differs from the request's. */
    private Optional<URI> origin(UriInfo uri, MultivaluedMap<String, String> headers) {
        if (settings.publicUrl().isPresent()) {
            return settings.publicUrl();
        }
        var host = headers.getFirst("X-Forwarded-Host");
        var scheme = headers.getFirst("X-Forwarded-Proto");
        if (host == null && scheme == null) {
            return Optional.empty();
        }
        var here = uri.getRequestUri();
        return parsed(
                (scheme == null ? here.getScheme() : scheme) + "://" + (host == null ? here.getAuthority() : host));
    }

    private static Optional<URI> parsed(String origin) {
        try {
            return Optional.of(new URI(origin)).filter(uri -> uri.getHost() != null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
