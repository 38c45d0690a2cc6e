package io.parley.messaging.template;

import static io.parley.messaging.channel.whatsapp.WhatsAppNumber.assertAccepted;
import static io.parley.messaging.channel.whatsapp.WhatsAppNumber.assertRejected;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.callback.delivery.CallbackTable;
import io.parley.messaging.channel.whatsapp.WhatsAppNumber;
import io.parley.messaging.inbound.TestTopics;
import io.parley.model.fact.TemplateFact;
import io.parley.model.fact.TemplateFact.Inventory;
import io.parley.model.fact.TemplateFact.Localization;
import io.parley.model.fact.TemplateShape;
import io.parley.model.fact.TemplateShape.Parts;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Validation of messages with templates against the facts of template-service. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class ChecksTemplatesTest {
    private static final String TEMPLATE_ID = "content.template.templateId";

    @Inject
    @RegisterExtension
    WhatsAppNumber number;

    @Inject
    TestTopics bus;

    @Inject
    CallbackTable table;

    @Inject
    TemplateCache templates;

    @Inject
    ObjectMapper json;

    @Test
    void aTemplateThatCannotBeSentIsRejected() {
        var states = List.of(
                "REQUESTED", "SUBMITTED", "PENDING", "SUBMIT_FAILED", "REJECTED", "DELETION_PENDING", "DELETED");
        var facts = new ArrayList<TemplateFact>();
        states.forEach(state -> facts.add(template(state, state, null, 0)));
        List.of("PAUSED", "DISABLED", "ARCHIVED").forEach(state -> facts.add(template(state, "APPROVED", state, 0)));
        load(facts.toArray(TemplateFact[]::new));

        for (var fact : facts) {
            var name = ((Localization) fact).name();
            assertRejected(number.send(content(name, "en_US", 0)), TEMPLATE_ID);
        }
    }

    @Test
    void approvedAndUnknownTemplatesAreAccepted() {
        load(
                template("good", "APPROVED", "APPROVED", 2),
                template("flagged", "APPROVED", "FLAGGED", 2),
                template("strange", "LEVITATING", "AFLOAT", 2));

        for (var name : List.of("good", "flagged", "strange", "never_published")) {
            assertAccepted(number.send(content(name, "en-US", 2)));
            assertAccepted(number.send(content(name, "fr", 1)));
        }
    }

    @Test
    void unknownMembersAndKindsOfFactsAreIgnored() {
        var later = (ObjectNode) json.valueToTree(template("later", "REJECTED", null, 0));
        later.put("mood", "good").withObject("shape").put("smell", "of roses");
        bus.send("localization:later", later.toString());
        bus.send("riddle:1", "{\"kind\":\"riddle\",\"schema\":1}");
        bus.send("scribble", "not JSON");
        load(template("now", "PENDING", null, 0));

        assertRejected(number.send(content("later", "en_US", 0)), TEMPLATE_ID);
        assertRejected(number.send(content("now", "en_US", 0)), TEMPLATE_ID);
    }

    @Test
    void aMessageThatDoesNotFillTheTemplateIsRejectedWithItsWholeBulk() {
        load(template("two", "APPROVED", "APPROVED", 2));

        assertRejected(number.send(content("two", "en_US", 1)), "content.template.components.body");
        assertRejected(
                number.post(
                        "bulks",
                        null,
                        "\"messages\":[" + content("two", "en_US", 2) + "," + content("two", "en_US", 3) + "]"),
                "messages[1].template.components.body");

        assertEquals(0, stored());
        assertAccepted(number.send(content("two", "en_US", 2)));
    }

    @Test
    void anUnlistedTemplateIsRejectedOnceTheInventoryIsKnown() {
        load(
                template("hello", "APPROVED", "APPROVED", 0),
                new Inventory(
                        1,
                        number.accountId(),
                        number.waba(),
                        "20550",
                        1,
                        Instant.now().truncatedTo(ChronoUnit.MILLIS)));

        assertRejected(number.send(content("bye", "en_US", 0)), TEMPLATE_ID);
        assertRejected(number.send(content("hello", "de", 0)), "content.template.templateLanguage");
        assertAccepted(number.send(content("hello", "en_US", 0)));
    }

    @Test
    void theHighestVersionWinsAndARemovedTemplateIsAccepted() {
        load(template("changing", "PENDING", "PENDING", 0, 1));
        assertRejected(number.send(content("changing", "en_US", 0)), TEMPLATE_ID);

        load(template("changing", "APPROVED", "APPROVED", 0, 3), template("changing", "REJECTED", null, 0, 2));
        assertAccepted(number.send(content("changing", "en_US", 0)));

        var deleted = template("changing", "DELETED", null, 0, 4);
        bus.send(List.of(deleted));
        bus.send(deleted.key(), null);
        load();
        assertAccepted(number.send(content("changing", "en_US", 0)));
    }

    @Test
    void aRepeatedRequestReturnsTheStoredResponse() {
        load(template("repeated", "APPROVED", "APPROVED", 0, 1));
        var first = number.post("messages", "m-1", "\"content\":" + content("repeated", "en_US", 0));
        assertAccepted(first);
        load(template("repeated", "APPROVED", "PAUSED", 0, 2));

        var second = number.post("messages", "m-1", "\"content\":" + content("repeated", "en_US", 0));

        assertEquals(first.asString(), second.asString());
        assertRejected(number.send(content("repeated", "en_US", 0)), TEMPLATE_ID);
    }

    private Localization template(String name, String status, String metaStatus, int placeholders) {
        return template(name, status, metaStatus, placeholders, 1);
    }

    private Localization template(String name, String status, String metaStatus, int placeholders, long version) {
        return new Localization(
                1,
                number.accountId(),
                number.waba(),
                "20550",
                name,
                "en_US",
                "1",
                status,
                metaStatus,
                "UTILITY",
                "GREEN",
                null,
                new TemplateShape(
                        "POSITIONAL",
                        new Parts(null, List.of("1", "2", "3").subList(0, placeholders), null),
                        null,
                        false),
                null,
                version,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    /** Publishes the facts and waits for a last one, so that all before it are in the cache. */
    private void load(TemplateFact... facts) {
        var last = template("last_" + UUID.randomUUID(), "APPROVED", null, 0);
        bus.send(Stream.concat(Stream.of(facts), Stream.of(last)).toList());
        Eventually.equal(
                new TemplateLookup.Found(last), () -> templates.find(number.waba(), last.name(), last.language()));
    }

    private static String content(String name, String language, int values) {
        var body = "{\"type\":\"text\",\"text\":\"x\"},".repeat(values).replaceFirst(",$", "");
        return """
                {"contentType":"template","template":{"templateId":"%s","templateLanguage":"%s",
                 "components":{"body":[%s]}}}""".formatted(name, language, body);
    }

    private long stored() {
        return table.all("select count(*) from message where account_id = '%s'".formatted(number.accountId()))
                .getFirst()
                .getLong(0);
    }
}
