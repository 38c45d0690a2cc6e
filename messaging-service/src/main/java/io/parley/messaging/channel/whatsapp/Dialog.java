package io.parley.messaging.channel.whatsapp;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.parley.messaging.channel.MediaKind;
import io.parley.messaging.channel.whatsapp.DialogParts.Address;
import io.parley.messaging.channel.whatsapp.DialogParts.Body;
import io.parley.messaging.channel.whatsapp.DialogParts.Button;
import io.parley.messaging.channel.whatsapp.DialogParts.CallButton;
import io.parley.messaging.channel.whatsapp.DialogParts.Catalogue;
import io.parley.messaging.channel.whatsapp.DialogParts.FlowCall;
import io.parley.messaging.channel.whatsapp.DialogParts.Footer;
import io.parley.messaging.channel.whatsapp.DialogParts.LinkButton;
import io.parley.messaging.channel.whatsapp.DialogParts.OneProduct;
import io.parley.messaging.channel.whatsapp.DialogParts.Rows;
import io.parley.messaging.channel.whatsapp.DialogRules.DistinctPayloads;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The forms of an interactive message: the contract's WhatsAppInteractive, one record per {@code subType}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "subType")
sealed interface Dialog {

    Components components();

    default Map<UUID, MediaKind> media() {
        var header = components().header();
        return header == null ? Map.of() : header.media();
    }

    /** What all forms have in common. */
    interface Components {

        Body body();

        /** Null if there is none, or none in this form. */
        default MessageHeader header() {
            return null;
        }

        /** Null if there is none, or none in this form. */
        default Footer footer() {
            return null;
        }
    }

    /** Up to three answers to tap on. */
    @JsonTypeName("buttons")
    record Buttons(@NotNull @Valid ButtonComponents components) implements Dialog {}

    record ButtonComponents(
            @Valid DialogHeader header,
            @NotNull @Valid Body body,
            @Valid Footer footer,

            @NotNull @Size(min = 1, max = 3) @DistinctPayloads
            List<@Valid Button> buttons)
            implements Components {}

    /** A pick-list behind one button. */
    @JsonTypeName("list")
    record PickList(@NotNull @Valid ListComponents components) implements Dialog {}

    record ListComponents(
            @Valid TextHeader header,
            @NotNull @Valid Body body,
            @Valid Footer footer,
            @NotNull @Valid Rows list) implements Components {}

    /** One product of a catalogue. */
    @JsonTypeName("product")
    record Product(@NotNull @Valid ProductComponents components) implements Dialog {}

    /** @param shown a header is tolerated, which WhatsApp does not show */
    record ProductComponents(
            @Valid @JsonProperty("header") TextHeader shown,
            @NotNull @Valid Body body,
            @Valid Footer footer,
            @NotNull @Valid OneProduct product)
            implements Components {}

    /** Up to 30 products of a catalogue in sections. */
    @JsonTypeName("productList")
    record ProductList(@NotNull @Valid ProductListComponents components) implements Dialog {}

    record ProductListComponents(
            @NotNull @Valid TextHeader header,
            @NotNull @Valid Body body,
            @Valid Footer footer,
            @NotNull @Valid Catalogue productList)
            implements Components {}

    /** Asks for a place; WhatsApp adds the button. */
    @JsonTypeName("locationRequest")
    record LocationRequest(@NotNull @Valid BodyOnly components) implements Dialog {}

    record BodyOnly(@NotNull @Valid Body body) implements Components {}

    /** Opens a Flow. */
    @JsonTypeName("flow")
    record Flow(@NotNull @Valid FlowComponents components) implements Dialog {}

    record FlowComponents(
            @Valid TextHeader header,
            @NotNull @Valid Body body,
            @Valid Footer footer,
            @NotNull @Valid FlowCall flow) implements Components {}

    /** Asks for a postal address; India and Singapore only. */
    @JsonTypeName("address")
    record AddressRequest(@NotNull @Valid AddressComponents components) implements Dialog {}

    record AddressComponents(
            @Valid TextHeader header,
            @NotNull @Valid Body body,
            @Valid Footer footer,
            @NotNull @Valid Address address) implements Components {}

    /** One button that opens a page. */
    @JsonTypeName("urlButton")
    record UrlButton(@NotNull @Valid UrlButtonComponents components) implements Dialog {}

    record UrlButtonComponents(
            @Valid TextHeader header,
            @NotNull @Valid Body body,
            @Valid Footer footer,
            @NotNull @Valid LinkButton urlButton)
            implements Components {}

    /** One button that calls the sender. */
    @JsonTypeName("callButton")
    record VoiceCall(@NotNull @Valid CallComponents components) implements Dialog {}

    record CallComponents(
            @Valid TextHeader header,
            @NotNull @Valid Body body,
            @Valid Footer footer,
            @NotNull @Valid CallButton callButton)
            implements Components {}

    /** Asks whether the sender may call. */
    @JsonTypeName("callPermissionRequest")
    record CallPermissionRequest(@NotNull @Valid BodyOnly components) implements Dialog {}

    /** Asks for the person's contact details. */
    @JsonTypeName("contactRequest")
    record ContactRequest(@NotNull @Valid BodyOnly components) implements Dialog {}
}
