package io.parley.messaging.channel.whatsapp.content;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.runtime.validation.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Value for one button of a template. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface TemplateButton {

    /** Position of the button in the template, counted from 0. */
    Integer index();

    /** A button that is also allowed in cards. */
    sealed interface OfCard extends TemplateButton {}

    /** @param payload returned as {@code postback.data} */
    @JsonTypeName("quick_reply")
    record QuickReply(
            @NotNull @Min(0) @Max(9) Integer index,
            @NotNull @Text(min = 0, max = 128, blank = true) String payload) implements OfCard {}

    /** @param text replaces the placeholder at the end of the URL */
    @JsonTypeName("url")
    record Url(
            @NotNull @Min(0) @Max(9) Integer index,

            @NotNull @Text(min = 0, max = 2000, blank = true)
            String text) implements OfCard {}

    @JsonTypeName("flow")
    record Flow(
            @NotNull @Min(0) @Max(9) Integer index,
            @Nullable FlowAction action) implements TemplateButton {}

    record FlowAction(@Nullable String flowToken, @Nullable ObjectNode flowActionData) {}

    @JsonTypeName("copy_code")
    record CopyCode(
            @NotNull @Min(0) @Max(9) Integer index,
            @NotNull @Text(min = 0, max = 15, blank = true) String couponCode) implements TemplateButton {}

    @JsonTypeName("catalog")
    record Catalog(
            @NotNull @Min(0) @Max(9) Integer index,
            @Nullable CatalogAction action) implements TemplateButton {}

    record CatalogAction(@Nullable String thumbnailProductId) {}

    @JsonTypeName("mpm")
    record MultiProduct(
            @NotNull @Min(0) @Max(9) Integer index,
            @NotNull @Valid MultiProductAction action) implements TemplateButton {}

    record MultiProductAction(
            @Nullable String thumbnailProductId,
            @Size(max = 10) @Nullable List<@Valid ProductSection> sections) {}

    /** @param timeToLiveMinutes how long the button is active; null for Meta's default */
    @JsonTypeName("call")
    record Call(
            @NotNull @Min(0) @Max(9) Integer index,
            @Min(1) @Max(43_200) @Nullable Integer timeToLiveMinutes,
            @Nullable String payload)
            implements TemplateButton {}
}
