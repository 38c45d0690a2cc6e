package io.parley.messaging.inbound;

import io.parley.messaging.channel.ChannelEvent.Revoked;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.commit.GroupCommit;
import io.parley.runtime.ids.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Revokes a received message: deletes its content, its file and its stored callback, and adds one callback about the
 * revocation, all in one commit. A callback that is still due is sent and then stored like the others. A message that
 * has not arrived yet is dropped when it arrives.
 */
@ApplicationScoped
class RevokeMessage {
    private final GroupCommit<Revocation, Boolean> revocations;

    RevokeMessage(Revocations revocations) {
        this.revocations = GroupCommit.named("revocations").splitOnFailure().build(revocations::apply);
    }

    /** @param traceparent trace to link to; null if none */
    Uni<EventOutcome> revoke(Sender sender, Revoked revoked, @Nullable String traceparent) {
        return revocations
                .commit(new Revocation(Ids.next(), sender, revoked, traceparent))
                .map(fresh -> fresh ? EventOutcome.ACCEPTED : EventOutcome.DUPLICATE);
    }
}
