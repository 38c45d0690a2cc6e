package io.parley.messaging.channel.viber;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.Mutation;
import io.parley.model.ProviderEvent;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inbound messages with each member in turn of an unexpected type: the other members are still read. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(ScriptedViber.class)
class OddViberMembersTest {

    /** Members without which the message has no sender, or its object cannot be read. */
    private static final Set<String> REQUIRED =
            Set.of("results", "0", "sender", "message", "id", "lat", "lon", "type", "media", "url");

    @Inject
    ViberChannel channel;

    @Inject
    ObjectMapper json;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'text','text':'Words'}",
                "{'type':'picture','media':'https://files.example/1','text':'Look','file_name':'lamp.jpg'}",
                "{'type':'file','media':'https://files.example/1','file_name':'plan.pdf','size':7}",
                "{'type':'location','location':{'lat':52.5,'lon':13.4}}",
                "{'type':'contact','contact':{'name':'Ada','phone_number':'+4930111'}}",
            })
    void aMalformedMemberOfABotsMessageLosesNoOtherMember(String message) throws IOException {
        assertOtherMembersRead("viber", """
                {'event':'message','timestamp':1795916000000,'message_token':'5741311803571721089',
                 'sender':{'id':'01234567890A=','name':'Ana'},'message':%s}""".formatted(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'TEXT','text':'Words'}",
                "{'type':'FILE','url':'https://files.example/1','fileName':'plan.pdf'}",
            })
    void aMalformedMemberOfAPartnersMessageLosesNoOtherMember(String message) throws IOException {
        assertOtherMembersRead("viber-partner", """
                {'results':[{'sender':'4915550001111','to':'7042','integrationType':'VIBER','messageId':'m-1',
                 'receivedAt':'2026-04-01T11:02:43.594+0000','message':%s}]}""".formatted(message));
    }

    private void assertOtherMembersRead(String provider, String text) throws IOException {
        var sample = json.readTree(text.replace('\'', '"'));
        var whole = assertInstanceOf(Received.class, read(provider, sample)).toString();
        Mutation.of(sample).forEach(mutation -> {
            var read = read(provider, mutation.mutated());
            if (REQUIRED.stream().noneMatch(name -> mutation.pointer().endsWith("/" + name))) {
                var received = assertInstanceOf(Received.class, read, mutation.toString());
                for (var leaf : mutation.rest(sample)) {
                    assertTrue(
                            !whole.contains(leaf) || received.toString().contains(leaf),
                            () -> leaf + " is lost with " + mutation);
                }
            }
        });
    }

    private ChannelEvent read(String provider, JsonNode payload) {
        return channel.read(new ProviderEvent(1, "e1", provider, "message", "7042", "k", Instant.now(), payload))
                .getFirst();
    }
}
