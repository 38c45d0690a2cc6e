package io.parley.runtime.test;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WhatsAppText",
                "WhatsAppImage",
                "WhatsAppTemplateSend",
                "WhatsAppButtons",
                "WhatsAppList",
                "WhatsAppFlowSend",
                "ViberRich",
                "SmsText"
            })
    void theContractsExamplesAreValid(String example) {
        Contract.check("MessageRequest", Contract.examples().get(example));
    }

    @Test
    void allErrorsAreReported() {
        var error =
                assertThrows(AssertionError.class, () -> Contract.check("Problem", "{\"title\":1,\"status\":\"x\"}"));

        assertTrue(error.getMessage().contains("title") && error.getMessage().contains("status"), error.getMessage());
        assertThrows(AssertionError.class, () -> Contract.check("MessageRequest", "{\"to\":\"1\"}"));
        assertThrows(AssertionError.class, () -> Contract.check("NoSuchSchema", "{}"));
    }

    @Test
    void formatsAreChecked() {
        Contract.check(
                "MessageResponse",
                "{\"messageId\":\"0190f5a8-0000-7000-8000-000000000001\",\"timestamp\":\"2026-01-31T12:00:00Z\"}");
        assertThrows(
                AssertionError.class,
                () -> Contract.check(
                        "MessageResponse", "{\"messageId\":\"1-1-1\",\"timestamp\":\"2026-01-31T12:00:00Z\"}"));
        assertThrows(
                AssertionError.class,
                () -> Contract.check(
                        "MessageResponse",
                        "{\"messageId\":\"0190f5a8-0000-7000-8000-000000000001\",\"timestamp\":\"yesterday\"}"));
    }

    @Test
    void unlistedResponsesAreInvalid() {
        var problem = "{\"title\":\"Unauthorized\",\"status\":401,\"detail\":\"Send your API key.\"}";

        assertDoesNotThrow(() -> Contract.checkResponse("POST", "/messages", 401, "application/problem+json", problem));
        assertDoesNotThrow(() -> Contract.checkResponse("DELETE", "/media/{mediaId}", 204, null, ""));
        assertThrows(
                AssertionError.class,
                () -> Contract.checkResponse("POST", "/messages", 401, "application/json", problem));
        assertThrows(AssertionError.class, () -> Contract.checkResponse("DELETE", "/media/{mediaId}", 204, null, "{}"));
        assertThrows(AssertionError.class, () -> Contract.checkResponse("GET", "/nowhere", 200, null, ""));
    }

    @Test
    void aProblemWithoutDetailOrViolationIsInvalid() {
        var problem = "{\"title\":\"Unauthorized\",\"status\":401}";

        assertThrows(
                AssertionError.class,
                () -> Contract.checkResponse("POST", "/messages", 401, "application/problem+json", problem));
    }

    @Test
    void allOperationsAreListed() {
        assertEquals(54, Contract.operations().size());
    }
}
