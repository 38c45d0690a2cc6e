package io.parley.messaging.channel.whatsapp.graph;

import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Encodes the suffix of a template button's URL, which Meta appends unchanged. Characters that RFC 3986 does not allow
 * are percent-encoded; existing escapes and delimiters are kept.
 */
final class UrlSuffix {

    private static final Pattern FORBIDDEN = Pattern.compile("%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\\-._~:/?#@!$&'()*+,;=%]");

    private UrlSuffix() {}

    static String encoded(String suffix) {
        return FORBIDDEN.matcher(suffix).replaceAll(UrlSuffix::encoded);
    }

    private static String encoded(MatchResult match) {
        var encoded = new StringBuilder();
        for (var octet : match.group().getBytes(StandardCharsets.UTF_8)) {
            encoded.append('%').append("%02X".formatted(octet & 0xFF));
        }
        return Matcher.quoteReplacement(encoded.toString());
    }
}
