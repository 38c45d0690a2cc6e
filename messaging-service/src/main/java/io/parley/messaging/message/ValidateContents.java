package io.parley.messaging.message;

import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.MessageContent;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.json.Violations;
import java.util.List;

/** Whether a sender can send contents that are good by themselves, by what its channel knows. */
final class ValidateContents {

    private ValidateContents() {}

    /** Everything that keeps them from being sent. */
    static Violations faults(Sender sender, List<ParsedMessage> drafts) {
        var violations = new Violations();
        for (var i = 0; i < drafts.size(); i++) {
            var draft = drafts.get(i);
            check(sender, draft.channel(), draft.content(), ParsedMessage.path(drafts, i), violations);
        }
        return violations;
    }

    private static <C extends MessageContent> void check(
            Sender sender, Channel<C> channel, MessageContent content, String path, Violations out) {
        channel.faultsOfSending(sender, channel.kind().contentType().cast(content))
                .forEach(fault -> out.add(path + "." + fault.field(), fault.message()));
    }
}
