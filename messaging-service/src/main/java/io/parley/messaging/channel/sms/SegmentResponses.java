package io.parley.messaging.channel.sms;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.parley.messaging.channel.ProviderExchange;
import org.jspecify.annotations.Nullable;

/**
 * Records the responses of SMSCs to the segments of one text, for operators, by SMPP's names: of one submit an object, of
 * several an array in the order of the submits. A submit without a response is absent.
 */
final class SegmentResponses {
    private final ProviderExchange exchange;
    private final ArrayNode responses = JsonNodeFactory.instance.arrayNode();

    SegmentResponses(ProviderExchange exchange) {
        this.exchange = exchange;
    }

    /**
     * Records a {@code submit_sm_resp}, or a {@code generic_nack} in its place.
     *
     * @param id the message id; null if the submit was refused
     * @param sequence number of the request, which its response repeats
     */
    void add(String smsc, int commandStatus, @Nullable String id, int sequence) {
        var response = responses.addObject().put("smsc", smsc).put("command_status", CommandStatus.name(commandStatus));
        if (id != null) {
            response.put("message_id", id);
        }
        response.put("sequence_number", sequence);
        exchange.answered(responses.size() == 1 ? response : responses);
    }
}
