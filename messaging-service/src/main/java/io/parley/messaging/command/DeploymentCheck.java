package io.parley.messaging.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.runtime.command.CommandArguments;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.CommandRunner;
import io.parley.runtime.command.CommandSyntax;
import io.parley.runtime.command.ConversationsApi;
import io.parley.runtime.command.InvalidArguments;
import io.parley.runtime.command.Waiting;
import io.parley.runtime.failure.Failures;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks a deployment from within: every service is ready, and a message is accepted, stored and dispatched. {@code helm
 * test} runs it in the image of messaging-service, which has no shell.
 */
public final class DeploymentCheck {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    private static final CommandSyntax SYNTAX = new CommandSyntax(
            "DeploymentCheck --ready URL … [--url URL --channel CHANNEL --from SENDER --to RECIPIENT [--rate-type TYPE]]",
            Set.of(),
            Set.of("--ready", "--url", "--channel", "--from", "--to", "--rate-type"),
            0);

    private static final String MESSAGES = "/conversations/v3/messages";

    /** Within this time services become ready, and later the network accepts the message. */
    private static final Duration TIMEOUT = Duration.ofSeconds(45);

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);
    private static final Set<String> WAITING_STATES = Set.of("accepted", "unknown");
    private static final Set<String> FAILURES = Set.of("failed", "channelFailed");

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, String> environment;
    private final Waiting waiting;
    private final PrintStream out;

    DeploymentCheck(Map<String, String> environment, Waiting waiting, PrintStream out) {
        this.environment = environment;
        this.waiting = waiting;
        this.out = out;
    }

    public static void main(String[] words) {
        CommandRunner.selectLogManager();
        System.exit(new DeploymentCheck(System.getenv(), Waiting.ofSystem(), System.out).run(Arrays.asList(words)));
    }

    /** Returns the exit status. */
    int run(List<String> words) {
        try {
            var arguments = SYNTAX.parse(words);
            awaitReady(arguments.values("--ready"));
            if (arguments.has("--url")) {
                sendMessage(arguments);
            }
            return OK;
        } catch (InvalidArguments e) {
            out.println(e.getMessage());
            return USAGE;
        } catch (CommandFailure e) {
            out.println("failed   " + e.getMessage());
            return FAILED;
        }
    }

    private void awaitReady(List<String> urls) {
        try (var http = HttpClient.newBuilder().connectTimeout(CALL_TIMEOUT).build()) {
            var deadline = waiting.now().plus(TIMEOUT);
            for (var url : urls) {
                var problem = problem(http, url);
                while (!problem.isEmpty()) {
                    if (waiting.now().isAfter(deadline)) {
                        throw new CommandFailure(url + " " + problem);
                    }
                    waiting.pause(PAUSE);
                    problem = problem(http, url);
                }
                out.println("ready    " + url);
            }
        }
    }

    /** Returns why a service is not ready; empty if it is. */
    private static String problem(HttpClient http, String url) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(CALL_TIMEOUT)
                    .build();
            var status = http.send(request, BodyHandlers.discarding()).statusCode();
            return status == 200 ? "" : "returns status " + status;
        } catch (IOException e) {
            return "cannot be reached: " + Failures.describe(e);
        } catch (IllegalArgumentException e) {
            throw new InvalidArguments("--ready must be a URL, not " + url + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted.");
        }
    }

    private void sendMessage(CommandArguments arguments) {
        var message = json.createObjectNode();
        for (var member : List.of("channel", "from", "to")) {
            message.put(
                    member,
                    arguments
                            .value("--" + member)
                            .orElseThrow(() -> new InvalidArguments("--url needs --" + member + " as well.")));
        }
        arguments.value("--rate-type").ifPresent(type -> message.put("rateType", type));
        message.putObject("content").put("contentType", "text").put("text", "Test of the deployment");
        try (var api = ConversationsApi.of(arguments, environment, waiting, "messages:write and messages:read")) {
            var id = api.call("POST", MESSAGES, message).path("messageId").asText();
            out.println("accepted " + id);
            out.println("status   " + awaitDispatch(api, id));
        }
    }

    /** Waits until the network has accepted the message. */
    private String awaitDispatch(ConversationsApi api, String id) {
        var deadline = waiting.now().plus(TIMEOUT);
        var state = state(api, id);
        while (WAITING_STATES.contains(state) && waiting.now().isBefore(deadline)) {
            waiting.pause(PAUSE);
            state = state(api, id);
        }
        if (Stream.concat(FAILURES.stream(), WAITING_STATES.stream()).anyMatch(state::equals)) {
            throw new CommandFailure("the status of message " + id + " is " + state + ", and not dispatched");
        }
        return state;
    }

    private static String state(ConversationsApi api, String id) {
        return api.call("GET", MESSAGES + "/" + id + "/status", null)
                .path("status")
                .asText();
    }
}
