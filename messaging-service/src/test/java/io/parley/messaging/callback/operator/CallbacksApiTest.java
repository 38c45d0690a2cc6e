package io.parley.messaging.callback.operator;

import static io.parley.messaging.callback.operator.CalledCustomer.PATTERN;
import static io.parley.messaging.directory.Operator.checked;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.parley.messaging.callback.CallbackKind;
import io.parley.messaging.callback.CallbackRow;
import io.parley.messaging.callback.delivery.CallbackTable;
import io.parley.messaging.callback.delivery.DeliveryProfile;
import io.parley.messaging.directory.Operator;
import io.parley.messaging.model.MessageState;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists callbacks by the operator API. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(DeliveryProfile.class)
@Tag("slow")
class CallbacksApiTest {
    @Inject
    @RegisterExtension
    CalledCustomer customer;

    @Inject
    CallbackTable table;

    @Test
    void listIsPagedAndOmitsTheBody() {
        var calls = IntStream.range(0, 3)
                .mapToObj(i -> customer.status(Ids.next(), MessageState.DELIVERED))
                .toList();
        table.commit(calls);
        Eventually.equal(0L, customer::jobs);

        customer.list("size=2&page=2")
                .header("x-total-items", "3")
                .body("id", contains(calls.getLast().id().toString()))
                .body("[0].createdAt", notNullValue())
                .body(not(containsString("4915550001111")));
        customer.list("state=delivered&channel=sms").body("", hasSize(0));
        customer.list("to=" + Instant.now().minusSeconds(3600)).body("", hasSize(0));
    }

    @Test
    void receivedMessageIsFoundByItsProviderId() {
        var inbound = Ids.next();
        var wamid = "wamid." + inbound;
        table.run("insert into inbound_key (provider, provider_id, inbound_id) values ('meta', '%s', '%s')"
                .formatted(wamid, inbound));
        var call = new CallbackRow(
                Ids.next(),
                UUID.fromString(customer.accountId()),
                Ids.next(),
                inbound,
                CallbackKind.INBOUND,
                "whatsapp",
                "MoMessage",
                null,
                "{}",
                null);
        table.commit(List.of(call, customer.status(Ids.next(), MessageState.DELIVERED)));

        customer.list("messageId=" + wamid).body("id", contains(call.id().toString()));
        customer.list("messageId=" + inbound).body("id", contains(call.id().toString()));
        Eventually.equal(List.of("exhausted"), () -> customer.states("kind=inbound"));
    }

    @Test
    void callbacksOfOtherAccountsAreNotFound() {
        var call = customer.status(Ids.next(), MessageState.DELIVERED);
        table.commit(List.of(call));
        var other = "/accounts/" + Operator.customer("Other").accountId() + "/callbacks";

        checked("get", PATTERN + "/{id}", other + "/" + call.id(), null, 404);
        checked("post", PATTERN + "/{id}/replay", other + "/" + call.id() + "/replay", null, 404);
        checked("get", PATTERN, other, null, 200).body("", hasSize(0));
        checked("get", PATTERN, "/accounts/" + UUID.randomUUID() + "/callbacks", null, 404);
        checked("post", PATTERN + "/replay", other + "/replay", Map.of("messageId", call.messageId()), 202)
                .body("replayed", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state=dead",
                "kind=Status",
                "messageId=%00",
                "channel=a%20b",
                "from=yesterday",
                "to=1",
                "state=delivered&state=delivered"
            })
    void invalidFilterIsRejected(String query) {
        var answer = Operator.request().urlEncodingEnabled(false).get("/operator/v1" + customer.path + "?" + query);
        answer.then().statusCode(400).body("violations.field", contains(query.substring(0, query.indexOf('='))));
    }

    @Test
    void replayWithoutBoundIsRejected() {
        checked("post", PATTERN + "/replay", customer.path + "/replay", Map.of("state", "exhausted"), 400)
                .body("violations.field", contains("from"));
        checked(
                        "post",
                        PATTERN + "/replay",
                        customer.path + "/replay",
                        Map.of("from", "2026-03-02T09:00:00Z", "to", "2026-03-02T09:00:00Z"),
                        400)
                .body("violations.field", contains("to"));
    }
}
