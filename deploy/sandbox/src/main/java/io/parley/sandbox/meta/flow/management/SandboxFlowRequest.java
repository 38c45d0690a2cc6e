package io.parley.sandbox.meta.flow.management;

import io.parley.sandbox.meta.account.GraphParameters;
import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.meta.error.GraphRejection;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a call that creates or updates a Flow contains.
 *
 * @param name empty if absent
 * @param categories empty if absent
 * @param endpointUri empty if absent; an empty text removes it
 * @param applicationId empty if absent
 */
record SandboxFlowRequest(
        Optional<String> name,
        Optional<List<String>> categories,
        Optional<String> endpointUri,
        Optional<String> applicationId) {

    private static final List<String> CATEGORIES = List.of(
            "SIGN_UP",
            "SIGN_IN",
            "APPOINTMENT_BOOKING",
            "LEAD_GENERATION",
            "CONTACT_US",
            "CUSTOMER_SUPPORT",
            "SURVEY",
            "OTHER");

    static SandboxFlowRequest of(GraphParameters parameters) {
        var name = Optional.ofNullable(parameters.text("name"));
        if (name.filter(String::isBlank).isPresent()) {
            throw GraphRejection.badParameter("Param name must not be empty.");
        }
        var categories = parameters.list("categories");
        categories.ifPresent(SandboxFlowRequest::checkCategories);
        var endpoint = Optional.ofNullable(parameters.text("endpoint_uri"));
        endpoint.filter(uri -> !uri.isEmpty()).ifPresent(SandboxFlowRequest::checkUri);
        return new SandboxFlowRequest(
                name, categories, endpoint, Optional.ofNullable(parameters.text("application_id")));
    }

    private static void checkCategories(List<String> categories) {
        if (categories.isEmpty()) {
            throw GraphRejection.badParameter("Param categories must have at least 1 element.");
        }
        for (var i = 0; i < categories.size(); i++) {
            if (!CATEGORIES.contains(categories.get(i))) {
                throw GraphRejection.badParameter("Param categories[" + i + "] must be one of {"
                        + String.join(", ", CATEGORIES) + "} - got \"" + categories.get(i) + "\".");
            }
        }
    }

    /** Checks a URI. Meta requires https; the sandbox also allows http, for endpoints of the same machine. */
    private static void checkUri(String text) {
        try {
            var uri = URI.create(text);
            if (uri.getHost() != null
                    && List.of("http", "https").contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
                return;
            }
        } catch (IllegalArgumentException | NullPointerException e) {
            // rejected below
        }
        throw SandboxFlowError.PARAMETER.rejection("The endpoint URI is not valid: " + text);
    }

    String requiredName() {
        return name.orElseThrow(() -> new GraphRejection(GraphErrorResponse.required("name")));
    }

    List<String> requiredCategories() {
        return categories.orElseThrow(() -> new GraphRejection(GraphErrorResponse.required("categories")));
    }

    /** Sets the endpoint and the app, if the call contains them. */
    void applyConnections(SandboxFlow flow) {
        endpointUri.ifPresent(uri -> flow.endpointUri = uri.isEmpty() ? null : uri);
        applicationId.ifPresent(id -> flow.applicationId = id.isEmpty() ? null : id);
    }
}
