package io.parley.messaging.channel.whatsapp.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.whatsapp.account.GraphServer;
import io.parley.messaging.channel.whatsapp.account.GraphServer.Call;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.test.Contract;
import io.parley.runtime.test.WhatsAppCustomer;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.EnumSet;
import java.util.List;

/** Requests about the settings of a customer's number, each response checked against the contract. */
record SettingsRequests(WhatsAppCustomer customer) {
    private static final String PATTERN = "/channels/whatsapp/phone-numbers/{phone-number}/settings/";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Path of a setting of the test's number. */
    String path(String setting) {
        return path(customer.number().identity(), setting);
    }

    String path(String number, String setting) {
        return WhatsAppCustomer.API + "/phone-numbers/" + number + "/settings/" + setting;
    }

    Response get(String number, String setting) {
        return customer.request().get(path(number, setting));
    }

    static ValidatableResponse checked(String method, String setting, Response answer, int status) {
        assertEquals(status, answer.statusCode(), answer::asString);
        var isPicture = answer.contentType() != null && answer.contentType().startsWith("image/");
        Contract.checkResponse(
                method, PATTERN + setting, status, answer.contentType(), isPicture ? "" : answer.asString());
        return answer.then();
    }

    /** Meta's path of the number, with a suffix. */
    String meta(String method, String suffix) {
        return method + " /" + customer.number().providerId() + suffix;
    }

    void profileIs(String json) {
        GraphServer.on(meta("GET", "/whatsapp_business_profile"), "{'data':[" + json + "]}");
    }

    static JsonNode body(Call call) {
        return tree(call.body().toString());
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    Sender foreignNumber() {
        return customer.addNumber(customer.addForeignAccount(), EnumSet.allOf(Scope.class));
    }

    /** Numbers that the caller does not have. */
    List<String> unknownNumbers() {
        return List.of("4930555", foreignNumber().identity(), "abc", "-4930", "123456789012345678901234567890");
    }
}
