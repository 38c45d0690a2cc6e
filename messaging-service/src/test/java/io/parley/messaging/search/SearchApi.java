package io.parley.messaging.search;

import static io.restassured.RestAssured.given;

import io.parley.messaging.message.Tenant;
import io.parley.runtime.test.Contract;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Searches for messages. Every response is validated against the contract. */
final class SearchApi {

    static final String MESSAGES = "/messages";
    static final String CONVERSATION = "/conversations/{channel}/{from}/{to}";

    private static final String API = "/conversations/v3";
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"");
    private static final int MAX_PAGES = 1000;

    private SearchApi() {}

    static ValidatableResponse messages(Tenant tenant, String query) {
        return get(tenant.key(), MESSAGES, MESSAGES + query);
    }

    static ValidatableResponse conversation(Tenant tenant, String to, String query) {
        return get(tenant.key(), CONVERSATION, "/conversations/viber/" + tenant.serviceId() + "/" + to + query);
    }

    /** @param operation path of the operation in the contract */
    static ValidatableResponse get(String key, String operation, String path) {
        var response = given().urlEncodingEnabled(false).header("apikey", key).get(API + path);
        Contract.checkResponse(
                "GET",
                operation,
                response.statusCode(),
                response.contentType(),
                response.body().asString());
        return response.then();
    }

    static List<UUID> ids(ValidatableResponse response) {
        List<String> ids = response.statusCode(200).extract().path("messageId");
        return ids.stream().map(UUID::fromString).toList();
    }

    /** All pages from a first one, by their links. */
    static List<ValidatableResponse> pages(Tenant tenant, String operation, ValidatableResponse first) {
        var pages = new ArrayList<>(List.of(first));
        for (var next = next(first); next.isPresent() && pages.size() < MAX_PAGES; next = next(pages.getLast())) {
            var uri = URI.create(next.get());
            pages.add(get(tenant.key(), operation, uri.getRawPath().substring(API.length()) + "?" + uri.getRawQuery()));
        }
        return pages;
    }

    static Optional<String> next(ValidatableResponse response) {
        return NEXT.matcher(response.statusCode(200).extract().header("Link"))
                .results()
                .map(link -> link.group(1))
                .findFirst();
    }
}
