package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.cli.ApiStub.Answer;
import io.parley.runtime.command.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendCommandTest {
    private static final String SEND = "POST /conversations/v3/messages";
    private static final String EVENTS = "GET /conversations/v3/messages/m-1/events";
    private static final String ACCEPTED = "{'messageId':'m-1','timestamp':'2026-03-02T09:15:00Z'}";
    private static final String CHANNELS = """
            [{'channel':'sms','id':{'phoneNumber':'CornerShop'},'scopes':[]},
             {'channel':'whatsapp','id':{'phoneNumber':'4930555100'},'scopes':[]},
             {'channel':'viber','id':{'serviceId':'7042'},'scopes':[]}]""";

    @TempDir
    Path folder;

    private ApiStub api;

    @BeforeEach
    void startApi() throws Exception {
        api = new ApiStub()
                .answer("GET /conversations/v3/configurations/channels", 200, CHANNELS)
                .answer(SEND, 202, ACCEPTED);
    }

    @AfterEach
    void stopApi() {
        api.close();
    }

    private CliRun send(String... words) {
        var all = new String[words.length + 1];
        all[0] = "send";
        System.arraycopy(words, 0, all, 1, words.length);
        return CliRun.at(api.url(), all);
    }

    private ApiStub.Request sent() {
        return api.requests(SEND).getLast();
    }

    @Test
    void textIsSentByTheFirstSenderOfTheChannel() {
        var run = send("--to", "+4915550001111", "Hello").expect(ExitCode.OK);

        assertEquals("m-1  accepted   whatsapp 4930555100 → +4915550001111\n", run.out());
        assertEquals(
                "{\"channel\":\"whatsapp\",\"to\":\"+4915550001111\",\"from\":\"4930555100\","
                        + "\"content\":{\"contentType\":\"text\",\"text\":\"Hello\"}}",
                sent().body().toString());
        assertEquals(CliRun.KEY, sent().header("Apikey"));
    }

    @Test
    void viberHasARateType() {
        send("--channel", "viber", "--to", "49", "Hi").expect(ExitCode.OK);
        assertEquals("transaction", sent().body().path("rateType").asText());

        send("--channel", "viber", "--rate-type", "promotion", "--to", "49", "Hi");
        assertEquals("promotion", sent().body().path("rateType").asText());
    }

    @Test
    void templateHasItsParametersInOrder() {
        send("--to", "49", "--template", "visit", "--param", "Mina", "--param", "Monday", "--payload", "yes");

        assertEquals(
                "{\"templateId\":\"visit\",\"templateLanguage\":\"en\",\"components\":{\"body\":["
                        + "{\"type\":\"text\",\"text\":\"Mina\"},{\"type\":\"text\",\"text\":\"Monday\"}],"
                        + "\"button\":[{\"type\":\"quick_reply\",\"index\":0,\"payload\":\"yes\"}]}}",
                sent().body().path("content").path("template").toString());
    }

    @Test
    void filesHaveAContentOrAWholeMessage() throws Exception {
        var content = Files.writeString(
                folder.resolve("content.json"), "{\"contentType\":\"location\",\"location\":{\"latitude\":52.5}}");
        send("--to", "49", "--content", content.toString()).expect(ExitCode.OK);
        assertEquals(
                "location", sent().body().path("content").path("contentType").asText());

        var message = Files.writeString(
                folder.resolve("message.json"),
                "{\"channel\":\"sms\",\"from\":\"Shop\",\"to\":\"49\",\"content\":{\"contentType\":\"text\"}}");
        send("--content", message.toString(), "--to", "50").expect(ExitCode.OK);
        assertEquals("Shop", sent().body().path("from").asText());
        assertEquals("50", sent().body().path("to").asText());

        var broken = Files.writeString(folder.resolve("broken.json"), "{\"contentType\":");
        var run = send("--to", "49", "--content", broken.toString()).expect(ExitCode.USAGE);
        assertTrue(run.err().contains("is not JSON: line 1, column"), run.err());
    }

    @Test
    void whatIsMissingIsNamed() {
        assertTrue(send("Hello").expect(ExitCode.USAGE).err().contains("--to"));
        assertTrue(send("--to", "49").expect(ExitCode.USAGE).err().contains("--template"));
    }

    @Test
    void violationsAreShownWithTheirFields() {
        api.answer(SEND, 400, """
                {'title':'Constraint Violation','status':400,'violations':[
                 {'field':'to','message':'must be an international number'}]}""");

        var run = send("--to", "0", "Hello").expect(ExitCode.FAILED);
        assertTrue(
                run.err().contains("Constraint Violation (status 400)\n  to: must be an international number"),
                run.err());

        var error = send("--to", "0", "Hello", "--json").expect(ExitCode.FAILED).error();
        assertEquals(400, error.path("status").asInt());
        assertEquals("to", error.at("/problem/violations/0/field").asText());
    }

    @Test
    void exitCodesDistinguishRefusedKeysFromOutages() {
        api.answer(SEND, 403, "{'title':'Forbidden','status':403}");
        var refused = send("--to", "49", "Hello").expect(ExitCode.UNAUTHORIZED);
        assertTrue(refused.err().contains("lacks the scope"), refused.err());

        api.answer(SEND, 503, "{'title':'Service Unavailable','status':503}");
        send("--to", "49", "Hello").expect(ExitCode.UNREACHABLE);

        api.close();
        var run = send("--from", "Shop", "--to", "49", "Hello").expect(ExitCode.UNREACHABLE);
        assertTrue(run.err().contains("cannot be reached") && run.err().contains("./dev status"), run.err());
        assertFalse(run.err().contains(CliRun.KEY), run.err());
    }

    @Test
    void repeatedAttemptsHaveTheSameIdempotencyKey() {
        var attempts = new AtomicInteger();
        api.answer(
                SEND,
                request -> attempts.incrementAndGet() == 1
                        ? new Answer(503, "{}", Map.of("Retry-After", "0"))
                        : Answer.of(202, ACCEPTED));

        send("--to", "49", "Hello").expect(ExitCode.OK);

        var keys = api.requests(SEND).stream()
                .map(request -> request.header("Idempotency-key"))
                .toList();
        assertEquals(2, keys.size());
        assertEquals(keys.getFirst(), keys.getLast());
        assertFalse(keys.getFirst().isEmpty());
    }

    @Test
    void waitsForAState() {
        var polls = new AtomicInteger();
        api.answer(
                EVENTS,
                request -> Answer.of(200, polls.incrementAndGet() == 1 ? events() : events("dispatched", "seen")));

        var run = send("--to", "49", "Hello", "--wait", "delivered").expect(ExitCode.OK);

        assertTrue(run.out().endsWith("m-1  dispatched\nm-1  seen\n"), run.out());
        var json = send("--to", "49", "Hello", "--wait", "delivered", "--json").json();
        assertEquals("m-1", json.path("messageId").asText());
        assertEquals(3, json.path("events").size());
    }

    @Test
    void aFailureEndsTheWaitWithItsReason() {
        api.answer(
                EVENTS,
                200,
                events("failed").replace("}]", ",'details':{'code':'sms::error::11','message':'Unknown'}}]"));

        var run = send("--to", "49", "Hello", "--wait", "seen").expect(ExitCode.FAILED);

        assertTrue(run.out().contains("failed   sms::error::11: Unknown"), run.out());
    }

    @Test
    void theWaitEndsWithWhatIsAwaited() {
        api.answer(EVENTS, 200, events().replace("]}", "],'waiting':{'reason':'notConnected'}}"));

        var run = send("--to", "49", "Hello", "--wait", "dispatched", "--timeout", "1ms")
                .expect(ExitCode.TIMEOUT);

        assertTrue(run.err().contains("is accepted, not yet dispatched, it waits: notConnected"), run.err());
    }

    private static String events(String... states) {
        var text = new StringBuilder("{'messageId':'m-1','events':[{'event':'MessageStatus::accepted'}");
        for (var state : states) {
            text.append(",{'event':'MessageStatus::").append(state).append("'}");
        }
        return text + "]}";
    }

    @Test
    void aKeyAmongTheArgumentsIsUsedWithAWarning() {
        var run = CliRun.with(
                Map.of(), folder, "send", "--from", "S", "--to", "49", "Hi", "--url", api.url(), "--api-key", "other");

        assertTrue(run.expect(ExitCode.OK).err().startsWith("Warning: other users"), run.err());
        assertEquals("other", sent().header("Apikey"));
    }

    @Test
    void localPlatformIsFoundInItsStateFolder() throws Exception {
        var state = Files.createDirectories(folder.resolve(".parley"));
        Files.writeString(
                state.resolve("platform.json"),
                "{\"api\":\"%s/conversations/v3\",\"apiKey\":\"local\"}".formatted(api.url()));

        CliRun.with(Map.of(), folder, "send", "--to", "49", "Hi").expect(ExitCode.OK);

        assertEquals("local", sent().header("Apikey"));
    }
}
