package io.parley.messaging.message;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.model.ChannelName;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Account;
import io.parley.model.directory.DirectoryEntry.ApiKey;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.access.ApiKeys;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.test.Eventually;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A customer with one API key and one sender on the scripted channel; creates unique recipients. A test class injects it;
 * each of its tests has a tenant of its own.
 */
public record Tenant(UUID account, UUID sender, String serviceId, String key) {

    /** Gives every test that injects a tenant a new one. */
    @Singleton
    static final class Producer {

        @Produces
        Tenant create(Directory directory) {
            return Tenant.create(directory);
        }
    }

    public static Tenant create(Directory directory) {
        return create(directory, EnumSet.allOf(Scope.class), EnumSet.allOf(Scope.class));
    }

    public static Tenant create(Directory directory, Set<Scope> ofKey, Set<Scope> ofSender) {
        var account = UUID.randomUUID();
        var sender = UUID.randomUUID();
        var serviceId = Long.toString(ThreadLocalRandom.current().nextLong(10_000, 1_000_000_000));
        var key = ApiKeys.generate();
        directory.apply(new Account(account, "Test", true, 1));
        directory.apply(new ApiKey(key.id(), account, key.hash(), ofKey, null, null, 1));
        directory.apply(new Sender(
                sender,
                account,
                new ChannelName("viber"),
                serviceId,
                "Test",
                serviceId,
                null,
                ofSender,
                Map.of(),
                true,
                1));
        directory.markCaughtUp();
        return new Tenant(account, sender, serviceId, key.text());
    }

    /** A number that no other test uses. */
    public static String person() {
        return "49" + ThreadLocalRandom.current().nextLong(1_000_000_000L, 9_999_999_999L);
    }

    public String text(String to, String text) {
        return """
                {"to":"%s","from":"%s","channel":"viber","rateType":"transaction",
                 "content":{"contentType":"text","text":"%s"}}""".formatted(to, serviceId, text);
    }

    public Response post(String body) {
        return given().header("apikey", key)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/conversations/v3/messages");
    }

    public Response get(String path) {
        return given().urlEncodingEnabled(false)
                .header("apikey", key)
                .get("/conversations/v3/messages/" + path.replace("{", "%7B").replace("}", "%7D"));
    }

    /** Sends a message and returns its id. */
    public UUID send(String to, String text) {
        return UUID.fromString(
                post(text(to, text)).then().statusCode(202).extract().path("messageId"));
    }

    /** Sends a message to a new recipient, waits until it is dispatched, and returns its id. */
    UUID sendDispatched() {
        var id = send(person(), "hi");
        Eventually.holds(() -> assertEquals("dispatched", status(id)));
        return id;
    }

    public String status(UUID message) {
        return get(message + "/status").then().statusCode(200).extract().path("status");
    }

    public List<String> events(UUID message) {
        return get(message + "/events").then().statusCode(200).extract().path("events.event");
    }
}
