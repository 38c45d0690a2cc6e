package io.parley.messaging.channel.whatsapp;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.messaging.channel.References;

/** An interactive message as Meta wants it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InteractiveObject(String type, Parameter header, Words body, Words footer, Object action) {

    record Words(String text) {}

    static InteractiveObject of(Dialog dialog, References references) {
        var parts = dialog.components();
        return new InteractiveObject(
                type(dialog),
                parts.header() == null ? null : Parameter.of(parts.header(), references),
                new Words(parts.body().text()),
                parts.footer() == null ? null : new Words(parts.footer().text()),
                SnakeCase.of(InteractiveAction.of(dialog)));
    }

    private static String type(Dialog dialog) {
        return switch (dialog) {
            case Dialog.Buttons buttons -> "button";
            case Dialog.PickList list -> "list";
            case Dialog.Product product -> "product";
            case Dialog.ProductList products -> "product_list";
            case Dialog.LocationRequest request -> "location_request_message";
            case Dialog.Flow flow -> "flow";
            case Dialog.AddressRequest request -> "address_message";
            case Dialog.UrlButton button -> "cta_url";
            case Dialog.VoiceCall call -> "voice_call";
            case Dialog.CallPermissionRequest request -> "call_permission_request";
            case Dialog.ContactRequest request -> "request_contact_info";
        };
    }
}
