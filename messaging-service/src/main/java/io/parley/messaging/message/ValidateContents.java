package io.parley.messaging.message;

import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.MessageContent;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.json.Violations;
import java.util.List;

/** Checks whether a sender can send contents that are valid by themselves, as its channel decides. */
final class ValidateContents {

    private ValidateContents() {}

    /** All violations of these messages. */
    static Violations violations(Sender sender, List<ParsedMessage> messages) {
        var violations = new Violations();
        for (var i = 0; i < messages.size(); i++) {
            var message = messages.get(i);
            check(sender, message.channel(), message.content(), ParsedMessage.path(messages, i), violations);
        }
        return violations;
    }

    private static <C extends MessageContent> void check(
            Sender sender, Channel<C> channel, MessageContent content, String path, Violations out) {
        channel.validateSending(sender, channel.kind().contentType().cast(content))
                .forEach(violation -> out.add(path + "." + violation.field(), violation.message()));
    }
}
