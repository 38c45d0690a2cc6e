package io.parley.messaging.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.model.ChannelName;
import java.util.function.Consumer;

/**
 * The constant properties of a channel.
 *
 * @param <C> the sealed family of contents it supports
 * @param senderKind path segment of its identities under {@code /configurations/channels/<name>/}
 * @param senderIdMember the member of the contract's {@code id} object that names an identity
 * @param contentType type of {@code content} in {@code POST /messages}
 * @param optionsType members next to {@code content} that only this channel's requests have
 * @param tolerances rewrites a content, in place and before validation, from spellings that the contract tolerates to
 *     the spelling that is stored; must skip malformed members
 * @param inboundRetries how callbacks of its inbound messages are retried
 * @param hasTemplates whether the templates that template-service reports are templates of this channel
 */
public record ChannelKind<C extends MessageContent>(
        ChannelName name,
        String senderKind,
        String senderIdMember,
        Class<C> contentType,
        Class<? extends MessageOptions> optionsType,
        Consumer<ObjectNode> tolerances,
        InboundRetries inboundRetries,
        boolean hasTemplates) {

    /** A channel whose identities are phone numbers. */
    public static <C extends MessageContent> ChannelKind<C> ofNumbers(String name, Class<C> contentType) {
        return plain(name, "phone-numbers", "phoneNumber", contentType);
    }

    /** A channel whose identities are service ids that the network assigns. */
    public static <C extends MessageContent> ChannelKind<C> ofServices(String name, Class<C> contentType) {
        return plain(name, "service-ids", "serviceId", contentType);
    }

    public ChannelKind<C> withOptions(Class<? extends MessageOptions> options) {
        return new ChannelKind<>(
                name, senderKind, senderIdMember, contentType, options, tolerances, inboundRetries, hasTemplates);
    }

    public ChannelKind<C> withTolerances(Consumer<ObjectNode> spellings) {
        return new ChannelKind<>(
                name, senderKind, senderIdMember, contentType, optionsType, spellings, inboundRetries, hasTemplates);
    }

    public ChannelKind<C> withInboundRetries(InboundRetries retries) {
        return new ChannelKind<>(
                name, senderKind, senderIdMember, contentType, optionsType, tolerances, retries, hasTemplates);
    }

    public ChannelKind<C> withTemplates() {
        return new ChannelKind<>(
                name, senderKind, senderIdMember, contentType, optionsType, tolerances, inboundRetries, true);
    }

    private static <C extends MessageContent> ChannelKind<C> plain(
            String name, String senderKind, String senderIdMember, Class<C> contentType) {
        return new ChannelKind<>(
                new ChannelName(name),
                senderKind,
                senderIdMember,
                contentType,
                MessageOptions.None.class,
                content -> {},
                InboundRetries.EXPONENTIAL,
                false);
    }
}
