package io.parley.flow.endpoint;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Operator API: the secret that signs requests to the Flow endpoints of an account's teams. */
@Path("/operator/v1/accounts/{accountId}/flow-signing-secret")
@Produces(MediaType.APPLICATION_JSON)
public class SigningSecretResource {
    private final RotateSigningSecret rotate;

    SigningSecretResource(RotateSigningSecret rotate) {
        this.rotate = rotate;
    }

    @POST
    @ResponseStatus(201)
    public Uni<SigningSecretResponse> rotate(@PathParam("accountId") UUID accountId) {
        return rotate.run(accountId);
    }
}
