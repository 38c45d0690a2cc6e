package io.parley.runtime.json;

import static io.restassured.RestAssured.given;

import io.parley.runtime.app.TestKeys;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;

/** Posts unmodified bodies to the test service. */
final class Posted {
    static final String PARCELS = "/conversations/v3/parcels";

    private Posted() {}

    static Response post(String body) {
        return post(body.getBytes(StandardCharsets.UTF_8));
    }

    static Response post(byte[] body) {
        return caller().contentType("application/json").body(body).post(PARCELS);
    }

    /** A request with a valid key and without a default content type. */
    static RequestSpecification caller() {
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .header("apikey", TestKeys.GOOD);
    }
}
