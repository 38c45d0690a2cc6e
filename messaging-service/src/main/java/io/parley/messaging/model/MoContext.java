package io.parley.messaging.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What an inbound message refers to: the contract's MoContext. Absent members are null.
 *
 * @param messageId the message it replies to: the network's id, or ours if we sent it
 * @param product the product asked about
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MoContext(
        @Nullable String messageId,
        @Nullable Boolean isForwarded,
        @Nullable Boolean isFrequentlyForwarded,
        @Nullable Product product) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Product(
            @Nullable String catalogId, @Nullable String productId) {}

    public MoContext answering(String id) {
        return new MoContext(id, isForwarded, isFrequentlyForwarded, product);
    }
}
