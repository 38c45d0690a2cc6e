package io.parley.messaging.channel.whatsapp.content;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.runtime.validation.SelfChecked;
import io.parley.runtime.validation.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parts of interactive messages. */
public final class InteractiveParts {
    private InteractiveParts() {}

    public record Body(
            @NotNull @Pattern(regexp = "text", message = "must be text")
            String type,

            @NotNull @Text(max = 1024) String text) {}

    public record Footer(
            @NotNull @Pattern(regexp = "text", message = "must be text")
            String type,

            @NotNull @Text(max = 60) String text) {}

    /** An option that a person selects; its payload is returned as {@code postback.data}. */
    interface Choice {
        @Nullable
        String payload();

        /** Whether no payload repeats; missing choices and payloads are ignored. */
        static boolean areDistinct(Stream<? extends Choice> choices) {
            var seen = new HashSet<String>();
            return choices.filter(Objects::nonNull)
                    .map(Choice::payload)
                    .filter(Objects::nonNull)
                    .allMatch(seen::add);
        }
    }

    public record Button(
            @NotNull @Pattern(regexp = "reply", message = "must be reply")
            String type,

            @NotNull @Valid Reply reply) implements Choice {
        @Override
        public @Nullable String payload() {
            return reply == null ? null : reply.payload();
        }
    }

    public record Reply(
            @NotNull @Text(max = 256) String payload,
            @NotNull @Text(max = 24) String title) {}

    /** @param title caption of the button that opens the list */
    public record Rows(
            @NotNull @Text(max = 24) String title,
            @NotNull @Size(min = 1, max = 10) List<@Valid Section> sections) implements SelfChecked {
        private static final int MAX_ROWS = 10;

        @Override
        public void check(Report report) {
            HasTitle.checkTitles(sections, report);
            if (rows().count() > MAX_ROWS || !Choice.areDistinct(rows())) {
                report.violation("must have at most 10 rows in all sections together, with distinct payloads");
            }
        }

        private Stream<Row> rows() {
            return NullableLists.stream(sections)
                    .filter(Objects::nonNull)
                    .flatMap(section -> NullableLists.stream(section.rows()));
        }
    }

    public record Section(
            @Text(max = 24) @Nullable String title,
            @NotNull @Size(min = 1, max = 10) List<@Valid Row> rows) implements HasTitle {}

    public record Row(
            @NotNull @Text(max = 200) String payload,
            @NotNull @Text(max = 24) String title,
            @Text(max = 72) @Nullable String description)
            implements Choice {}

    /** @param productId the seller's own product number (SKU) */
    public record OneProduct(
            @NotNull String catalogId, @NotNull String productId) {}

    public record Catalogue(
            @NotNull String catalogId,
            @NotNull @Size(min = 1, max = 10) List<@Valid ProductSection> sections) implements SelfChecked {

        @Override
        public void check(Report report) {
            HasTitle.checkTitles(sections, report);
        }
    }

    /**
     * @param flowToken chosen by the customer; returned with the completed form
     * @param flowCta caption of the button
     * @param flowAction whether the first screen is given here or requested from the customer's endpoint
     * @param flowActionPayload required for {@code navigate}
     */
    public record FlowCall(
            @Nullable Mode mode,
            @NotNull String flowToken,
            @NotNull String flowId,
            @NotNull @Text(max = 20) String flowCta,
            @NotNull Action flowAction,
            @Valid @Nullable Screen flowActionPayload)
            implements SelfChecked {

        @Override
        public void check(Report report) {
            if (flowAction == Action.NAVIGATE && flowActionPayload == null) {
                report.violation("must have flowActionPayload if flowAction is navigate");
            }
        }

        public enum Mode {
            @JsonProperty("published")
            PUBLISHED,
            @JsonProperty("draft")
            DRAFT
        }

        public enum Action {
            @JsonProperty("navigate")
            NAVIGATE,
            @JsonProperty("data_exchange")
            DATA_EXCHANGE
        }
    }

    public record Screen(@NotNull String screen, @Nullable ObjectNode data) {}

    /**
     * @param savedAddresses addresses that the person can choose from
     * @param validationErrors error text for each field to correct
     */
    public record Address(
            @NotNull Country country,
            @Nullable Fields values,
            @Nullable List<@Valid SavedAddress> savedAddresses,
            @Nullable Fields validationErrors) {

        public enum Country {
            IN,
            SG
        }
    }

    public record SavedAddress(@NotNull String id, @NotNull Fields value) {}

    /** Fields of an address; Meta uses the same names in snake case. */
    public record Fields(
            @Nullable String name,
            @Nullable String phoneNumber,
            @Nullable String houseNumber,
            @Nullable String floorNumber,
            @Nullable String towerNumber,
            @Nullable String buildingName,
            @Nullable String address,
            @Nullable String landmarkArea,
            @Nullable String unitNumber,
            @Nullable String city,
            @Nullable String state,
            @Nullable String inPinCode,
            @Nullable String sgPostCode) {}

    public record LinkButton(
            @NotNull @Text String displayText,

            @NotNull @Text(max = 2048) @Pattern(regexp = "https?://.+", message = "must be a web address")
            String url) {}

    public record CallButton(
            @NotNull @Text(max = 20) String displayText,
            @Text(max = 512) @Nullable String payload,
            @Min(1) @Max(43_200) @Nullable Integer timeToLiveMinutes) {}
}
