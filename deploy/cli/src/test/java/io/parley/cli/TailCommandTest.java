package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.cli.ApiStub.Answer;
import io.parley.runtime.command.ExitCode;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TailCommandTest {
    private static final String SEARCH = "GET /conversations/v3/messages";

    @Test
    void messagesAndTheirNewStatusesArePrintedOnce() throws Exception {
        var polls = new AtomicInteger();
        try (var api = new ApiStub().answer(SEARCH, call -> Answer.of(200, page(polls.incrementAndGet())))) {
            var run = CliRun.at(api.url(), "tail", "--for", "1500ms", "--channel", "sms")
                    .expect(ExitCode.OK);

            var lines = run.out()
                    .lines()
                    .map(line -> line.substring(line.indexOf(' ')).strip())
                    .toList();
            assertEquals(3, lines.size(), run.out());
            assertTrue(lines.get(0).matches("accepted +sms +m-1 +CornerShop → 49151  \"Hi\""), run.out());
            assertTrue(lines.get(1).matches("received +sms +m-2 +49151 → CornerShop  \"Yes\""), run.out());
            assertTrue(lines.get(2).startsWith("delivered"), run.out());
            var query = api.requests(SEARCH).getFirst().query();
            assertTrue(query.matches("size=100&order=oldestFirst&since=[^&]+Z&channel=sms"), query);
        }
    }

    private static String page(int poll) {
        return """
                [{'messageId':'m-1','direction':'outbound','channel':'sms','from':'CornerShop','to':'49151','status':'%s',
                  'timestamp':'2026-03-02T09:15:00Z','content':{'contentType':'text','text':'Hi'}},
                 {'messageId':'m-2','direction':'inbound','channel':'sms','from':'49151','to':'CornerShop',
                  'timestamp':'2026-03-02T09:15:01Z','content':{'contentType':'text','text':'Yes'}}]""".formatted(poll == 1 ? "accepted" : "delivered");
    }

    @Test
    void jsonHasOneLineForEachMessage() throws Exception {
        try (var api = new ApiStub().answer(SEARCH, 200, page(1))) {
            var run = CliRun.at(api.url(), "tail", "--no-follow", "--json").expect(ExitCode.OK);

            assertEquals(2, run.out().lines().count());
            assertEquals("m-1", run.json().path("messageId").asText());
        }
    }
}
