package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.ExitCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerCommandTest {
    private static final String INBOUND = "POST /control/inbound";

    private ApiStub api;

    @BeforeEach
    void startApi() throws Exception {
        api = new ApiStub()
                .answer("GET /conversations/v3/configurations/channels", 200, """
                        [{'channel':'whatsapp','id':{'phoneNumber':'4930555100'}},
                         {'channel':'sms','id':{'phoneNumber':'CornerShop'}}]""")
                .answer(INBOUND, 202, "{'ids':['1']}");
    }

    @AfterEach
    void stopApi() {
        api.close();
    }

    private CliRun trigger(String... words) {
        var all = new ArrayList<>(List.of("trigger"));
        all.addAll(List.of(words));
        all.addAll(List.of("--sandbox", api.url()));
        return CliRun.at(api.url(), all.toArray(String[]::new));
    }

    @Test
    void personsWriteToTheFirstSender() {
        trigger("inbound.text").expect(ExitCode.OK);
        assertEquals(
                "{\"channel\":\"whatsapp\",\"from\":\"4915550001111\",\"to\":\"4930555100\","
                        + "\"text\":\"Is the shop open today?\"}",
                api.requests(INBOUND).getLast().body().toString());

        trigger("inbound.text", "--channel", "sms", "--from", "49151", "--override", "text=STOP")
                .expect(ExitCode.OK);
        assertEquals(
                "{\"channel\":\"sms\",\"from\":\"49151\",\"to\":\"CornerShop\",\"text\":\"STOP\"}",
                api.requests(INBOUND).getLast().body().toString());
    }

    @Test
    void laterCallsUseWhatEarlierOnesReturned() {
        api.answer("POST /conversations/v3/messages", 202, "{'messageId':'m-1'}")
                .answer(
                        "GET /control/ledger",
                        200,
                        "{'accepted':[{'ref':'m-0'},{'ref':'m-1','providerId':'wamid.1'}]}");

        var run = trigger("inbound.reaction", "--json").expect(ExitCode.OK);

        var reaction = api.requests(INBOUND).getLast().body().path("message").path("reaction");
        assertEquals("wamid.1", reaction.path("message_id").asText());
        assertEquals(3, run.json().path("calls").size());
        assertEquals("m-1", run.json().at("/calls/0/response/messageId").asText());
    }

    @Test
    void listShowsEveryTrigger() {
        var all = CliRun.of("trigger", "--list", "--json").expect(ExitCode.OK).json();
        assertTrue(all.size() > 15, all.toString());
        var lines = CliRun.of("trigger", "--list").out();
        assertEquals(all.size(), lines.lines().count());
        assertTrue(lines.contains("status.failed          whatsapp viber sms"), lines);
    }

    @Test
    void mistakesAreReported() {
        var unknown = trigger("inbound.fax").expect(ExitCode.USAGE);
        assertTrue(unknown.err().contains("Unknown trigger inbound.fax; triggers are inbound.text,"), unknown.err());

        var channel = trigger("inbound.button", "--channel", "sms").expect(ExitCode.USAGE);
        assertTrue(channel.err().contains("can happen on whatsapp only"), channel.err());

        assertTrue(trigger().expect(ExitCode.USAGE).err().contains("--list"));
        var remote = CliRun.at(api.url(), "trigger", "inbound.text").expect(ExitCode.USAGE);
        assertTrue(remote.err().contains("--sandbox"), remote.err());

        api.answer(INBOUND, 400, "{'error':'no WhatsApp number 1'}");
        var refused = trigger("inbound.text").expect(ExitCode.FAILED);
        assertTrue(refused.err().contains("no WhatsApp number 1"), refused.err());
    }

    /** Every trigger's data is complete: its channels have steps, and its variables have values. */
    @Test
    void everyTriggerHasStepsForItsChannels() {
        for (var trigger : Trigger.all()) {
            for (var channel : trigger.channels()) {
                assertTrue(
                        trigger.steps().stream().anyMatch(step -> step.isFor(channel)), trigger.name() + " " + channel);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1             | {\"a\":1,\"list\":[{\"x\":1}]}",
                "a.b=text        | {\"a\":{\"b\":\"text\"},\"list\":[{\"x\":1}]}",
                "list.0.x=true   | {\"a\":0,\"list\":[{\"x\":true}]}",
                "list.1=null     | {\"a\":0,\"list\":[{\"x\":1},null]}",
                "list.1.y=2      | {\"a\":0,\"list\":[{\"x\":1},{\"y\":2}]}",
                "a=\"1\"         | {\"a\":\"1\",\"list\":[{\"x\":1}]}",
                "a=1 and 2       | {\"a\":\"1 and 2\",\"list\":[{\"x\":1}]}",
                "a=              | {\"a\":\"\",\"list\":[{\"x\":1}]}",
            })
    void overridesSetMembers(String override, String expected) throws Exception {
        var body = (ObjectNode) new ObjectMapper().readTree("{\"a\":0,\"list\":[{\"x\":1}]}");

        BodyOverrides.apply(body, override);

        assertEquals(expected, body.toString());
    }

    @Test
    void overridesOfAnotherFormAreRefused() {
        var body = OutputOptions.object();
        body.putArray("list");
        for (var override : List.of("a", "=1", "list.1=0", "list.x=0")) {
            assertThrows(CommandFailure.class, () -> BodyOverrides.apply(body, override), override);
        }
    }
}
