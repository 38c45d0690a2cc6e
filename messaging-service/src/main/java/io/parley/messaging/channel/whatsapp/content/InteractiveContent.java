package io.parley.messaging.channel.whatsapp.content;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.parley.messaging.channel.whatsapp.content.InteractiveParts.Address;
import io.parley.messaging.channel.whatsapp.content.InteractiveParts.Body;
import io.parley.messaging.channel.whatsapp.content.InteractiveParts.Button;
import io.parley.messaging.channel.whatsapp.content.InteractiveParts.CallButton;
import io.parley.messaging.channel.whatsapp.content.InteractiveParts.Catalogue;
import io.parley.messaging.channel.whatsapp.content.InteractiveParts.Choice;
import io.parley.messaging.channel.whatsapp.content.InteractiveParts.FlowCall;
import io.parley.messaging.channel.whatsapp.content.InteractiveParts.Footer;
import io.parley.messaging.channel.whatsapp.content.InteractiveParts.LinkButton;
import io.parley.messaging.channel.whatsapp.content.InteractiveParts.OneProduct;
import io.parley.messaging.channel.whatsapp.content.InteractiveParts.Rows;
import io.parley.messaging.model.MediaKind;
import io.parley.runtime.validation.SelfChecked;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An interactive message: the contract's WhatsAppInteractive, one record per {@code subType}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "subType")
public sealed interface InteractiveContent {

    Components components();

    default Map<UUID, MediaKind> media() {
        var header = components().header();
        return header == null ? Map.of() : header.media();
    }

    /** Components that all subtypes have in common. */
    interface Components {

        Body body();

        /** Null if there is none. */
        default @Nullable WhatsAppMessageHeader header() {
            return null;
        }

        /** Null if there is none. */
        default @Nullable Footer footer() {
            return null;
        }
    }

    /** Up to three reply buttons. */
    @JsonTypeName("buttons")
    record Buttons(@NotNull @Valid ButtonComponents components) implements InteractiveContent {}

    record ButtonComponents(
            @Valid @Nullable InteractiveHeader header,
            @NotNull @Valid Body body,
            @Valid @Nullable Footer footer,
            @NotNull @Size(min = 1, max = 3) List<@Valid Button> buttons)
            implements Components, SelfChecked {

        @Override
        public void check(Report report) {
            if (!Choice.areDistinct(NullableLists.stream(buttons))) {
                report.violation("buttons", "must have distinct payloads");
            }
        }
    }

    /** A list that opens with one button. */
    @JsonTypeName("list")
    record PickList(@NotNull @Valid ListComponents components) implements InteractiveContent {}

    record ListComponents(
            @Valid @Nullable TextHeader header,
            @NotNull @Valid Body body,
            @Valid @Nullable Footer footer,
            @NotNull @Valid Rows list)
            implements Components {}

    /** One product of a catalogue. */
    @JsonTypeName("product")
    record Product(@NotNull @Valid ProductComponents components) implements InteractiveContent {}

    /** @param shown tolerated header; WhatsApp does not show it */
    record ProductComponents(
            @Valid @JsonProperty("header") @Nullable TextHeader shown,
            @NotNull @Valid Body body,
            @Valid @Nullable Footer footer,
            @NotNull @Valid OneProduct product)
            implements Components {}

    /** Up to 30 products of a catalogue in sections. */
    @JsonTypeName("productList")
    record ProductList(@NotNull @Valid ProductListComponents components) implements InteractiveContent {}

    record ProductListComponents(
            @NotNull @Valid TextHeader header,
            @NotNull @Valid Body body,
            @Valid @Nullable Footer footer,
            @NotNull @Valid Catalogue productList)
            implements Components {}

    /** Requests the person's location; WhatsApp adds the button. */
    @JsonTypeName("locationRequest")
    record LocationRequest(@NotNull @Valid BodyOnly components) implements InteractiveContent {}

    record BodyOnly(@NotNull @Valid Body body) implements Components {}

    /** Opens a Flow. */
    @JsonTypeName("flow")
    record Flow(@NotNull @Valid FlowComponents components) implements InteractiveContent {}

    record FlowComponents(
            @Valid @Nullable TextHeader header,
            @NotNull @Valid Body body,
            @Valid @Nullable Footer footer,
            @NotNull @Valid FlowCall flow)
            implements Components {}

    /** Requests a postal address; India and Singapore only. */
    @JsonTypeName("address")
    record AddressRequest(@NotNull @Valid AddressComponents components) implements InteractiveContent {}

    record AddressComponents(
            @Valid @Nullable TextHeader header,
            @NotNull @Valid Body body,
            @Valid @Nullable Footer footer,
            @NotNull @Valid Address address)
            implements Components {}

    /** One button that opens a web page. */
    @JsonTypeName("urlButton")
    record UrlButton(@NotNull @Valid UrlButtonComponents components) implements InteractiveContent {}

    record UrlButtonComponents(
            @Valid @Nullable TextHeader header,
            @NotNull @Valid Body body,
            @Valid @Nullable Footer footer,
            @NotNull @Valid LinkButton urlButton)
            implements Components {}

    /** One button that calls the sender. */
    @JsonTypeName("callButton")
    record VoiceCall(@NotNull @Valid CallComponents components) implements InteractiveContent {}

    record CallComponents(
            @Valid @Nullable TextHeader header,
            @NotNull @Valid Body body,
            @Valid @Nullable Footer footer,
            @NotNull @Valid CallButton callButton)
            implements Components {}

    /** Requests the permission to call the person. */
    @JsonTypeName("callPermissionRequest")
    record CallPermissionRequest(@NotNull @Valid BodyOnly components) implements InteractiveContent {}

    /** Requests the person's contact details. */
    @JsonTypeName("contactRequest")
    record ContactRequest(@NotNull @Valid BodyOnly components) implements InteractiveContent {}
}
