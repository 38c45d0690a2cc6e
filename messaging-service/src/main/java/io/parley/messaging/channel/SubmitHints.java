package io.parley.messaging.channel;

/**
 * What a status says of its message besides the provider's id of it. By this a message in doubt is recognised, whose id
 * was lost with the answer to its call.
 *
 * @param identity which of our identities sent it, by the provider's id of that
 * @param recipient the person, without a leading {@code +}
 * @param reference of our submit, where the provider returns it; else null
 * @param text the first characters of the message where the provider repeats them; null or blank if it does not
 */
public record SubmitHints(String identity, String recipient, Integer reference, String text) {}
