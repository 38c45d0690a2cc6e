package io.parley.messaging.message;

import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.MessageContent;
import io.parley.model.Violation;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.json.Violations;
import jakarta.inject.Singleton;
import java.util.List;

/** Whether contents are within what the sender's provider takes, where the deployment wants to know it before. */
@Singleton
class JudgeLimits {

    /** Ends the request with one problem that names everything beyond a limit. */
    void check(List<Draft> drafts, Sender sender) {
        var violations = new Violations();
        for (var i = 0; i < drafts.size(); i++) {
            var draft = drafts.get(i);
            var place = Draft.place(drafts, i) + ".";
            beyond(draft.channel(), draft.content(), sender)
                    .forEach(violation -> violations.add(place + violation.field(), violation.message()));
        }
        violations.throwIfAny();
    }

    private static <C extends MessageContent> List<Violation> beyond(
            Channel<C> channel, MessageContent content, Sender sender) {
        return channel.beyondLimits(channel.kind().contentType().cast(content), sender);
    }
}
