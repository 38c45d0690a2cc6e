package io.parley.messaging.channel.whatsapp;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.messaging.channel.ProviderReferences;

/** An interactive message as Meta wants it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InteractiveObject(String type, Parameter header, Words body, Words footer, Object action) {

    record Words(String text) {}

    static InteractiveObject of(InteractiveContent dialog, ProviderReferences references) {
        var parts = dialog.components();
        return new InteractiveObject(
                type(dialog),
                parts.header() == null ? null : Parameter.of(parts.header(), references),
                new Words(parts.body().text()),
                parts.footer() == null ? null : new Words(parts.footer().text()),
                SnakeCase.of(InteractiveAction.of(dialog)));
    }

    private static String type(InteractiveContent dialog) {
        return switch (dialog) {
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
