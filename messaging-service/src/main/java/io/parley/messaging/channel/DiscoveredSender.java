package io.parley.messaging.channel;

import org.jspecify.annotations.Nullable;

/**
 * A sender that a network has for an account.
 *
 * @param identity the value of {@code from}, digits only
 * @param name shown to people; null if there is none
 * @param providerId the network's id
 */
public record DiscoveredSender(String identity, @Nullable String name, String providerId) {}
