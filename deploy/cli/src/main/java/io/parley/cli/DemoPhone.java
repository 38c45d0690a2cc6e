package io.parley.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.cli.DemoData.PhoneState;
import io.parley.runtime.command.ConversationsApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The phone of one person in the sandbox.
 *
 * @param business the sender with which the person talks
 */
record DemoPhone(ConversationsApi sandbox, String channel, String person, String business) {
    /** Longer than the validity of a message at any network of the sandbox. */
    private static final Duration VALIDITY = Duration.ofDays(32);

    void set(PhoneState state) {
        switch (state) {
            case null -> {}
            case OFFLINE, EXPIRED -> operate(OutputOptions.object().put("online", false));
            case UNREAD -> operate(OutputOptions.object().put("manual", true));
            case BLOCKED ->
                sandbox.call(
                        "PUT",
                        path() + "/blocked",
                        OutputOptions.object().put("business", business).put("blocked", true));
        }
    }

    /** Ends the validity of the messages that wait, and lets the phone be online again. */
    void expire() {
        operate(OutputOptions.object().put("clockAheadSeconds", VALIDITY.toSeconds()));
        operate(OutputOptions.object().put("clockAheadSeconds", 0).put("online", true));
    }

    private void operate(ObjectNode switches) {
        sandbox.call("PUT", path(), switches);
    }

    /** Returns how many messages wait at the network until the phone is online. */
    int waiting() {
        return sandbox.call("GET", path(), null).path("waiting").asInt();
    }

    /**
     * Sends a message of the person. Returns the phone's id of it.
     *
     * @param request members of {@code POST /control/inbound} besides the channel and the numbers
     */
    String write(ObjectNode request) {
        request.put("channel", channel).put("from", person).put("to", business);
        return sandbox.call("POST", "/control/inbound", request)
                .path("ids")
                .path(0)
                .asText();
    }

    /** Returns the phone's ids of the messages of the business, the oldest first. */
    List<String> received() {
        var ids = new ArrayList<String>();
        for (var message : sandbox.call("GET", path() + "/messages", null).path("messages")) {
            if (!message.path("fromPerson").asBoolean()) {
                ids.add(message.path("id").asText());
            }
        }
        return ids;
    }

    private String path() {
        return "/phones/api/phones/" + channel + "/" + person;
    }
}
