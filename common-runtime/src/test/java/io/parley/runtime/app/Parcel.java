package io.parley.runtime.app;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.parley.model.ChannelName;
import io.parley.model.Scope;
import io.parley.runtime.validation.E164;
import io.parley.runtime.validation.PublicHttpsUrl;
import io.parley.runtime.validation.PublicUrl;
import io.parley.runtime.validation.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A body with members of every type. */
public record Parcel(
        @NotNull @E164 String to,
        @NotNull @Text(max = 10) String text,
        ChannelName channel,
        Scope scope,
        Integer count,
        Double weight,
        Boolean express,
        UUID id,
        Instant at,

        @JsonProperty("wrap-with") @JsonAlias("wrapWith") @Size(min = 2)
        String wrap,

        @Size(max = 3) List<@Valid @NotNull Item> items,
        Map<String, String> labels,
        JsonNode free,
        @Valid Gift gift,
        @PublicHttpsUrl String hook,
        @PublicUrl String picture) {

    /** One item of a parcel. */
    public record Item(@NotEmpty String name, int pieces) {}
}
