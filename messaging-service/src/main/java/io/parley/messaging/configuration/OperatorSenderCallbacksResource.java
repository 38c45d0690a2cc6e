package io.parley.messaging.configuration;

import io.parley.model.directory.DirectoryEntry.Sender;
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

/** Operator API: the callback settings of a sender, which override those of its account. */
@Path("/operator/v1/accounts/{accountId}/senders/{senderId}/callback-settings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class OperatorSenderCallbacksResource {
    private final CallbackSettingsCache settings;
    private final ReplaceCallback replaceCallback;
    private final Directory directory;

    OperatorSenderCallbacksResource(
            CallbackSettingsCache settings, ReplaceCallback replaceCallback, Directory directory) {
        this.settings = settings;
        this.replaceCallback = replaceCallback;
        this.directory = directory;
    }

    @GET
    public ChannelCallback read(@PathParam("accountId") UUID accountId, @PathParam("senderId") UUID senderId) {
        return settings.ofSender(sender(accountId, senderId).id());
    }

    @PUT
    public Uni<ChannelCallback> replace(
            @PathParam("accountId") UUID accountId, @PathParam("senderId") UUID senderId, ChannelCallback callback) {
        return replaceCallback
                .ofSender(sender(accountId, senderId), callback)
                .map(replaced -> settings.ofSender(senderId));
    }

    private Sender sender(UUID accountId, UUID senderId) {
        return directory
                .sender(senderId)
                .filter(sender -> sender.accountId().equals(accountId))
                .orElseThrow(Problems::notFound);
    }
}
