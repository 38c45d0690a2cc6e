package io.parley.messaging.directory;

import io.parley.runtime.json.OptionalBody;
import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** Operator API for the API keys of an account. */
@Path("/operator/v1/accounts/{accountId}/keys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class KeysResource {
    private final Keys keys;
    private final OptionalBody body;

    KeysResource(Keys keys, OptionalBody body) {
        this.keys = keys;
        this.body = body;
    }

    @GET
    public Uni<Paged<List<KeyResponse>>> list(@PathParam("accountId") UUID accountId, @Context UriInfo uri) {
        return keys.list(accountId, Page.of(uri));
    }

    @POST
    public Uni<RestResponse<KeyResponse>> create(
            @PathParam("accountId") UUID accountId,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            byte[] bytes,
            @Context UriInfo uri) {
        var request = body.read(contentType, bytes, KeyRequest.DEFAULT);
        return keys.create(accountId, request).map(key -> CreatedResponse.at(uri, key.id(), key));
    }

    @GET
    @Path("/{id}")
    public Uni<KeyResponse> read(@PathParam("accountId") UUID accountId, @PathParam("id") String id) {
        return keys.read(accountId, id).map(KeyResponse::of);
    }

    @PUT
    @Path("/{id}")
    public Uni<KeyResponse> replace(
            @PathParam("accountId") UUID accountId, @PathParam("id") String id, KeyRequest request) {
        return keys.replace(accountId, id, request).map(KeyResponse::of);
    }

    @DELETE
    @Path("/{id}")
    public Uni<Void> revoke(@PathParam("accountId") UUID accountId, @PathParam("id") String id) {
        return keys.revoke(accountId, id);
    }

    @POST
    @Path("/{id}/rotation")
    @ResponseStatus(201)
    public Uni<KeyResponse> rotate(
            @PathParam("accountId") UUID accountId,
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            byte[] bytes) {
        return keys.rotate(accountId, id, body.read(contentType, bytes, RotationRequest.IMMEDIATE));
    }
}
