package io.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.cli.DemoData.Conversation;
import io.parley.cli.DemoData.Turn;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.ConversationsApi;
import io.parley.runtime.command.ExitCode;
import io.parley.runtime.command.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Holds the conversations of the demo data: persons write through the sandbox, the teams answer through the API. They take
 * place at the same time, each in its order.
 *
 * @param first API with the key of the first account
 * @param second API with the key of the second account
 */
record DemoConversations(
        ConversationsApi first, ConversationsApi second, ConversationsApi sandbox, Waiting waiting, DemoData data) {
    private static final String MESSAGES = "/conversations/v3/messages";

    /** Time for a message to arrive, so that the answer is later; a person would take longer. */
    private static final Duration PAUSE = Duration.ofMillis(700);

    /** Returns the number of messages. */
    int load() {
        var senders = new HashMap<String, String>();
        for (var channel : List.of("whatsapp", "viber", "sms")) {
            senders.put(channel, ConfiguredSender.first(first, channel).identity());
        }
        var ofSecond = Map.of(
                "whatsapp",
                data.numbers().whatsapp().display(),
                "sms",
                data.numbers().sms());
        var tasks = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var conversation : data.conversations()) {
                var api = conversation.isOfSecond() ? second : first;
                var sender = (conversation.isOfSecond() ? ofSecond : senders).get(conversation.channel());
                for (var phone : conversation.phones()) {
                    tasks.add(threads.submit(() -> hold(conversation, api, sender, phone)));
                }
            }
        }
        tasks.forEach(DemoConversations::requireSuccess);
        return data.messages();
    }

    private static void requireSuccess(Future<?> task) {
        try {
            task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "Interrupted.");
        }
    }

    private void hold(Conversation conversation, ConversationsApi api, String sender, String phone) {
        for (var i = 0; i < conversation.turns().size(); i++) {
            if (i > 0) {
                waiting.pause(PAUSE);
            }
            var turn = conversation.turns().get(i);
            if (turn.out() == null) {
                sandbox.call("POST", "/control/inbound", inbound(conversation, turn, sender, phone));
            } else {
                // The key makes a repeated run harmless.
                api.create(MESSAGES, outbound(conversation, turn, sender, phone), "demo-" + phone + "-" + i);
            }
        }
    }

    private static ObjectNode outbound(Conversation conversation, Turn turn, String sender, String phone) {
        var message = OutputOptions.object()
                .put("channel", conversation.channel())
                .put("from", sender)
                .put("to", phone)
                .put("context", "demo");
        if (conversation.channel().equals("viber")) {
            message.put("rateType", "transaction");
        }
        JsonNode content = turn.out().isObject()
                ? turn.out()
                : OutputOptions.object()
                        .put("contentType", "text")
                        .put("text", turn.out().asText());
        return message.set("content", content);
    }

    private static ObjectNode inbound(Conversation conversation, Turn turn, String sender, String phone) {
        var request = OutputOptions.object()
                .put("channel", conversation.channel())
                .put("from", phone)
                .put("to", sender)
                .put("name", conversation.name());
        if (turn.tap() == null) {
            return request.put("text", turn.in());
        }
        request.putObject("message")
                .put("type", "interactive")
                .putObject("interactive")
                .put("type", "button_reply")
                .putObject("button_reply")
                .put("id", turn.tap())
                .put("title", turn.title());
        return request;
    }
}
