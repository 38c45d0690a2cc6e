package io.parley.messaging.directory;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Creates accounts, keys and senders with the operator API. */
public final class Operator {
    static final String ROOT = "/operator/v1";
    public static final String ACCOUNT = "/accounts/{accountId}";

    private static final AtomicLong NUMBERS = new AtomicLong(System.nanoTime() % 1_000_000_000L);

    private Operator() {}

    /** A customer's account. */
    public record Customer(String accountId, String key) {

        /** A request with the customer's key. */
        public RequestSpecification request() {
            return given().header("apikey", key);
        }
    }

    public static RequestSpecification request() {
        return given().header("apikey", "operator-key-of-the-tests").contentType("application/json");
    }

    public static ValidatableResponse post(String path, Object body) {
        return request().body(body).post(ROOT + path).then();
    }

    public static ValidatableResponse put(String path, Object body) {
        return request().body(body).put(ROOT + path).then();
    }

    /** Sends a request and validates the response against the OpenAPI document of the operator API. */
    public static ValidatableResponse checked(String method, String pattern, String path, Object body, int status) {
        var request = body == null ? request() : request().body(body);
        return OperatorContract.checked(
                method, pattern, request.request(method, ROOT + path).then().statusCode(status));
    }

    /** Reads the account's settings, which contain the scopes of the key. */
    static ValidatableResponse settings(String key) {
        return given().header("apikey", key)
                .get("/conversations/v3/configurations")
                .then();
    }

    static String keyId(String key) {
        return key.split("_")[1];
    }

    /** Creates an account with a key that has all scopes. */
    public static Customer customer(String name) {
        var id = post("/accounts", Map.of("name", name))
                .statusCode(201)
                .extract()
                .<String>path("id");
        return new Customer(id, key(id, null));
    }

    /** @param scopes null for all */
    public static String key(String accountId, List<String> scopes) {
        return post("/accounts/" + accountId + "/keys", scopes == null ? Map.of() : Map.of("scopes", scopes))
                .statusCode(201)
                .extract()
                .path("key");
    }

    /** Creates a sender with an unused identity and returns the identity. */
    public static String sender(Customer customer, String channel, List<String> scopes) {
        var identity = unusedNumber();
        var sender =
                new TreeMap<String, Object>(Map.of("channel", channel, "identity", identity, "name", "Corner Shop"));
        if (scopes != null) {
            sender.put("scopes", scopes);
        }
        post("/accounts/" + customer.accountId() + "/senders", sender).statusCode(201);
        return identity;
    }

    public static String unusedNumber() {
        return "49301" + NUMBERS.incrementAndGet();
    }
}
