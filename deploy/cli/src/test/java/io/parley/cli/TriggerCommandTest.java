package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.ExitCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerCommandTest {
    private static final String INBOUND = "POST /control/inbound";

    @TempDir
    Path folder;

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
    void personsSendTheFileOfTheTriggerOrAnother() throws Exception {
        var phone = "POST /phones/api/phones/whatsapp/4915550001111";
        api.answer(phone + "/files", 201, "{'file':'media-1'}").answer(phone + "/messages", 202, "{'id':'1'}");

        trigger("inbound.image").expect(ExitCode.OK);
        var picture = api.requests(phone + "/files").getLast();
        assertEquals("image/png", picture.header("Content-type"));
        assertEquals("business=4930555100", picture.query());
        assertTrue(picture.body().binaryValue().length > 100);
        assertEquals(
                "{\"business\":\"4930555100\",\"type\":\"image\",\"file\":\"media-1\",\"text\":\"Do you have this lamp?\"}",
                api.requests(phone + "/messages").getLast().body().toString());

        var own = Files.writeString(folder.resolve("terms.txt"), "Terms");
        trigger("inbound.document", "--file", own.toString()).expect(ExitCode.OK);
        var document = api.requests(phone + "/files").getLast();
        assertEquals("text/plain", document.header("Content-type"));
        assertEquals("Terms", new String(document.body().binaryValue(), StandardCharsets.UTF_8));
        assertEquals(
                "terms.txt",
                api.requests(phone + "/messages").getLast().body().path("name").asText());

        trigger("inbound.text", "--file", own.toString()).expect(ExitCode.USAGE);
        trigger("inbound.image", "--file", folder.resolve("none.png").toString())
                .expect(ExitCode.USAGE);
        trigger(
                        "inbound.image",
                        "--file",
                        Files.writeString(folder.resolve("a.xyz"), "x").toString())
                .expect(ExitCode.USAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "whatsapp, '', 4915550131026",
        "whatsapp, 131047, 4915550131047",
        "viber, 8, 4915559000008",
        "sms, 88, 4915559000088"
    })
    void failureHasTheCode(String channel, String code, String person) {
        var messages = "POST /conversations/v3/messages";
        api.answer(messages, 202, "{'messageId':'m-1'}");
        var options = code.isEmpty() ? new String[0] : new String[] {"--code", code};

        var words = new ArrayList<>(List.of("status.failed", "--channel", channel, "--to", "sender"));
        words.addAll(List.of(options));
        trigger(words.toArray(String[]::new)).expect(ExitCode.OK);

        assertEquals(person, api.requests(messages).getLast().body().path("to").asText());
    }

    @Test
    void codesOfAnotherFormAreRefused() {
        for (var words : List.of(
                List.of("status.failed", "--code", "seven"),
                List.of("status.failed", "--code", "1310260"),
                List.of("status.failed", "--code", "131026", "--from", "49151"),
                List.of("inbound.text", "--code", "131026"))) {
            assertTrue(trigger(words.toArray(String[]::new))
                    .expect(ExitCode.USAGE)
                    .err()
                    .contains("--code"));
        }
    }

    /** The files of triggers exist. */
    @Test
    void everyFileIsThere() {
        for (var trigger : Trigger.all()) {
            trigger.steps().stream()
                    .map(Trigger.Step::file)
                    .filter(Objects::nonNull)
                    .forEach(name -> assertTrue(MediaFile.ofResource(name).content().length > 100, name));
        }
    }

    @Test
    void listShowsEveryTrigger() {
        var all = CliRun.of("trigger", "--list", "--json").expect(ExitCode.OK).json();
        assertTrue(all.size() > 30, all.toString());
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
