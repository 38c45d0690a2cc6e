package io.parley.messaging.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is made of the contract for other tools, made at the first request and cached as text. */
@ApplicationScoped
class ContractTools {

    private static final String ID = "$id";

    private record Made(String postman, Map<String, JsonNode> schemas) {}

    private volatile @Nullable Made made;

    /** The collection of Postman for an API at this URL. */
    String postman(String baseUrl) {
        return made().postman().replace(PostmanCollection.BASE_URL, baseUrl);
    }

    /** The names of the callbacks. */
    Set<String> callbacks() {
        return made().schemas().keySet();
    }

    /**
     * The JSON Schema of a callback; empty if there is no such callback.
     *
     * @param url where it is served
     */
    Optional<String> schema(String callback, String url) {
        return Optional.ofNullable(made().schemas().get(callback)).map(schema -> withId(schema, url));
    }

    private static String withId(JsonNode schema, String url) {
        ObjectNode identified = ((ObjectNode) schema).objectNode().put(ID, url);
        return identified.setAll((ObjectNode) schema).toPrettyString();
    }

    /** Two threads may make it at once; both make the same. */
    private Made made() {
        var known = made;
        if (known == null) {
            var contract = ContractDocument.read();
            known = new Made(
                    PostmanCollection.of(contract).toPrettyString(), new LinkedHashMap<>(CallbackSchemas.of(contract)));
            made = known;
        }
        return known;
    }
}
