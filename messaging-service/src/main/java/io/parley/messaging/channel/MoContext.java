package io.parley.messaging.channel;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What a person's message refers to: the contract's MoContext. Members are null where they say nothing.
 *
 * @param messageId the message answered: the network's id, or ours if we sent it
 * @param product the product asked about
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MoContext(String messageId, Boolean isForwarded, Boolean isFrequentlyForwarded, Product product) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Product(String catalogId, String productId) {}

    public MoContext answering(String id) {
        return new MoContext(id, isForwarded, isFrequentlyForwarded, product);
    }
}
