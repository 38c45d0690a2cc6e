package io.parley.messaging.inbound;

import io.parley.messaging.channel.ChannelEvent.Revoked;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.commit.GroupCommit;
import io.parley.runtime.ids.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * A person took a message back: its content, its file and the call that told of it go, and the customer hears of it once,
 * all in one commit. A call that is still to be made is made, and kept with the others. A
 * message that is not here yet will never be: nobody sees what its author did not want to be seen.
 */
@ApplicationScoped
class RevokeMessage {
    private final GroupCommit<Revocation, Boolean> revocations;

    RevokeMessage(Revocations revocations) {
        this.revocations = GroupCommit.named("revocations").splitOnFailure().on(revocations::apply);
    }

    /** @param traceparent trace to link to; null if none */
    Uni<EventOutcome> revoke(Sender sender, Revoked revoked, String traceparent) {
        return revocations
                .commit(new Revocation(Ids.next(), sender, revoked, traceparent))
                .map(fresh -> fresh ? EventOutcome.ACCEPTED : EventOutcome.DUPLICATE);
    }
}
