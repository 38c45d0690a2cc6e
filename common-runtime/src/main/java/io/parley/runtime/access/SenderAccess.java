package io.parley.runtime.access;

import io.parley.model.ChannelName;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;

/** The channel layer of access: a sender can be used by its account, and only for what its scopes and the key's allow. */
@ApplicationScoped
public class SenderAccess {
    private final Directory directory;

    SenderAccess(Directory directory) {
        this.directory = directory;
    }

    /**
     * The caller's sender, or 403. Foreign, nonexistent, switched off and missing scope get the same bytes. A leading
     * {@code +} of a number is ignored.
     *
     * @param identity what customers put into {@code from}
     * @param place where they did, for the problem: a member, or a part of the path
     */
    public Sender owned(Caller caller, ChannelName channel, String identity, Scope scope, String place) {
        return directory
                .sender(channel, plain(identity))
                .filter(Sender::active)
                .filter(sender -> sender.accountId().equals(caller.accountId()))
                .filter(sender -> caller.may(scope) && sender.scopes().contains(scope))
                .orElseThrow(() -> Problems.forbidden(place + " must be a sender of your account on " + channel
                        + ", and both it and the API key need the scope " + scope.value() + "."));
    }

    private static String plain(String identity) {
        return identity.startsWith("+") ? identity.substring(1) : identity;
    }
}
