package io.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.runtime.command.ConversationsApi;
import io.parley.runtime.command.ExitCode;
import io.parley.runtime.command.Waiting;
import java.time.Duration;

/** Prints the events of a message as they occur, until it has a state. */
record FollowMessage(ConversationsApi api, Waiting waiting, OutputOptions output) {
    private static final Duration POLL = Duration.ofMillis(400);
    private static final String FAILED = "failed";
    private static final String EVENT_PREFIX = "MessageStatus::";

    /** Returns TIMEOUT if the message does not have the state in time, FAILED if it failed. */
    ExitCode until(AwaitedStatus target, String id, Duration timeout) {
        var deadline = waiting.now().plus(timeout);
        var printed = 1;
        while (true) {
            var history = api.call("GET", "/conversations/v3/messages/" + id + "/events", null);
            var events = history.path("events");
            for (; printed < events.size(); printed++) {
                print(id, events.get(printed));
            }
            var state = current(events);
            var isOver = target.isReachedBy(state) || state.equals(FAILED);
            if (isOver || waiting.now().isAfter(deadline)) {
                output.document(history);
                return isOver ? result(state) : late(id, state, target, history.path("waiting"));
            }
            waiting.pause(POLL);
        }
    }

    private static String current(JsonNode events) {
        return events.isEmpty() ? "accepted" : state(events.get(events.size() - 1));
    }

    private static String state(JsonNode event) {
        return event.path("event").asText().replace(EVENT_PREFIX, "");
    }

    private static ExitCode result(String state) {
        return state.equals(FAILED) ? ExitCode.FAILED : ExitCode.OK;
    }

    private void print(String id, JsonNode event) {
        var details = event.path("details");
        var reason = details.isMissingNode()
                ? ""
                : "   %s: %s"
                        .formatted(
                                details.path("code").asText(),
                                details.path("message").asText());
        output.line("%s  %s%s", id, output.coloured(state(event)), OutputOptions.printable(reason, 300));
    }

    private ExitCode late(String id, String state, AwaitedStatus target, JsonNode reason) {
        var why = reason.isMissingNode()
                ? ""
                : ", it waits: " + reason.path("reason").asText();
        output.note("The message %s is %s, not yet %s%s.", id, state, target, why);
        return ExitCode.TIMEOUT;
    }
}
