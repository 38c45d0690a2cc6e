package io.parley.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.sandbox.Stage.Response;

/** Calls of the Graph API with the token of the sandbox. */
record GraphStage(Stage stage) {
    static final String BASE = "/graph/v25.0";
    static final String NUMBER = "/105500000000001";
    static final String ACCOUNT = "/205500000000001";

    private static final String[] TOKEN = {"Authorization", "Bearer sandbox-meta-token"};

    Response get(String path) {
        return call("GET", path, "");
    }

    Response post(String path, String body) {
        return call("POST", path, body);
    }

    Response call(String method, String path, String body) {
        return stage.call(method, BASE + path, body, TOKEN);
    }

    /** Checks the shape of an error and its message. */
    void assertRejected(Response response, int status, int code, String message) {
        var error = response.json().path("error");
        assertEquals(code, error.path("code").asInt(), error.toString());
        assertEquals(status, response.status(), error.toString());
        assertTrue(error.path("message").asText().contains(message), error.toString());
        assertTrue(error.path("type").isTextual(), error.toString());
        assertTrue(error.path("fbtrace_id").isTextual(), error.toString());
    }

    void assertSucceeded(Response response) {
        assertEquals(200, response.status(), response.json().toString());
        assertTrue(response.json().path("success").asBoolean(), response.json().toString());
    }
}
