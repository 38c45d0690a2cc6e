package io.parley.runtime.test;

import io.quarkus.test.junit.callback.QuarkusTestBeforeClassCallback;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Validates every response of the public API that a test gets through REST Assured against the contract. Registers
 * itself for all tests that start an application and have this jar. An error on a path or method that is not in the
 * contract must be a problem, too.
 */
public final class ContractFilter implements Filter, QuarkusTestBeforeClassCallback {

    private static final String API = "/conversations/v3/";

    @Override
    public void beforeClass(Class<?> testClass) {
        if (RestAssured.filters().stream().noneMatch(ContractFilter.class::isInstance)) {
            RestAssured.filters(this);
        }
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        var response = context.next(request, expected);
        var path = request.getURI().replaceFirst("^[a-z]+://[^/]*", "").replaceFirst("[?#].*", "");
        if (path.startsWith(API) && !request.getMethod().equals("HEAD")) {
            check(request.getMethod(), path.substring(API.length() - 1), response);
        }
        return response;
    }

    private static void check(String method, String path, Response response) {
        var body = new String(response.asByteArray(), StandardCharsets.UTF_8);
        var type = response.contentType() == null || response.contentType().isEmpty() ? null : response.contentType();
        var operation = operation(method.toUpperCase(Locale.ROOT), path);
        if (operation.isPresent()) {
            Contract.checkResponse(method, operation.get().path(), response.statusCode(), type, body);
        } else if (response.statusCode() >= 400) {
            if (type == null || !type.startsWith("application/problem+json")) {
                throw new AssertionError("%s %s got %d as %s and not as a problem: %s"
                        .formatted(method, path, response.statusCode(), type, body));
            }
            Contract.check("Problem", body);
            Contract.checkRemedy(type, body, method + " " + path);
        }
    }

    /** Finds the operation with the most literal path, as servers choose it. */
    private static Optional<Contract.Operation> operation(String method, String path) {
        return Contract.operations().stream()
                .filter(operation -> operation.method().equals(method))
                .filter(operation -> path.matches(operation.path().replaceAll("\\{[^}]*}", "[^/]+")))
                .min(Comparator.comparingLong(operation ->
                        operation.path().chars().filter(letter -> letter == '{').count()));
    }
}
