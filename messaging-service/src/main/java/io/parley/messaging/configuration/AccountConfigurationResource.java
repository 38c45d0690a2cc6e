package io.parley.messaging.configuration;

import io.parley.model.Scope;
import io.parley.runtime.access.CurrentCaller;
import io.parley.runtime.access.RequiresScope;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Account settings, valid for all senders of the account. */
@Path("/conversations/v3/configurations")
@Produces(MediaType.APPLICATION_JSON)
public class AccountConfigurationResource {
    private final CurrentCaller caller;
    private final ConfigurationView show;
    private final ReplaceCallback replaceCallback;
    private final MediaCredentialsStore mediaLogins;

    AccountConfigurationResource(
            CurrentCaller caller,
            ConfigurationView show,
            ReplaceCallback replaceCallback,
            MediaCredentialsStore mediaLogins) {
        this.caller = caller;
        this.show = show;
        this.replaceCallback = replaceCallback;
        this.mediaLogins = mediaLogins;
    }

    @GET
    public Uni<AccountConfiguration> read() {
        return show.ofAccount(caller.get());
    }

    @PUT
    @Path("/callbacks")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope(Scope.CALLBACKS_WRITE)
    public Uni<AccountConfiguration> replaceCallback(Callback callback) {
        var by = caller.get();
        return replaceCallback.ofAccount(by.accountId(), callback).chain(() -> show.ofAccount(by));
    }

    @PUT
    @Path("/mediaCredentials")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope(Scope.CREDENTIALS_WRITE)
    public Uni<AccountConfiguration> replaceMediaCredentials(MediaCredentials credentials) {
        var by = caller.get();
        return mediaLogins.replace(by.accountId(), credentials).chain(() -> show.ofAccount(by));
    }

    @DELETE
    @Path("/mediaCredentials")
    @RequiresScope(Scope.CREDENTIALS_WRITE)
    public Uni<AccountConfiguration> removeMediaCredentials() {
        var by = caller.get();
        return mediaLogins.remove(by.accountId()).chain(() -> show.ofAccount(by));
    }
}
