package io.parley.flow.endpoint;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * Graph API, the public key of a number. Returns every HTTP status; only a call without a response fails.
 *
 * @see <a href="https://developers.facebook.com/docs/whatsapp/cloud-api/reference/whatsapp-business-encryption">Meta:
 *     business encryption</a>
 */
@RegisterRestClient
@Path("/{version}/{id}/whatsapp_business_encryption")
@Produces(MediaType.WILDCARD)
public interface EncryptionApi {

    /** @param publicKey RSA with 2048 bits in PEM */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    Uni<Response> set(
            @PathParam("version") String version,
            @PathParam("id") String phoneNumberId,
            @HeaderParam("Authorization") String authorization,
            @FormParam("business_public_key") String publicKey);

    @GET
    Uni<Response> read(
            @PathParam("version") String version,
            @PathParam("id") String phoneNumberId,
            @HeaderParam("Authorization") String authorization);
}
