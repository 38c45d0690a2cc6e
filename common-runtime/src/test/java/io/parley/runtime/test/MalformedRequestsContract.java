package io.parley.runtime.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Tests that a server refuses {@link MalformedRequests}; a subclass provides its port. */
public abstract class MalformedRequestsContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECOND = "GET /conversations/v3/messages HTTP/1.1\r\nHost: x\r\n\r\n";

    protected abstract int port();

    protected List<MalformedRequests> requests() {
        return MalformedRequests.all();
    }

    /** Each request gets one problem, as the last response of its connection. */
    @TestFactory
    Stream<DynamicTest> refusesMalformedRequests() {
        return requests().stream().map(request -> DynamicTest.dynamicTest(request.name(), () -> isRefused(request)));
    }

    private void isRefused(MalformedRequests request) throws IOException {
        var answers = RawAnswers.to(port(), request.bytes() + SECOND + SECOND);

        assertEquals(List.of(request.status()), answers.all(), answers.text());
        assertTrue(answers.isClosed(), "the connection was not closed");
        var head = answers.text().substring(0, answers.text().indexOf("\r\n\r\n"));
        assertTrue(head.toLowerCase(java.util.Locale.ROOT).contains("content-type: application/problem+json"), head);
        assertTrue(head.toLowerCase(java.util.Locale.ROOT).contains("connection: close"), head);
        var problem = JSON.readTree(answers.text().substring(head.length() + 4));
        assertEquals(request.status(), problem.path("status").asInt());
        assertTrue(problem.hasNonNull("title"));
    }
}
