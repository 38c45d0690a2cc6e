package io.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.parley.cli.DemoData.Conversation;
import io.parley.cli.DemoData.Person;
import io.parley.cli.DemoData.PhoneState;
import io.parley.cli.DemoData.Turn;
import io.parley.runtime.command.ConversationsApi;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The conversation of a team with one person: the team sends through the API, the person writes on a phone of the sandbox.
 * Each turn waits until the other side has the message of the turn before, so the order of the messages is that of the data.
 */
final class DemoConversation {
    private static final String MESSAGES = "/conversations/v3/messages";
    private static final String BULKS = "/conversations/v3/bulks";
    private static final Set<String> FAILURES = Set.of("failed", "channelFailed");

    private final Conversation conversation;
    private final Person person;
    private final ConversationsApi api;
    private final DemoPhone phone;
    private final Optional<DemoSchedule> schedule;
    private final Optional<DemoCallbackReceivers> receivers;
    private final Poller poller;

    private final List<DemoMessage> messages = new ArrayList<>();
    /** The phone's ids of the last messages of both sides. */
    private String lastReceived;

    private String lastWritten;
    /** Our ids of the messages that the team has sent, and that the person has written. */
    private final Set<String> sent = new HashSet<>();

    private final Set<String> written = new HashSet<>();
    private int revoked;

    /** @param receivers empty if the platform cannot reach this machine */
    DemoConversation(
            Conversation conversation,
            Person person,
            ConversationsApi api,
            DemoPhone phone,
            Optional<DemoSchedule> schedule,
            Optional<DemoCallbackReceivers> receivers,
            Poller poller) {
        this.conversation = conversation;
        this.person = person;
        this.api = api;
        this.phone = phone;
        this.schedule = schedule;
        this.receivers = receivers;
        this.poller = poller;
    }

    void hold() {
        phone.set(conversation.phone());
        for (var i = 0; i < conversation.turns().size(); i++) {
            var turn = conversation.turns().get(i);
            if (turn.isOfTeam()) {
                send(turn, i);
            } else {
                write(turn, i);
            }
        }
        if (conversation.phone() == PhoneState.EXPIRED) {
            poller.until("a message waits for the phone", () -> phone.waiting() > 0);
            phone.expire();
        }
    }

    /** Returns the stored messages, in their order. */
    List<DemoMessage> messages() {
        return messages;
    }

    private void send(Turn turn, int number) {
        // The key makes a repeated run harmless.
        var key = "demo-" + conversation.channel() + "-" + person.number() + "-" + number;
        var isBulk = turn.bulk() != null;
        var before = phone.received().size();
        var response = api.create(isBulk ? BULKS : MESSAGES, isBulk ? bulk(turn) : message(turn), key);
        var ids = isBulk
                ? response.path("messageIds")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList()
                : List.of(response.path("messageId").asText());
        sent.addAll(ids);
        var shown = conversation.refused() == null ? shown(before, ids.size()) : List.<String>of();
        for (var i = 0; i < ids.size(); i++) {
            add(ids.get(i), shown.isEmpty() ? null : shown.get(i), number);
        }
        lastReceived = shown.isEmpty() ? null : shown.getLast();
    }

    private List<String> shown(int before, int count) {
        return poller.forResult("the phone shows the message", () -> Optional.of(phone.received())
                        .filter(all -> all.size() >= before + count))
                .subList(before, before + count);
    }

    private void add(String messageId, String phoneId, int turn) {
        var at = schedule.map(times -> times.turns().get(turn)).orElse(null);
        var statusAt = schedule.flatMap(times -> times.statuses().get(turn)).orElse(null);
        messages.add(new DemoMessage(messageId, phoneId, at, statusAt));
    }

    private ObjectNode request() {
        var request = OutputOptions.object()
                .put("channel", conversation.channel())
                .put("from", phone.business())
                .put("to", person.number());
        if (conversation.channel().equals("viber")) {
            request.put("rateType", "transaction");
        }
        return request;
    }

    private ObjectNode message(Turn turn) {
        var message = request().put("context", "demo");
        if (conversation.callbacks() != null) {
            receivers.ifPresent(running -> message.putObject("overrides")
                    .put("notificationCallbackUrl", running.url(conversation.callbacks())));
        }
        return message.set(
                "content",
                turn.out().isObject() ? named(turn.out()) : text(turn.out().asText()));
    }

    private ObjectNode bulk(Turn turn) {
        var request = request();
        var contents = request.putArray("messages");
        turn.bulk().forEach(text -> contents.add(text(text)));
        return request;
    }

    private ObjectNode text(String text) {
        return OutputOptions.object().put("contentType", "text").put("text", text.replace("${name}", person.name()));
    }

    /** Puts the name of the person in the texts of a content. */
    private JsonNode named(JsonNode content) {
        var copy = content.deepCopy();
        for (var parent : copy.findParents("text")) {
            if (parent.path("text") instanceof TextNode text) {
                ((ObjectNode) parent).put("text", text.asText().replace("${name}", person.name()));
            }
        }
        return copy;
    }

    private void write(Turn turn, int number) {
        var id = phone.write(written(turn));
        if (turn.revoke()) {
            revoked++;
            poller.until("the message is deleted", () -> deleted() == revoked);
            return;
        }
        var messageId = poller.forResult("the message is received", this::newlyWritten);
        written.add(messageId);
        var isShown = turn.reaction() == null && turn.edit() == null;
        add(messageId, isShown ? id : null, number);
        lastWritten = isShown ? id : lastWritten;
    }

    private ObjectNode written(Turn turn) {
        var request = OutputOptions.object().put("name", person.name());
        if (turn.in() != null) {
            return request.put("text", turn.in());
        }
        var message = request.putObject("message");
        if (turn.tap() != null) {
            message.put("type", "interactive")
                    .putObject("interactive")
                    .put("type", "button_reply")
                    .putObject("button_reply")
                    .put("id", turn.tap())
                    .put("title", turn.title());
        } else if (turn.reaction() != null) {
            message.put("type", "reaction")
                    .putObject("reaction")
                    .put("message_id", lastReceived)
                    .put("emoji", turn.reaction());
        } else if (turn.revoke()) {
            message.put("type", "revoke").putObject("revoke").put("original_message_id", lastWritten);
        } else {
            var edit = message.put("type", "edit").putObject("edit").put("original_message_id", lastWritten);
            edit.putObject("message").put("type", "text").putObject("text").put("body", turn.edit());
        }
        return request;
    }

    private Optional<String> newlyWritten() {
        return stored().filter(message -> message.path("direction").asText().equals("inbound"))
                .map(message -> message.path("messageId").asText())
                .filter(id -> !written.contains(id))
                .findFirst();
    }

    private long deleted() {
        return stored().filter(message -> message.has("deletedTimestamp")).count();
    }

    /** Whether every message that the team has sent has its last status. */
    boolean isSettled() {
        var statuses = new HashMap<String, String>();
        stored().forEach(message -> statuses.put(
                message.path("messageId").asText(), message.path("status").asText()));
        return sent.stream().allMatch(id -> isLast(statuses.getOrDefault(id, "")));
    }

    private boolean isLast(String status) {
        return switch (conversation.phone()) {
            case OFFLINE -> status.equals("dispatched");
            case UNREAD -> status.equals("delivered");
            case EXPIRED, BLOCKED -> FAILURES.contains(status);
            case null ->
                conversation.refused() != null
                        ? FAILURES.contains(status)
                        : status.equals(conversation.channel().equals("sms") ? "delivered" : "seen");
        };
    }

    private Stream<JsonNode> stored() {
        var path = "/conversations/v3/conversations/%s/%s/%s?size=100"
                .formatted(conversation.channel(), encoded(phone.business()), person.number());
        return api.call("GET", path, null).valueStream();
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
