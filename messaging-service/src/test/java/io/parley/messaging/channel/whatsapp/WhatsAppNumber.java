package io.parley.messaging.channel.whatsapp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.callback.delivery.CallbackTable;
import io.parley.messaging.directory.Operator;
import io.parley.messaging.directory.Operator.Customer;
import io.parley.model.ChannelName;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.test.ContractAssertions;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.enterprise.context.Dependent;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A new number for each test, of a new WhatsApp account of a new customer, and messages from it. */
@Dependent
public class WhatsAppNumber implements BeforeEachCallback, AfterEachCallback {
    private final Directory directory;
    private final CallbackTable table;
    private final UUID waba = UUID.randomUUID();
    private Customer customer;
    private Sender sender;

    WhatsAppNumber(Directory directory, CallbackTable table) {
        this.directory = directory;
        this.table = table;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        customer = Operator.customer("Shop");
        var identity = Operator.unusedNumber();
        sender = new Sender(
                UUID.randomUUID(),
                UUID.fromString(customer.accountId()),
                new ChannelName("whatsapp"),
                identity,
                "Shop",
                identity,
                waba,
                EnumSet.allOf(Scope.class),
                Map.of(),
                true,
                1);
        directory.apply(sender);
    }

    /** Prevents sends that would disturb other tests' assertions on Meta's requests. */
    @Override
    public void afterEach(ExtensionContext context) {
        table.run("delete from dispatch_job where account_id = '%s'".formatted(sender.accountId()));
    }

    /** Our id of the WhatsApp account. */
    public UUID waba() {
        return waba;
    }

    public UUID accountId() {
        return sender.accountId();
    }

    public Response send(String content) {
        return post("messages", null, "\"content\":" + content);
    }

    /** @param idempotencyKey null for none */
    public Response post(String path, String idempotencyKey, String contents) {
        var request = customer.request().contentType(ContentType.JSON).body("""
                {"to":"4915550001111","from":"%s","channel":"whatsapp",%s}""".formatted(sender.identity(), contents));
        var response = (idempotencyKey == null ? request : request.header("Idempotency-Key", idempotencyKey))
                .post("/conversations/v3/" + path);
        return ContractAssertions.answer("POST", "/" + path, response);
    }

    public static void assertAccepted(Response response) {
        assertEquals(202, response.statusCode(), response.asString());
    }

    public static void assertRejected(Response response, String field) {
        assertEquals(400, response.statusCode(), response.asString());
        assertEquals(List.of(field), response.jsonPath().getList("violations.field"), response.asString());
    }
}
