package io.parley.messaging.search;

import static io.restassured.RestAssured.given;

import io.parley.messaging.message.WithTenant;
import io.parley.runtime.test.Contract;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;

/** A test that searches the messages of a tenant. Every response is validated against the contract. */
abstract class WithSearch extends WithTenant {

    static final String MESSAGES = "/messages";
    static final String CONVERSATION = "/conversations/{channel}/{from}/{to}";

    private static final String API = "/conversations/v3";
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"");
    private static final int MAX_PAGES = 1000;

    @Inject
    Pool pool;

    InsertedMessages stored;

    @BeforeEach
    void prepareMessages() {
        stored = new InsertedMessages(pool, tenant);
    }

    Response messages(String query) {
        return get(tenant.key(), MESSAGES, MESSAGES + query);
    }

    Response conversation(String to, String query) {
        return get(tenant.key(), CONVERSATION, "/conversations/viber/" + tenant.serviceId() + "/" + to + query);
    }

    /** @param operation path of the operation in the contract */
    static Response get(String key, String operation, String path) {
        var response = given().urlEncodingEnabled(false).header("apikey", key).get(API + path);
        Contract.checkResponse(
                "GET",
                operation,
                response.statusCode(),
                response.contentType(),
                response.body().asString());
        return response;
    }

    static List<UUID> ids(Response response) {
        List<String> ids = response.then().statusCode(200).extract().path("messageId");
        return ids.stream().map(UUID::fromString).toList();
    }

    /** All pages from a first one, by their links. */
    List<Response> pages(String operation, Response first) {
        var pages = new ArrayList<>(List.of(first));
        for (var next = next(first); next.isPresent() && pages.size() < MAX_PAGES; next = next(pages.getLast())) {
            var uri = URI.create(next.get());
            pages.add(get(tenant.key(), operation, uri.getRawPath().substring(API.length()) + "?" + uri.getRawQuery()));
        }
        return pages;
    }

    static Optional<String> next(Response response) {
        return NEXT.matcher(response.then().statusCode(200).extract().header("Link"))
                .results()
                .map(link -> link.group(1))
                .findFirst();
    }
}
