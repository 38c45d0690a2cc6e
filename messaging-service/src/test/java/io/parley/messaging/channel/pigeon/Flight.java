package io.parley.messaging.channel.pigeon;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.channel.pigeon.PigeonContent.Drawing;
import io.parley.messaging.channel.pigeon.PigeonContent.Note;
import io.parley.messaging.channel.pigeon.PigeonContent.Sketch;
import java.util.UUID;

/**
 * Body of a flight request.
 *
 * @param reference returned in the loft's reports of the flight
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Flight(String from, String to, UUID reference, String note, Sketch drawing) {

    static Flight of(OutboundMessage<PigeonContent> message) {
        return switch (message.content()) {
            case Note(var text) -> of(message, text, null);
            case Drawing(var sketch) -> of(message, null, sketch);
        };
    }

    private static Flight of(OutboundMessage<PigeonContent> message, String note, Sketch drawing) {
        return new Flight(message.sender().providerId(), message.recipient(), message.messageId(), note, drawing);
    }
}
