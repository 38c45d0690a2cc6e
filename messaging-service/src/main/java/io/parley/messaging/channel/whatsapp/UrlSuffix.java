package io.parley.messaging.channel.whatsapp;

import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of a template button's address, which Meta puts behind the address as it is. What no URL may have (RFC 3986) is
 * percent-encoded; what is encoded already and what parts a URL stays.
 */
final class UrlSuffix {

    private static final Pattern FORBIDDEN = Pattern.compile("%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\\-._~:/?#@!$&'()*+,;=%]");

    private UrlSuffix() {}

    static String encoded(String suffix) {
        return FORBIDDEN.matcher(suffix).replaceAll(UrlSuffix::encoded);
    }

    private static String encoded(MatchResult found) {
        var encoded = new StringBuilder();
        for (var octet : found.group().getBytes(StandardCharsets.UTF_8)) {
            encoded.append('%').append("%02X".formatted(octet & 0xFF));
        }
        return Matcher.quoteReplacement(encoded.toString());
    }
}
