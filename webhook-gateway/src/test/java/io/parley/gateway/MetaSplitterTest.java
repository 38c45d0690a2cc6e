package io.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.model.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetaSplitterTest {

    @Test
    void splitsMessagesStatusesAndErrorsByConversation() {
        var value = """
                {"messages":[{"from":"491","id":"a"},{"from_user_id":"DE.x9","id":"b"}],
                 "statuses":[{"recipient_id":"492","id":"c"},{"recipient_user_id":"DE.y","id":"d"}],
                 "errors":[{"code":130429}],
                 "contacts":[{"wa_id":"491"}],
                 "metadata":{"phone_number_id":"105"}}""";

        var items = split(MetaCalls.webhook("{\"field\":\"messages\",\"value\":" + value + "}"));

        assertEquals(List.of("message", "message", "status", "status", "error"), kinds(items));
        assertEquals(List.of("105:491", "105:DE.x9", "105:492", "105:DE.y", "105"), keys(items));
        assertTrue(items.stream().allMatch(item -> item.sender().equals("105")));
        assertTrue(items.stream().allMatch(item -> item.topic().equals(Topics.MESSAGING_PROVIDER_EVENTS)));
        assertEquals(List.of("metadata", "contacts", "message"), members(items.get(0)));
        assertEquals(List.of("metadata", "status"), members(items.get(2)));
        assertEquals(
                "{\"from\":\"491\",\"id\":\"a\"}",
                items.get(0).payload().get(2).value().toString());
        assertEquals(
                "{\"phone_number_id\":\"105\"}",
                items.get(0).payload().get(0).value().toString());
        assertEquals(
                "[{\"wa_id\":\"491\"}]", items.get(0).payload().get(1).value().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "message_template_status_update, template.provider-events, 205:987654321012345678",
        "message_template_quality_update, template.provider-events, 205:987654321012345678",
        "message_template_components_update, template.provider-events, 205:987654321012345678",
        "template_category_update, template.provider-events, 205:987654321012345678",
        "flows, flow.provider-events, 205:77",
        "phone_number_quality_update, messaging.provider-events, 205:4930",
        "account_update, messaging.provider-events, 205:4930",
        "group_lifecycle_update, messaging.provider-events, 205:4930"
    })
    void routesEachFieldToItsTopic(String field, String topic, String key) {
        var value = "{\"message_template_id\":987654321012345678,\"flow_id\":\"77\",\"display_phone_number\":\"4930\"}";

        var item = split(MetaCalls.webhook("{\"value\":" + value + ",\"field\":\"" + field + "\"}"))
                .getFirst();

        assertEquals(List.of(topic, field, "205", key), List.of(item.topic(), item.kind(), item.sender(), item.key()));
        assertEquals(List.of("entry", "time", "value"), members(item));
        assertEquals(
                List.of("\"205\"", "1700000000", value),
                item.payload().stream().map(member -> member.value().toString()).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "",
                "[]",
                "\"text\"",
                "{",
                "{\"object\":\"whatsapp_business_account\"} {}",
                "{\"object\":\"whatsapp_business_account\",\"entry\":[}",
                "\u0000",
                "\ufeff{}",
                "{\"object\":\"page\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":\"feed\",\"value\":{}}]}]}",
                "{\"object\":\"whatsapp_business_account\",\"entry\":[]}",
                "{\"object\":\"whatsapp_business_account\",\"entry\":{}}",
                "{\"object\":\"whatsapp_business_account\",\"entry\":[{}]}",
                "{\"object\":\"whatsapp_business_account\",\"entry\":[7]}",
                "{}",
                "{\"entry\":null}"
            })
    void anUnreadableBodyIsOneUnknownItem(String body) {
        var items = split(body);

        assertEquals(List.of("unknown"), kinds(items));
        assertEquals(Topics.MESSAGING_PROVIDER_EVENTS, items.getFirst().topic());
    }

    @Test
    void bytesThatAreNotUtf8AreUnknown() {
        var body = MetaCalls.bytes(MetaCalls.webhook(MetaCalls.message("105", "491", "wamid.1")));
        body[body.length / 2] = (byte) 0xff;

        assertEquals(List.of("unknown"), kinds(MetaSplitter.split(body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"field\":\"brand_new\",\"value\":{\"a\":1}}",
                "{\"field\":\"messages\",\"value\":{}}",
                "{\"field\":\"messages\",\"value\":[]}",
                "{\"field\":\"messages\"}",
                "{\"value\":{}}",
                "{\"field\":7,\"value\":{}}",
                "null",
                "[]",
                "3.5",
                "{\"field\":\"flows\",\"value\":\"x\"}",
                "{\"field\":\"messages\",\"value\":{\"messages\":[],\"statuses\":[]}}"
            })
    void anUnknownChangeIsPassedOnUnchanged(String change) {
        var items = split(MetaCalls.webhook(change));

        assertEquals(List.of("unknown"), kinds(items));
        assertEquals(change, items.getFirst().payload().getLast().value().toString());
    }

    @Test
    void malformedChangesDoNotAffectTheOthers() {
        var changes = new ArrayList<String>();
        IntStream.range(0, 1_000)
                .forEach(i -> changes.add(
                        switch (i % 100) {
                            case 50 ->
                                List.of(
                                                "null",
                                                "7",
                                                "{}",
                                                "{\"field\":\"messages\",\"value\":{\"messages\":[null]}}",
                                                "[]")
                                        .get(i / 100 % 5);
                            default -> MetaCalls.status("105", "49" + i, "wamid." + i, "delivered");
                        }));

        var items = split(MetaCalls.webhook(changes));

        assertEquals(1_000, items.size());
        assertEquals(
                10, items.stream().filter(item -> item.kind().equals("unknown")).count());
        assertEquals(
                990, items.stream().filter(item -> item.kind().equals("status")).count());
    }

    private static List<Item> split(String body) {
        return MetaSplitter.split(MetaCalls.bytes(body));
    }

    private static List<String> kinds(List<Item> items) {
        return items.stream().map(Item::kind).toList();
    }

    private static List<String> keys(List<Item> items) {
        return items.stream().map(Item::key).toList();
    }

    private static List<String> members(Item item) {
        return item.payload().stream().map(Item.Member::name).toList();
    }
}
