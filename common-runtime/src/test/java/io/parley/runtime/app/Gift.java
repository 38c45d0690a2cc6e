package io.parley.runtime.app;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import jakarta.validation.constraints.NotNull;

/** A sealed family distinguished by {@code contentType}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "contentType")
public sealed interface Gift {

    @JsonTypeName("card")
    record Card(@NotNull String motto) implements Gift {}

    @JsonTypeName("voucher")
    record Voucher(@NotNull Integer euros) implements Gift {}
}
