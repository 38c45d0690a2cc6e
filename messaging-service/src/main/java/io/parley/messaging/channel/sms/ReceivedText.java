package io.parley.messaging.channel.sms;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.MoContent;
import io.parley.runtime.time.Timestamps;
import java.time.Instant;

/** Makes the event of a person's text. */
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
        var pieces = text.pieces();
        var total = pieces.getFirst().total();
        var details = json.createObjectNode().put("size", total).put("missingParts", pieces.size() < total);
        var list = details.putArray("parts");
        for (var piece : pieces) {
            list.addObject()
                    .put("messageId", total == 1 ? id : id + "-" + piece.number())
                    .put("sentDate", Timestamps.text(at))
                    .put("sequenceNumber", piece.number());
        }
        return details;
    }
}
