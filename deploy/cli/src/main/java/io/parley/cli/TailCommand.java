package io.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.runtime.command.ConversationsApi;
import io.parley.runtime.command.ExitCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "tail",
        header = "Follows the messages of both directions, and the statuses of those that were sent.",
        description =
                "Asks the search of the API every second, so it needs no callback URL and works on every platform; the"
                        + " key needs messages:read. A line is a message, or a new status of one. Ctrl-C ends it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  parley tail",
            "  parley tail --since 1h --status failed --no-follow",
            "  parley tail --channel sms --to 4915550001111 --json | jq .status"
        })
final class TailCommand implements Callable<Integer> {
    private static final String MESSAGES = "/conversations/v3/messages";
    private static final int SIZE = 100;
    private static final int MAX_KNOWN = 10_000;
    private static final int MAX_TEXT = 80;
    private static final Duration POLL = Duration.ofSeconds(1);

    /** Commits become visible a moment after their time. */
    private static final Duration OVERLAP = Duration.ofSeconds(5);

    @Option(names = "--channel", paramLabel = "CHANNEL", description = "Only messages on this channel.")
    private String channel;

    @Option(names = "--from", paramLabel = "NAME", description = "Only messages from this sender or person.")
    private String from;

    @Option(names = "--to", paramLabel = "NAME", description = "Only messages to this person or sender.")
    private String to;

    @Option(names = "--status", paramLabel = "STATUS", description = "Only messages with this status.")
    private String status;

    @Option(names = "--context", paramLabel = "TEXT", description = "Only messages with this context of yours.")
    private String context;

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            defaultValue = "5m",
            converter = PlatformOptions.DurationConverter.class,
            description = "Begin this long ago. Default: ${DEFAULT-VALUE}.")
    private Duration since;

    @Option(names = "--no-follow", description = "End after the messages that exist.")
    private boolean once;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = PlatformOptions.DurationConverter.class,
            description = "End after this time. Default: never.")
    private Duration period;

    @Mixin
    private final PlatformOptions connection;

    @Mixin
    private final OutputOptions output;

    /** The last printed status by message; the oldest are forgotten. */
    private final Map<String, String> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MAX_KNOWN;
        }
    };

    TailCommand(ProcessEnvironment environment) {
        connection = new PlatformOptions(environment);
        output = new OutputOptions(environment);
    }

    @Override
    public Integer call() {
        var waiting = connection.waiting();
        try (var api = connection.api()) {
            var begin = waiting.now();
            var newer = begin.minus(since);
            while (true) {
                var now = waiting.now();
                printNew(api, newer);
                if (once || period != null && now.isAfter(begin.plus(period))) {
                    return ExitCode.OK.value();
                }
                waiting.pause(POLL);
                printChanges(api, begin.minus(since));
                newer = now.minus(OVERLAP);
            }
        }
    }

    /** Prints all messages since a time, the oldest first, page by page. */
    private void printNew(ConversationsApi api, Instant time) {
        var begin = time;
        while (true) {
            var page = search(api, begin, "oldestFirst");
            var before = known.size();
            page.forEach(this::printIfChanged);
            if (page.size() < SIZE || known.size() == before) {
                return;
            }
            begin = Instant.parse(page.get(SIZE - 1).path("timestamp").asText());
        }
    }

    /** Prints the new statuses of the newest messages. */
    private void printChanges(ConversationsApi api, Instant time) {
        var page = search(api, time, "newestFirst");
        for (var i = page.size() - 1; i >= 0; i--) {
            printIfChanged(page.get(i));
        }
    }

    private JsonNode search(ConversationsApi api, Instant time, String order) {
        var query = new StringBuilder("?size=" + SIZE + "&order=" + order + "&since=" + time);
        add(query, "channel", channel);
        add(query, "from", from);
        add(query, "to", to);
        add(query, "status", status);
        add(query, "context", context);
        return api.call("GET", MESSAGES + query, null);
    }

    private static void add(StringBuilder query, String name, String value) {
        if (value != null) {
            query.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private void printIfChanged(JsonNode message) {
        var now = message.path("status").asText("received");
        if (now.equals(known.put(message.path("messageId").asText(), now))) {
            return;
        }
        var at = Instant.parse(
                message.path("statusTimestamp").asText(message.path("timestamp").asText()));
        output.line(
                "%s  %s%s %-8s  %s  %s → %s%s",
                output.dim(at.atZone(ZoneId.systemDefault())
                        .toLocalTime()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString()),
                output.coloured(now),
                " ".repeat(Math.max(1, 13 - now.length())),
                message.path("channel").asText(),
                message.path("messageId").asText(),
                OutputOptions.printable(message.path("from").asText("?"), MAX_TEXT),
                OutputOptions.printable(message.path("to").asText("?"), MAX_TEXT),
                summary(message));
        output.event(message);
    }

    /** The reason of a failure, otherwise the text or the kind of the content. */
    private static String summary(JsonNode message) {
        var content = message.path("content");
        var text = message.path("details")
                .path("code")
                .asText(content.path("text").asText(content.path("contentType").asText()));
        return text.isEmpty() ? "" : "  \"" + OutputOptions.printable(text, MAX_TEXT) + "\"";
    }
}
