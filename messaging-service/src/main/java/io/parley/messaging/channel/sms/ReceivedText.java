package io.parley.messaging.channel.sms;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.model.MoContent;
import io.parley.runtime.time.Timestamps;
import java.time.Instant;

/** Creates the event of an inbound text. */
record ReceivedText(ObjectMapper json) {

    Received event(String smsc, UserText text, String id, Instant at) {
        var first = text.pieces().getFirst();
        return new Received(
                SmsChannel.provider(smsc),
                id,
                first.identity(),
                first.person(),
                null,
                at,
                text.decode().<MoContent>map(MoContent.Text::new).orElseGet(MoContent.Unknown::new),
                details(text, id, at));
    }

    private ObjectNode details(UserText text, String id, Instant at) {
        var segments = text.pieces();
        var total = segments.getFirst().total();
        var details = json.createObjectNode().put("size", total).put("missingParts", segments.size() < total);
        var list = details.putArray("parts");
        for (var segment : segments) {
            list.addObject()
                    .put("messageId", total == 1 ? id : id + "-" + segment.number())
                    .put("sentDate", Timestamps.text(at))
                    .put("sequenceNumber", segment.number());
        }
        return details;
    }
}
