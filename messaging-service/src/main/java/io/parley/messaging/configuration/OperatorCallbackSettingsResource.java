package io.parley.messaging.configuration;

import io.parley.runtime.directory.Directory;
import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** Operator API: the callback settings of an account. Secrets are masked. */
@Path("/operator/v1/accounts/{accountId}/callback-settings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class OperatorCallbackSettingsResource {
    private final CallbackSettingsCache settings;
    private final ReplaceCallback replaceCallback;
    private final Directory directory;

    OperatorCallbackSettingsResource(
            CallbackSettingsCache settings, ReplaceCallback replaceCallback, Directory directory) {
        this.settings = settings;
        this.replaceCallback = replaceCallback;
        this.directory = directory;
    }

    @GET
    public Callback read(@PathParam("accountId") UUID accountId) {
        requireAccount(accountId);
        return masked(accountId);
    }

    @PUT
    public Uni<Callback> replace(@PathParam("accountId") UUID accountId, Callback callback) {
        requireAccount(accountId);
        return replaceCallback.ofAccount(accountId, callback).map(replaced -> masked(accountId));
    }

    private Callback masked(UUID accountId) {
        return settings.ofAccount(accountId).withSecrets(secret -> SecretMask.VALUE);
    }

    private void requireAccount(UUID accountId) {
        if (directory.account(accountId).isEmpty()) {
            throw Problems.notFound();
        }
    }
}
