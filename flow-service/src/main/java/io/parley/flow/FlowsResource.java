package io.parley.flow;

import io.parley.runtime.problem.Problems;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** The contract's paths that this service owns. Returns 501 for a valid key until they are implemented. */
@Path("/conversations/v3/channels/whatsapp")
public class FlowsResource {
    @GET
    @Path("/accounts/{account}/flows")
    public void list() {
        throw Problems.notImplemented();
    }

    @POST
    @Path("/accounts/{account}/flows")
    public void create() {
        throw Problems.notImplemented();
    }

    @GET
    @Path("/accounts/{account}/flows/{flow}")
    public void read() {
        throw Problems.notImplemented();
    }

    @POST
    @Path("/accounts/{account}/flows/{flow}")
    public void update() {
        throw Problems.notImplemented();
    }

    @DELETE
    @Path("/accounts/{account}/flows/{flow}")
    public void remove() {
        throw Problems.notImplemented();
    }

    @GET
    @Path("/accounts/{account}/flows/{flow}/assets")
    public void assets() {
        throw Problems.notImplemented();
    }

    @POST
    @Path("/accounts/{account}/flows/{flow}/assets")
    public void upload() {
        throw Problems.notImplemented();
    }

    @GET
    @Path("/accounts/{account}/flows/{flow}/preview")
    public void preview() {
        throw Problems.notImplemented();
    }

    @POST
    @Path("/accounts/{account}/flows/{flow}/publish")
    public void publish() {
        throw Problems.notImplemented();
    }

    @POST
    @Path("/accounts/{account}/flows/{flow}/deprecate")
    public void deprecate() {
        throw Problems.notImplemented();
    }
}
