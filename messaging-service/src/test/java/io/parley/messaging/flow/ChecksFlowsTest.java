package io.parley.messaging.flow;

import static io.parley.messaging.channel.whatsapp.WhatsAppNumber.assertAccepted;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.channel.whatsapp.WhatsAppNumber;
import io.parley.messaging.inbound.TestTopics;
import io.parley.messaging.template.TemplateCache;
import io.parley.messaging.template.TemplateLookup;
import io.parley.model.fact.FlowFact;
import io.parley.model.fact.TemplateFact.Localization;
import io.parley.model.fact.TemplateShape;
import io.parley.model.fact.TemplateShape.Parts;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Validation of messages that open flows against the facts of flow-service. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class ChecksFlowsTest {
    private static final String FLOW_ID = "content.interactive.components.flow.flowId";
    private static final String TEMPLATE_ID = "content.template.templateId";

    @Inject
    @RegisterExtension
    WhatsAppNumber number;

    @Inject
    TestTopics bus;

    @Inject
    FlowCache flows;

    @Inject
    TemplateCache templates;

    @Test
    void aFlowThatCannotBeSentIsRejectedWithTheRemedy() {
        var draft = flow("DRAFT", "DRAFT", 1);
        var deprecated = flow("DEPRECATED", "DEPRECATED", 1);
        var blocked = flow("PUBLISHED", "BLOCKED", 1);
        load(draft, deprecated, blocked);

        assertRejected(send(draft.flowId(), null), FLOW_ID, "publish it");
        assertRejected(send(draft.flowId(), "published"), FLOW_ID, "publish it");
        assertRejected(send(deprecated.flowId(), "draft"), FLOW_ID, "use another one");
        assertRejected(send(blocked.flowId(), null), FLOW_ID, "blocked");
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

        assertTrue(flows.find(number.waba(), draft.flowId()).isEmpty());
        assertAccepted(send(draft.flowId(), null));
    }

    @Test
    void aTemplateWhoseButtonOpensSuchAFlowIsRejected() {
        var deprecated = flow("DEPRECATED", "DEPRECATED", 1);
        var draft = flow("DRAFT", "DRAFT", 1);
        var published = flow("PUBLISHED", "PUBLISHED", 1);
        load(deprecated, draft, published);

        assertRejected(sendTemplate(deprecated.flowId()), TEMPLATE_ID, "another template");
        assertRejected(sendTemplate(draft.flowId()), TEMPLATE_ID, "publish the flow");
        assertAccepted(sendTemplate(published.flowId()));
        assertAccepted(sendTemplate(id()));
        assertAccepted(sendTemplate(null));
    }

    /** Sends an approved template with a button that opens the flow; of an unknown one, if the id is null. */
    private Response sendTemplate(String flowId) {
        var button = new TemplateShape.Button(0, "FLOW", false, flowId);
        var template = new Localization(
                1,
                number.accountId(),
                number.waba(),
                "20550",
                "visit_" + flowId,
                "en_US",
                "1",
                "APPROVED",
                "APPROVED",
                "UTILITY",
                "GREEN",
                null,
                new TemplateShape("POSITIONAL", new Parts(null, null, List.of(button)), null, false),
                null,
                1,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
        bus.send(List.of(template));
        Eventually.equal(
                new TemplateLookup.Found(template),
                () -> templates.find(number.waba(), template.name(), template.language()));
        return number.send("""
                {"contentType":"template","template":{"templateId":"%s","templateLanguage":"en_US","components":{}}}""".formatted(template.name()));
    }

    private FlowFact flow(String status, String metaStatus, long version) {
        return new FlowFact(
                1,
                number.accountId(),
                number.waba(),
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
        Eventually.holds(() ->
                assertEquals(last, flows.find(number.waba(), last.flowId()).orElse(null)));
    }

    private static String id() {
        return Long.toString(ThreadLocalRandom.current().nextLong(100_000_000_000L, 1_000_000_000_000L));
    }

    /** @param mode null for none */
    private Response send(String flowId, String mode) {
        var call = """
                {"flowId":"%s","flowToken":"t","flowCta":"Open","flowAction":"navigate",
                 "flowActionPayload":{"screen":"A"}%s}""".formatted(flowId, mode == null ? "" : ",\"mode\":\"" + mode + "\"");
        return number.send("""
                {"contentType":"interactive","interactive":
                 {"subType":"flow","components":{"body":{"type":"text","text":"Hello"},"flow":%s}}}""".formatted(call));
    }

    private static void assertRejected(Response response, String field, String remedy) {
        WhatsAppNumber.assertRejected(response, field);
        response.then().body("violations[0].message", containsString(remedy));
    }
}
