package io.parley.messaging.channel.whatsapp.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.messaging.channel.ProviderReferences;
import io.parley.messaging.channel.whatsapp.content.InteractiveContent;
import io.parley.runtime.graph.SnakeCase;
import org.jspecify.annotations.Nullable;

/** An interactive message in the Graph API's format. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InteractiveObject(
        String type,
        @Nullable Parameter header,
        TextObject body,
        @Nullable TextObject footer,
        Object action) {

    record TextObject(String text) {}

    static InteractiveObject of(InteractiveContent content, ProviderReferences references) {
        var parts = content.components();
        return new InteractiveObject(
                type(content),
                parts.header() == null ? null : Parameter.of(parts.header(), references),
                new TextObject(parts.body().text()),
                parts.footer() == null ? null : new TextObject(parts.footer().text()),
                SnakeCase.of(InteractiveAction.of(content)));
    }

    private static String type(InteractiveContent content) {
        return switch (content) {
            case InteractiveContent.Buttons buttons -> "button";
            case InteractiveContent.PickList list -> "list";
            case InteractiveContent.Product product -> "product";
            case InteractiveContent.ProductList products -> "product_list";
            case InteractiveContent.LocationRequest request -> "location_request_message";
            case InteractiveContent.Flow flow -> "flow";
            case InteractiveContent.AddressRequest request -> "address_message";
            case InteractiveContent.UrlButton button -> "cta_url";
            case InteractiveContent.VoiceCall call -> "voice_call";
            case InteractiveContent.CallPermissionRequest request -> "call_permission_request";
            case InteractiveContent.ContactRequest request -> "request_contact_info";
        };
    }
}
