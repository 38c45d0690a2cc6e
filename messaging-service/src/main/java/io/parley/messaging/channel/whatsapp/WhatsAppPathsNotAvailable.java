package io.parley.messaging.channel.whatsapp;

import io.parley.runtime.problem.Problems;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

/** The contract's paths for WhatsApp accounts, numbers and their settings. Returns 501 until they are implemented. */
@Path("/conversations/v3/channels/whatsapp")
public class WhatsAppPathsNotAvailable {
    @GET
    @Path("/accounts")
    public void listAccounts() {
        throw Problems.notImplemented();
    }

    @GET
    @Path("/accounts/{account}")
    public void readAccount() {
        throw Problems.notImplemented();
    }

    @GET
    @Path("/accounts/{account}/phone-numbers")
    public void listNumbersOfAccount() {
        throw Problems.notImplemented();
    }

    @GET
    @Path("/phone-numbers")
    public void listNumbers() {
        throw Problems.notImplemented();
    }

    @GET
    @Path("/phone-numbers/{number}")
    public void readNumber() {
        throw Problems.notImplemented();
    }

    @GET
    @Path("/phone-numbers/{number}/settings/profile")
    public void readProfile() {
        throw Problems.notImplemented();
    }

    @PATCH
    @Path("/phone-numbers/{number}/settings/profile")
    public void updateProfile() {
        throw Problems.notImplemented();
    }

    @GET
    @Path("/phone-numbers/{number}/settings/logo")
    public void readLogo() {
        throw Problems.notImplemented();
    }

    @PUT
    @Path("/phone-numbers/{number}/settings/logo")
    public void replaceLogo() {
        throw Problems.notImplemented();
    }

    @GET
    @Path("/phone-numbers/{number}/settings/commerce")
    public void readCommerce() {
        throw Problems.notImplemented();
    }

    @POST
    @Path("/phone-numbers/{number}/settings/commerce")
    public void updateCommerce() {
        throw Problems.notImplemented();
    }
}
