package io.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.ConversationsApi;
import io.parley.runtime.command.ExitCode;
import io.parley.runtime.command.Waiting;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Templates in every state: submitted by the API, decided by the sandbox's review, and changed by its control API. */
record DemoTemplates(ConversationsApi api, ConversationsApi sandbox, Waiting waiting, DemoData data) {
    private static final String ACCOUNTS = "/conversations/v3/channels/whatsapp/accounts";

    /** The review takes about a second. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(200);

    /** Submits the templates that the account does not have, and returns how many. */
    int load() {
        var account = api.pages(ACCOUNTS).getFirst();
        var path = ConversationsApi.path(account.path("whatsAppAccountId").asText(), "templates");
        var existing = api.pages(path).stream()
                .map(template -> template.path("templateName").asText())
                .collect(Collectors.toSet());
        var missing = data.templates().stream()
                .filter(template -> !existing.contains(template.name()))
                .toList();
        missing.forEach(template -> api.call("POST", path, request(template)));
        var waba = account.path("whatsAppBusinessAccountId").asText();
        missing.forEach(template -> change(template, waba));
        return missing.size();
    }

    private static ObjectNode request(DemoData.Template template) {
        var request = OutputOptions.object().put("name", template.name()).put("category", template.category());
        var components = request.putArray("localizations")
                .addObject()
                .put("language", "en")
                .putArray("components");
        components.addObject().put("type", "BODY").put("text", template.body());
        if (!template.buttons().isEmpty()) {
            var buttons = components.addObject().put("type", "BUTTONS").putArray("buttons");
            template.buttons()
                    .forEach(text ->
                            buttons.addObject().put("type", "QUICK_REPLY").put("text", text));
        }
        return request;
    }

    private void change(DemoData.Template template, String waba) {
        for (var change : template.changes()) {
            var id = await(template.name(), waba, change);
            var body = OutputOptions.object();
            if (change.equals("reject")) {
                body.put("reason", "INVALID_FORMAT");
            }
            sandbox.call("PUT", "/control/templates/" + id + "/" + change, body);
        }
    }

    /** Waits until the template has the status in which the change is possible, and returns Meta's id of it. */
    private String await(String name, String waba, String change) {
        var status = Map.of("appeal", Set.of("REJECTED")).getOrDefault(change, Set.of("APPROVED"));
        var deadline = waiting.now().plus(TIMEOUT);
        while (waiting.now().isBefore(deadline)) {
            for (JsonNode template : sandbox.call("GET", "/control/accounts/" + waba + "/templates", null)
                    .path("templates")) {
                if (template.path("name").asText().equals(name)
                        && status.contains(template.path("status").asText())) {
                    return template.path("id").asText();
                }
            }
            waiting.pause(POLL);
        }
        throw new CommandFailure(ExitCode.TIMEOUT, "The sandbox has not approved the template " + name + " in time.");
    }
}
