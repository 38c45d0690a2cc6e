package io.parley.messaging.channel.whatsapp.content;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.parley.runtime.validation.Text;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A location.
 *
 * @param address shown only together with the name
 * @param url exists in received locations only, so it is ignored
 */
public record Place(
        @NotNull @DecimalMin("-180") @DecimalMax("180") Double longitude,
        @NotNull @DecimalMin("-90") @DecimalMax("90") Double latitude,
        @Text(max = 256) @Nullable String name,
        @Text(max = 256) @Nullable String address,

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable
        String url) {}
