package io.parley.runtime.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class GraphErrorTest {

    @Test
    void anErrorOfAResponseIsParsed() throws Exception {
        var answer = json("""
                {"error":{"message":"(#131056) Pair rate limit hit","type":"OAuthException","code":131056,
                 "error_data":{"messaging_product":"whatsapp","details":"Too many messages"},
                 "is_transient":true,"fbtrace_id":"AbC"}}""");

        var error = GraphError.ofAnswer(answer).orElseThrow();

        assertEquals(131056, error.code());
        assertEquals("(#131056) Pair rate limit hit – Too many messages", error.text());
        assertEquals("AbC", error.traceId());
        assertTrue(error.temporary());
    }

    @Test
    void anErrorOfAWebhookIsParsed() throws Exception {
        var error = GraphError.of(json("""
                {"code":131047,"title":"Re-engagement message","message":"Re-engagement message",
                 "error_data":{"details":"More than 24 hours have passed"}}"""));

        assertEquals("Re-engagement message – More than 24 hours have passed", error.text());
    }

    @Test
    void aResponseWithoutErrorGivesNone() throws Exception {
        assertTrue(GraphError.ofAnswer(json("{\"messages\":[]}")).isEmpty());
        assertTrue(GraphError.ofAnswer(json("\"<html>\"")).isEmpty());
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
