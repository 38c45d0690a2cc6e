package io.parley.messaging.media;

import static io.restassured.config.EncoderConfig.encoderConfig;

import io.parley.messaging.directory.Operator;
import io.parley.messaging.directory.Operator.Customer;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** Client of the media API for one customer. */
record MediaApi(Customer customer) {
    static final String ROOT = "/conversations/v3/media";

    static MediaApi ofNewCustomer() {
        return new MediaApi(Operator.customer("Filed"));
    }

    RequestSpecification request() {
        return customer.request()
                .config(RestAssured.config()
                        .encoderConfig(encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)));
    }

    ValidatableResponse post(String query, String type, byte[] bytes) {
        return request()
                .urlEncodingEnabled(false)
                .contentType(type)
                .body(bytes)
                .post(ROOT + query)
                .then();
    }

    /** Uploads a file and returns its id. */
    UUID upload(String query, String type, byte[] bytes) {
        return UUID.fromString(
                post(query, type, bytes).statusCode(200).extract().path("mediaId"));
    }

    ValidatableResponse get(Object mediaId) {
        return request().get(ROOT + "/" + mediaId).then();
    }

    ValidatableResponse delete(Object mediaId) {
        return request().delete(ROOT + "/" + mediaId).then();
    }

    ValidatableResponse list() {
        return request().get(ROOT).then();
    }
}
