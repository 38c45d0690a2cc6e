package io.parley.messaging.media;

import io.parley.model.Scope;
import io.parley.runtime.access.CurrentCaller;
import io.parley.runtime.access.RequiresScope;
import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Uploads and downloads files. Content is streamed and never a parameter or result here. */
@Path(MediaUrls.PATH)
@Produces(MediaType.APPLICATION_JSON)
public class MediaResource {
    private final CurrentCaller caller;
    private final MediaFiles files;
    private final UploadMedia upload;
    private final ServeMedia serve;
    private final MediaUrls urls;

    MediaResource(CurrentCaller caller, MediaFiles files, UploadMedia upload, ServeMedia serve, MediaUrls urls) {
        this.caller = caller;
        this.files = files;
        this.upload = upload;
        this.serve = serve;
        this.urls = urls;
    }

    @GET
    @RequiresScope(Scope.MEDIA_READ)
    public Uni<Paged<List<MediaResponse>>> list(@Context UriInfo uri) {
        return files.uploads(caller.get().accountId(), Page.ofWhole(uri));
    }

    /** Has no body parameter, so that the framework does not read the body. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @RequiresScope(Scope.MEDIA_WRITE)
    public Uni<MediaUploadResponse> upload(
            @Context HttpServerRequest body, @Context HttpHeaders headers, @Context UriInfo uri) {
        body.pause();
        return upload.store(caller.get().accountId(), UploadRequest.of(headers, uri.getQueryParameters()), body)
                .map(stored -> new MediaUploadResponse(
                        stored.id(), urls.of(stored.id(), uri, headers), stored.quota(), stored.usage()));
    }

    @GET
    @Path("/{mediaId}")
    @Produces(MediaType.WILDCARD)
    @RequiresScope(Scope.MEDIA_READ)
    public Uni<Void> download(@PathParam("mediaId") String mediaId, @Context HttpServerRequest request) {
        return serve.send(caller.get().accountId(), mediaId, request);
    }

    @DELETE
    @Path("/{mediaId}")
    @RequiresScope(Scope.MEDIA_WRITE)
    public Uni<Void> remove(@PathParam("mediaId") String mediaId) {
        return serve.remove(caller.get().accountId(), mediaId);
    }
}
