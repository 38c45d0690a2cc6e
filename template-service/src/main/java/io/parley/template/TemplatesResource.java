package io.parley.template;

import io.parley.runtime.problem.Problems;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** The contract's paths that this service owns. Returns 501 for a valid key until they are implemented. */
@Path("/conversations/v3/channels/whatsapp")
public class TemplatesResource {
    @GET
    @Path("/accounts/{account}/templates")
    public void list() {
        throw Problems.notImplemented();
    }

    @POST
    @Path("/accounts/{account}/templates")
    public void submit() {
        throw Problems.notImplemented();
    }

    @GET
    @Path("/accounts/{account}/templates/{template}")
    public void read() {
        throw Problems.notImplemented();
    }

    @DELETE
    @Path("/accounts/{account}/templates/{template}")
    public void remove() {
        throw Problems.notImplemented();
    }

    @GET
    @Path("/accounts/{account}/templates/{template}/localizations")
    public void localizations() {
        throw Problems.notImplemented();
    }

    @POST
    @Path("/accounts/{account}/templates/{template}/localizations")
    public void addLocalization() {
        throw Problems.notImplemented();
    }

    @PATCH
    @Path("/accounts/{account}/templates/{template}/{language}")
    public void edit() {
        throw Problems.notImplemented();
    }

    @GET
    @Path("/phone-numbers/{number}/templates")
    public void listOfNumber() {
        throw Problems.notImplemented();
    }
}
