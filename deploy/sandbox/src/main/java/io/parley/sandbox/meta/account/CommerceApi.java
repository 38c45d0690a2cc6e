package io.parley.sandbox.meta.account;

import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.meta.error.GraphRejection;
import io.parley.sandbox.web.HttpCall;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Commerce settings: {@code GET} and {@code POST /{phone_number_id}/whatsapp_commerce_settings}; the POST has a query. */
final class CommerceApi {
    private static final String CART = "is_cart_enabled";
    private static final String CATALOG = "is_catalog_visible";

    void read(HttpCall call, SandboxPhoneNumber number) {
        call.respond(200, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("data");
            json.writeStartObject();
            json.writeBooleanField(CART, number.cartEnabled);
            json.writeBooleanField(CATALOG, number.catalogVisible);
            json.writeStringField("id", id(number));
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** Returns the id of the settings, always the same for one number. */
    private static String id(SandboxPhoneNumber number) {
        var checksum = new CRC32();
        checksum.update(number.id().getBytes(StandardCharsets.UTF_8));
        return Long.toString(505_500_000_000_000L + checksum.getValue());
    }

    void update(HttpCall call, SandboxPhoneNumber number) {
        var cart = call.request().getParam(CART);
        var catalog = call.request().getParam(CATALOG);
        if (cart == null && catalog == null) {
            throw new GraphRejection(GraphErrorResponse.required(CATALOG));
        }
        var cartEnabled = isTrue(CART, cart, number.cartEnabled);
        number.catalogVisible = isTrue(CATALOG, catalog, number.catalogVisible);
        number.cartEnabled = cartEnabled;
        AccountGraphApi.succeed(call);
    }

    private static boolean isTrue(String name, String value, boolean current) {
        if (value == null) {
            return current;
        }
        return switch (value) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw GraphRejection.badParameter("Param " + name + " must be a boolean");
        };
    }
}
