package io.parley.cli;

import io.parley.cli.DemoData.Callbacks;
import io.parley.cli.DemoData.Conversation;
import io.parley.cli.DemoData.Person;
import io.parley.cli.DemoData.Turn;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.ConversationsApi;
import io.parley.runtime.command.ExitCode;
import io.parley.runtime.command.Waiting;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Holds the conversations of the demo data, several at the same time, and waits until nothing changes any more: all
 * messages have their last status, and all refused callbacks were repeated.
 *
 * @param first API with the key of the first account
 * @param second API with the key of the second account
 * @param isReachable whether the platform can call this machine
 */
record DemoConversations(
        ConversationsApi first,
        ConversationsApi second,
        ConversationsApi sandbox,
        Waiting waiting,
        DemoData data,
        boolean isReachable) {
    private static final int AT_THE_SAME_TIME = 24;

    /** Returns the messages. */
    List<DemoMessage> load() {
        var receivers =
                isReachable ? Optional.of(new DemoCallbackReceivers()) : Optional.<DemoCallbackReceivers>empty();
        try {
            var conversations = conversations(receivers);
            hold(conversations);
            var poller = new Poller(waiting);
            for (var conversation : conversations) {
                poller.until("all messages have their last status", conversation::isSettled);
            }
            receivers.ifPresent(running ->
                    poller.until("the refused callbacks are repeated", () -> running.repeated() >= recovering()));
            return conversations.stream()
                    .flatMap(conversation -> conversation.messages().stream())
                    .toList();
        } finally {
            receivers.ifPresent(DemoCallbackReceivers::close);
        }
    }

    private List<DemoConversation> conversations(Optional<DemoCallbackReceivers> receivers) {
        var senders = senders();
        var now = ZonedDateTime.ofInstant(waiting.now(), ZoneId.systemDefault());
        var all = new ArrayList<DemoConversation>();
        for (var conversation : data.conversations()) {
            for (var person : conversation.people()) {
                all.add(new DemoConversation(
                        conversation,
                        person,
                        conversation.isOfSecond() ? second : first,
                        phone(conversation, person, senders),
                        DemoSchedule.of(conversation, person, now),
                        receivers,
                        new Poller(waiting)));
            }
        }
        return all;
    }

    private DemoPhone phone(Conversation conversation, Person person, Map<String, String> senders) {
        var ofSecond = Map.of(
                "whatsapp",
                data.numbers().whatsapp().display(),
                "sms",
                data.numbers().sms());
        var sender = (conversation.isOfSecond() ? ofSecond : senders).get(conversation.channel());
        return new DemoPhone(sandbox, conversation.channel(), person.number(), sender);
    }

    private Map<String, String> senders() {
        var senders = new HashMap<String, String>();
        for (var channel : List.of("whatsapp", "viber", "sms")) {
            senders.put(channel, ConfiguredSender.first(first, channel).identity());
        }
        return senders;
    }

    private static void hold(List<DemoConversation> conversations) {
        var tasks = new ArrayList<Future<?>>();
        try (var threads = Executors.newFixedThreadPool(AT_THE_SAME_TIME)) {
            conversations.forEach(conversation -> tasks.add(threads.submit(conversation::hold)));
        }
        tasks.forEach(DemoConversations::requireSuccess);
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

    /** Returns the number of messages whose first callback about the delivery is refused. */
    private long recovering() {
        return data.conversations().stream()
                .filter(conversation -> conversation.callbacks() == Callbacks.RECOVERING)
                .mapToLong(conversation -> conversation.persons().size()
                        * conversation.turns().stream().filter(Turn::isOfTeam).count())
                .sum();
    }
}
