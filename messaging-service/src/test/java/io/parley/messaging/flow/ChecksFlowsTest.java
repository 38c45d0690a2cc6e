package io.parley.messaging.flow;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.callback.delivery.CallbackTable;
import io.parley.messaging.directory.Operator;
import io.parley.messaging.directory.Operator.Customer;
import io.parley.messaging.inbound.TestTopics;
import io.parley.model.ChannelName;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.fact.FlowFact;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.test.ContractAssertions;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Validation of messages that open flows against the facts of flow-service. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class ChecksFlowsTest {
    private static final String FLOW_ID = "content.interactive.components.flow.flowId";

    @Inject
    TestTopics bus;

    @Inject
    Directory directory;

    @Inject
    FlowCache flows;

    @Inject
    CallbackTable table;

    private final UUID waba = UUID.randomUUID();
    private Customer customer;
    private Sender sender;

    @BeforeEach
    void createANumberOfAWhatsAppAccount() {
        customer = Operator.customer("Flows");
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
    @AfterEach
    void deleteDispatchJobs() {
        table.run("delete from dispatch_job where account_id = '%s'".formatted(sender.accountId()));
    }

    @Test
    void aFlowThatCannotBeSentIsRejectedWithTheRemedy() {
        var draft = flow("DRAFT", "DRAFT", 1);
        var deprecated = flow("DEPRECATED", "DEPRECATED", 1);
        var blocked = flow("PUBLISHED", "BLOCKED", 1);
        load(draft, deprecated, blocked);

        assertRejected(send(draft.flowId(), null), "publish it");
        assertRejected(send(draft.flowId(), "published"), "publish it");
        assertRejected(send(deprecated.flowId(), "draft"), "use another one");
        assertRejected(send(blocked.flowId(), null), "blocked");
    }

    @Test
    void publishedThrottledAndUnknownFlowsAndDraftsAsDraftsAreAccepted() {
        var published = flow("PUBLISHED", "PUBLISHED", 1);
        var throttled = flow("PUBLISHED", "THROTTLED", 1);
        var draft = flow("DRAFT", "DRAFT", 1);
        load(published, throttled, draft);

        assertAccepted(send(published.flowId(), null));
        assertAccepted(send(throttled.flowId(), "published"));
        assertAccepted(send(draft.flowId(), "draft"));
        assertAccepted(send(id(), null));
    }

    @Test
    void aFlowOfAnotherWhatsAppAccountIsUnknown() {
        var known = flow("DEPRECATED", "DEPRECATED", 1);
        var foreign = new FlowFact(
                1,
                UUID.randomUUID(),
                UUID.randomUUID(),
                "20551",
                id(),
                "Other",
                "DEPRECATED",
                "DEPRECATED",
                null,
                null,
                1,
                known.at());
        load(known, foreign);

        assertAccepted(send(foreign.flowId(), null));
    }

    @Test
    void theHighestVersionWinsAndADeletedFlowStaysDeleted() {
        var draft = flow("DRAFT", "DRAFT", 1);
        var published = version(draft, "PUBLISHED", 3);
        load(draft, published, version(draft, "DEPRECATED", 2));
        assertAccepted(send(draft.flowId(), null));

        bus.sendFlow(draft.flowId(), null);
        bus.sendFlow("unreadable", "no JSON");
        load(version(draft, "DEPRECATED", 4));

        assertTrue(flows.find(waba, draft.flowId()).isEmpty());
        assertAccepted(send(draft.flowId(), null));
    }

    private FlowFact flow(String status, String metaStatus, long version) {
        return new FlowFact(
                1,
                sender.accountId(),
                waba,
                "20550",
                id(),
                "Visit",
                status,
                metaStatus,
                null,
                null,
                version,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private static FlowFact version(FlowFact of, String status, long version) {
        return new FlowFact(
                1,
                of.accountId(),
                of.whatsAppAccountId(),
                of.wabaId(),
                of.flowId(),
                of.name(),
                status,
                status,
                null,
                null,
                version,
                of.at());
    }

    /** Publishes the facts and waits for a last one, so that all before it are in the cache. */
    private void load(FlowFact... facts) {
        var last = flow("DRAFT", "DRAFT", 1);
        bus.sendFlows(Stream.concat(Stream.of(facts), Stream.of(last)).toList());
        Eventually.holds(
                () -> assertEquals(last, flows.find(waba, last.flowId()).orElse(null)));
    }

    private static String id() {
        return Long.toString(ThreadLocalRandom.current().nextLong(100_000_000_000L, 1_000_000_000_000L));
    }

    /** @param mode null for none */
    private Response send(String flowId, String mode) {
        var call = """
                {"flowId":"%s","flowToken":"t","flowCta":"Open","flowAction":"navigate",
                 "flowActionPayload":{"screen":"A"}%s}""".formatted(flowId, mode == null ? "" : ",\"mode\":\"" + mode + "\"");
        var body = """
                {"to":"4915550001111","from":"%s","channel":"whatsapp","content":{"contentType":"interactive","interactive":
                 {"subType":"flow","components":{"body":{"type":"text","text":"Hello"},"flow":%s}}}}""".formatted(sender.identity(), call);
        return ContractAssertions.answer(
                "POST",
                "/messages",
                customer.request().contentType(ContentType.JSON).body(body).post("/conversations/v3/messages"));
    }

    private static void assertAccepted(Response response) {
        assertEquals(202, response.statusCode(), response.asString());
    }

    private static void assertRejected(Response response, String remedy) {
        assertEquals(400, response.statusCode(), response.asString());
        response.then()
                .body("violations.field", equalTo(List.of(FLOW_ID)))
                .body("violations[0].message", containsString(remedy));
    }
}
