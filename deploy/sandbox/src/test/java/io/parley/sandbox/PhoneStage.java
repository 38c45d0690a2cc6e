package io.parley.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.Stage.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** One phone of a person, used by the API of the phones. */
record PhoneStage(Stage stage, String channel, String person) {
    static final String NUMBER = "4930555100";

    static PhoneStage whatsapp(Stage stage, String person) {
        return new PhoneStage(stage, "whatsapp", person);
    }

    String path() {
        return "/phones/api/phones/" + channel + "/" + URLEncoder.encode(person, StandardCharsets.UTF_8);
    }

    JsonNode read() {
        return stage.get(path()).json();
    }

    List<JsonNode> messages() {
        var list = new ArrayList<JsonNode>();
        stage.get(path() + "/messages").json().path("messages").forEach(list::add);
        return list;
    }

    JsonNode await(Predicate<JsonNode> condition) {
        Stage.await(() -> messages().stream().anyMatch(condition));
        return messages().stream().filter(condition).findFirst().orElseThrow();
    }

    JsonNode awaitText(String text) {
        return await(message -> message.path("text").asText().equals(text));
    }

    /** Waits until the message with this text has the status. */
    JsonNode awaitStatus(String text, String status) {
        return await(message -> message.path("text").asText().equals(text)
                && message.path("status").asText().equals(status));
    }

    /** Waits until a message waits for the phone. */
    void awaitWaiting() {
        Stage.await(() -> read().path("waiting").asInt() == 1);
    }

    Response operate(String switches) {
        return stage.call("PUT", path(), switches);
    }

    Response send(String input) {
        return stage.post(path() + "/messages", input);
    }

    Response tap(String input) {
        return stage.post(path() + "/tap", input);
    }

    Response readBy(String business) {
        return stage.post(path() + "/read", "{\"business\":\"" + business + "\"}");
    }

    Response block(String business, boolean blocked) {
        return stage.call(
                "PUT", path() + "/blocked", "{\"business\":\"" + business + "\",\"blocked\":" + blocked + "}");
    }

    /** Returns the statuses that Meta has sent about a message. */
    List<String> metaStatuses(String wamid) {
        return stage.platform().metaItems("statuses").stream()
                .filter(status -> status.path("id").asText().equals(wamid))
                .map(status -> status.path("status").asText())
                .toList();
    }
}
