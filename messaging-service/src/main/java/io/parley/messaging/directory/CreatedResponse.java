package io.parley.messaging.directory;

import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** A 201 response with the location of the created resource. */
final class CreatedResponse {

    private CreatedResponse() {}

    static <T> RestResponse<T> at(UriInfo uri, Object id, T body) {
        return ResponseBuilder.<T>create(RestResponse.Status.CREATED)
                .location(uri.getAbsolutePathBuilder().path(id.toString()).build())
                .entity(body)
                .build();
    }
}
