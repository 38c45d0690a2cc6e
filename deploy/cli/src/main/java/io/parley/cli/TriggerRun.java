package io.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.cli.Trigger.Capture;
import io.parley.cli.Trigger.Step;
import io.parley.runtime.command.ApiFailure;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.ConversationsApi;
import io.parley.runtime.command.ExitCode;
import io.parley.runtime.command.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Makes the calls of a trigger.
 *
 * @param conversations the Conversations API
 * @param sandbox the control API
 * @param overrides changes of the main step's body
 * @param file what a person sends; null for the file of the trigger
 */
record TriggerRun(
        ConversationsApi conversations,
        ConversationsApi sandbox,
        Waiting waiting,
        TriggerVariables variables,
        List<String> overrides,
        MediaFile file) {
    /** The sandbox decides about a template within seconds. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static final Duration POLL = Duration.ofMillis(200);

    /** Makes the calls for a channel and returns their requests and responses. */
    ArrayNode run(Trigger trigger, String channel) {
        var steps = trigger.steps().stream().filter(step -> step.isFor(channel)).toList();
        var main = steps.stream().filter(Step::isMain).findFirst().orElse(steps.getLast());
        var calls = OutputOptions.object().putArray("calls");
        steps.forEach(step -> calls.add(run(step, step == main)));
        return calls;
    }

    private ObjectNode run(Step step, boolean isMain) {
        var body = step.body() == null ? null : (ObjectNode) variables.replacedIn(step.body());
        if (isMain && body != null) {
            overrides.forEach(override -> BodyOverrides.apply(body, override));
        }
        var path = variables.replacedIn(step.path());
        var response = callUntilCaptured(step, path, body);
        var call = OutputOptions.object().put("call", step.call().name() + " " + step.method() + " " + path);
        call.set("request", body);
        return call.set("response", step.method().equals("GET") ? MissingNode.getInstance() : response);
    }

    private JsonNode callUntilCaptured(Step step, String path, JsonNode body) {
        var deadline = waiting.now().plus(TIMEOUT);
        while (true) {
            var response = call(step, path, body);
            if (step.capture().entrySet().stream().allMatch(one -> capture(one.getKey(), one.getValue(), response))) {
                return response;
            }
            if (waiting.now().isAfter(deadline) || !step.method().equals("GET")) {
                throw new CommandFailure(
                        ExitCode.TIMEOUT,
                        path + " does not show what the trigger waits for; see parley trigger --list.");
            }
            waiting.pause(POLL);
        }
    }

    private JsonNode call(Step step, String path, JsonNode body) {
        var api = step.call() == Trigger.Api.sandbox ? sandbox : conversations;
        try {
            return step.file() == null ? api.call(step.method(), path, body) : upload(api, step, path);
        } catch (ApiFailure e) {
            throw step.call() == Trigger.Api.sandbox && e.status() > 0
                    ? new CommandFailure(ExitCode.FAILED, e.getMessage())
                    : e;
        }
    }

    private JsonNode upload(ConversationsApi api, Step step, String path) {
        var sent = file == null ? MediaFile.ofResource(step.file()) : file;
        variables.set("fileName", sent.name());
        return api.send(step.method(), path, sent.content(), sent.type());
    }

    /** Returns whether the response has a value for the variable. */
    private boolean capture(String name, Capture capture, JsonNode response) {
        var value = capture.list() == null
                ? response
                : elements(capture, response)
                        .filter(element -> matches(capture, element))
                        .findFirst()
                        .orElse(MissingNode.getInstance());
        var text = value.path(capture.member()).asText("");
        if (!text.isEmpty()) {
            variables.set(name, text);
        }
        return !text.isEmpty();
    }

    private static java.util.stream.Stream<JsonNode> elements(Capture capture, JsonNode response) {
        var list = capture.list().isEmpty() ? response : response.path(capture.list());
        return StreamSupport.stream(list.spliterator(), false);
    }

    private boolean matches(Capture capture, JsonNode element) {
        return capture.where().entrySet().stream()
                .allMatch(condition ->
                        element.path(condition.getKey()).asText().equals(variables.replacedIn(condition.getValue())));
    }
}
