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

/** Each member of what people write on Viber, of a wrong type in turn: the message comes out with the rest of it. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(ScriptedViber.class)
class OddViberMembersTest {

    /** Without these nobody wrote it, or the other members of the same object mean nothing. */
    private static final Set<String> CARRYING =
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
    void anOddMemberCostsABotsMessageNothingElse(String message) throws IOException {
        survives("viber", """
                {'event':'message','timestamp':1795916000000,'message_token':'5741311803571721089',
                 'sender':{'id':'01234567890A=','name':'Ana'},'message':%s}""".formatted(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'TEXT','text':'Words'}",
                "{'type':'FILE','url':'https://files.example/1','fileName':'plan.pdf'}",
            })
    void anOddMemberCostsAPartnersMessageNothingElse(String message) throws IOException {
        survives("viber-partner", """
                {'results':[{'sender':'4915550001111','to':'7042','integrationType':'VIBER','messageId':'m-1',
                 'receivedAt':'2026-04-01T11:02:43.594+0000','message':%s}]}""".formatted(message));
    }

    private void survives(String provider, String text) throws IOException {
        var sample = json.readTree(text.replace('\'', '"'));
        var whole = assertInstanceOf(Received.class, read(provider, sample)).toString();
        Mutation.of(sample).forEach(mutation -> {
            var read = read(provider, mutation.mutated());
            if (CARRYING.stream().noneMatch(name -> mutation.pointer().endsWith("/" + name))) {
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
