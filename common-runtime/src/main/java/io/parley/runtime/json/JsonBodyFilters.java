package io.parley.runtime.json;

import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;

/**
 * Checks the content type before the body of an operation with a JSON body is read, however its resource reads it: the
 * framework accepts a body without a content type, and ignores the charset.
 */
@Provider
@Singleton
public class JsonBodyFilters implements DynamicFeature {

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        var consumes = resource.getResourceMethod().getAnnotation(Consumes.class);
        if (consumes == null) {
            consumes = resource.getResourceClass().getAnnotation(Consumes.class);
        }
        if (consumes != null && Arrays.asList(consumes.value()).contains(MediaType.APPLICATION_JSON)) {
            context.register(new JsonBodyFilter());
        }
    }

    private record JsonBodyFilter() implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            if (hasBody(request)) {
                JsonContentType.check(request.getHeaders().get(HttpHeaders.CONTENT_TYPE));
            }
        }

        private static boolean hasBody(ContainerRequestContext request) {
            var length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
            return request.getHeaders().containsKey("Transfer-Encoding")
                    || (length != null && !length.strip().equals("0"));
        }
    }
}
