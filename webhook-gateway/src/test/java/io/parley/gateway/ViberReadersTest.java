package io.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViberReadersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'event':'message','sender':{'name':'A','id':'u1'},'message':{'text':'x','contact':{'id':'no'}}} | message | 7042:u1",
                "{'user_id':'u2','event':'delivered','message_token':5741311803571721087} | delivered | 7042:u2",
                "{'event':'seen','user_id':'u2'} | seen | 7042:u2",
                "{'event':'failed','user_id':'u2','desc':'x'} | failed | 7042:u2",
                "{'event':'subscribed','user':{'id':'u3'}} | subscribed | 7042:u3",
                "{'event':'unsubscribed','user_id':'u3'} | unsubscribed | 7042:u3",
                "{'event':'conversation_started','user':{'id':'u4'}} | conversation_started | 7042:u4",
                "{'event':'brand_new','user_id':'u5'} | unknown | 7042:u5",
                "{'event':7} | unknown | 7042",
                "{} | unknown | 7042",
                "nonsense | unknown | 7042"
            })
    void readsEventAndConversation(String body, String kind, String key) {
        var item = ViberReader.read("7042", MetaCalls.bytes(body.replace('\'', '"')))
                .getFirst();

        assertEquals(
                List.of("viber", kind, "7042", key), List.of(item.provider(), item.kind(), item.sender(), item.key()));
    }

    @Test
    void aWebhookTestEventHasNoItem() {
        assertEquals(
                List.of(),
                ViberReader.read(
                        "7042", MetaCalls.bytes("{\"event\":\"webhook\",\"timestamp\":1,\"message_token\":2}")));
    }

    @Test
    void splitsAPartnersReports() {
        var body = """
                {"results":[{"messageId":"m1","to":"491","doneAt":"x","status":{"groupName":"DELIVERED"}},
                 {"messageId":"m2","from":"7042","to":"492","seenAt":"y"},
                 {"from":"493","to":"7042","message":{"type":"TEXT","text":"hi"}},
                 7]}""";

        var items = PartnerReader.read("7042", MetaCalls.bytes(body));

        assertEquals(
                List.of("report", "seen", "message", "unknown"),
                items.stream().map(Item::kind).toList());
        assertEquals(
                List.of("7042:491", "7042:492", "7042:493", "7042"),
                items.stream().map(Item::key).toList());
        assertEquals(
                "[{\"messageId\":\"m2\",\"from\":\"7042\",\"to\":\"492\",\"seenAt\":\"y\"}]",
                items.get(1).payload().getFirst().value().toString());
    }

    /** Results as the partner sends them: {@code sender} is the person. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'sender':'493','to':'7042','receivedAt':'x','message':{'type':'TEXT','text':'hi'}} | message | 7042:493",
                "{'message':{'type':'FILE','url':'u'},'sender':493,'to':'7042','seenAt':null} | message | 7042:493",
                "{'sender':'493','receivedAt':'x','message':null} | message | 7042:493",
                "{'sender':{},'receivedAt':'x','message':{'text':'hi'}} | message | 7042",
                "{'messageId':'m','to':'491','status':{'groupName':'DELIVERED'},'message':null,'seenAt':null} | report | 7042:491",
                "{'messageId':'m','to':'491','seenAt':'y','status':null} | seen | 7042:491",
                "{'messageId':'m','to':'491'} | unknown | 7042:491"
            })
    void readsAPartnersResult(String result, String kind, String key) {
        var body = "{\"results\":[" + result.replace('\'', '"') + "]}";

        var item = PartnerReader.read("7042", MetaCalls.bytes(body)).getFirst();

        assertEquals(List.of(kind, key), List.of(item.kind(), item.key()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"results\":[]}", "{\"results\":{}}", "[]", "x"})
    void otherBodiesOfAPartnerAreUnknown(String body) {
        assertEquals(
                List.of("unknown"),
                PartnerReader.read("7042", MetaCalls.bytes(body)).stream()
                        .map(Item::kind)
                        .toList());
    }
}
