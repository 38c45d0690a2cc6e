package io.parley.runtime.access;

import io.parley.model.ChannelName;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Checks access to senders: only the owning account can use a sender, and only if the scopes of both sender and key
 * allow it.
 */
@ApplicationScoped
public class SenderAccess {
    private final Directory directory;

    SenderAccess(Directory directory) {
        this.directory = directory;
    }

    /**
     * Returns the caller's sender, or fails with 403. Unknown, inactive and other accounts' senders and a missing scope
     * get identical responses. A leading {@code +} of a number is ignored.
     *
     * @param identity the value of {@code from}
     * @param place name of the member or path parameter that holds it, for the problem
     */
    public Sender owned(Caller caller, ChannelName channel, String identity, Scope scope, String place) {
        return ofAccount(caller, channel, identity)
                .filter(sender -> caller.may(scope) && sender.scopes().contains(scope))
                .orElseThrow(() -> Problems.forbidden(place + " must be a sender of your account on " + channel
                        + ", and both it and the API key need the scope " + scope.value() + "."));
    }

    /**
     * Returns the caller's sender for an operation that declares both 403 and 404. A key without the scope gets 403 for
     * every identity; with it, a sender that is unknown, inactive or another account's gets 404, and only the caller's
     * own sender without the scope gets 403. So a response never shows whether another account has the identity.
     *
     * @param place as in {@link #owned}
     * @param unknown the 404
     */
    public Sender existing(
            Caller caller,
            ChannelName channel,
            String identity,
            Scope scope,
            String place,
            Supplier<ProblemException> unknown) {
        if (!caller.may(scope)) {
            throw Problems.forbidden("The API key needs the scope " + scope.value() + ".");
        }
        var sender = ofAccount(caller, channel, identity).orElseThrow(unknown);
        if (!sender.scopes().contains(scope)) {
            throw Problems.forbidden(
                    place + " needs the scope " + scope.value() + ", which the operator of this deployment grants.");
        }
        return sender;
    }

    /** The caller's active sender with this identity, whatever its scopes. */
    public Optional<Sender> ofAccount(Caller caller, ChannelName channel, String identity) {
        return directory.sender(channel, plain(identity)).filter(Sender::active).filter(sender -> sender.accountId()
                .equals(caller.accountId()));
    }

    private static String plain(String identity) {
        return identity.startsWith("+") ? identity.substring(1) : identity;
    }
}
