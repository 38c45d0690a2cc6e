package io.parley.sandbox.meta.template.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.web.Json;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the sandbox's review decides about a template. Meta does not publish its review; the reasons are those of its <a
 * href="https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/message_template_status_update">webhook
 * reference</a>, the words are the sandbox's own.
 *
 * @param reason reason of the rejection; null to approve
 * @param info rejection_info; null for none
 * @param category the category that the content has; null if it is the template's
 */
record ReviewDecision(String reason, ObjectNode info, String category) {
    private static final Pattern ABUSE = words("idiots?|morons?|scum|stupid (?:cow|pig)|kill yourself|we hate you");
    private static final Pattern SCAM = words("you(?:'ve| have) won|lottery|claim your prize|double your money"
            + "|send (?:us )?your (?:password|pin|card number)|gift card codes?");
    private static final Pattern FORBIDDEN_GOODS =
            words("casino|betting|firearms?|tobacco|cigarettes?|vodka|whisky|weapons?");
    private static final Pattern ADVERTISING = words("sale|discounts?|special offers?|shop now|buy now|coupons?"
            + "|promo|promotions?|promo codes?|free gift|new collection|rabatt|gutschein|sonderangebote?|descuentos?"
            + "|ofertas?|soldes|remise|diskon|sconto|desconto");
    private static final Pattern PERCENT_OFF = Pattern.compile("(?iu)\\d ?% (?:off|rabatt|de descuento)");
    private static final Pattern VERIFICATION = words("verification code|one-time password|login code|otp");
    private static final Pattern ADJACENT = Pattern.compile("\\}\\}\\s*\\{\\{");
    private static final Pattern SHORT_LINK =
            Pattern.compile("(?i)https?://(?:www\\.)?(?:bit\\.ly|t\\.co|tinyurl\\.com|goo\\.gl|wa\\.me)/.*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^{}]*}}");

    private static final Map<String, Set<UnicodeScript>> SCRIPTS = Map.ofEntries(
            script("ru", UnicodeScript.CYRILLIC),
            script("uk", UnicodeScript.CYRILLIC),
            script("bg", UnicodeScript.CYRILLIC),
            script("mk", UnicodeScript.CYRILLIC),
            script("ar", UnicodeScript.ARABIC),
            script("fa", UnicodeScript.ARABIC),
            script("ur", UnicodeScript.ARABIC),
            script("he", UnicodeScript.HEBREW),
            script("el", UnicodeScript.GREEK),
            script("hi", UnicodeScript.DEVANAGARI),
            script("mr", UnicodeScript.DEVANAGARI),
            script("bn", UnicodeScript.BENGALI),
            script("th", UnicodeScript.THAI),
            script("ko", UnicodeScript.HANGUL),
            script("zh", UnicodeScript.HAN),
            Map.entry("ja", EnumSet.of(UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HAN)));

    private static final ReviewDecision APPROVE = new ReviewDecision(null, null, null);

    private static Pattern words(String alternatives) {
        return Pattern.compile("(?iu)(?<![\\p{L}\\p{N}])(?:" + alternatives + ")(?![\\p{L}\\p{N}])");
    }

    private static Map.Entry<String, Set<UnicodeScript>> script(String language, UnicodeScript script) {
        return Map.entry(language, EnumSet.of(script));
    }

    static ReviewDecision of(SandboxTemplate template) {
        if (template.isAuthentication()) {
            return APPROVE;
        }
        var texts = template.components.findValues("text").stream()
                .map(JsonNode::asText)
                .collect(Collectors.joining("\n"));
        if (ABUSE.matcher(texts).find()) {
            return rejection("ABUSIVE_CONTENT");
        }
        if (SCAM.matcher(texts).find()) {
            return rejection("SCAM");
        }
        if (FORBIDDEN_GOODS.matcher(texts).find()) {
            return rejection("PROMOTIONAL");
        }
        if (!isWrittenIn(template.language, PLACEHOLDER.matcher(texts).replaceAll(""))) {
            return rejection("TAG_CONTENT_MISMATCH");
        }
        var format = format(template, texts);
        return format == APPROVE ? category(template, texts) : format;
    }

    private static ReviewDecision rejection(String reason) {
        return new ReviewDecision(reason, null, null);
    }

    private static ReviewDecision format(SandboxTemplate template, String texts) {
        if (ADJACENT.matcher(texts).find()) {
            return invalid(
                    "Your template has parameters placed next to each other (like {{1}}{{2}}) without text or"
                            + " punctuation between them.",
                    "Separate parameters with descriptive text and ensure each parameter is clearly contextualized.");
        }
        var shortened = template.components.findValues("url").stream()
                .anyMatch(url -> SHORT_LINK.matcher(url.asText()).matches());
        return shortened
                ? invalid(
                        "Your template has a shortened link or a link to WhatsApp in a button.",
                        "Use the complete URL of your own domain.")
                : APPROVE;
    }

    private static ReviewDecision invalid(String reason, String recommendation) {
        var info = Json.MAPPER.createObjectNode().put("reason", reason).put("recommendation", recommendation);
        return new ReviewDecision("INVALID_FORMAT", info, null);
    }

    private static ReviewDecision category(SandboxTemplate template, String texts) {
        if (!template.category.equals("UTILITY")) {
            return APPROVE;
        }
        if (VERIFICATION.matcher(texts).find()) {
            return rejection("INCORRECT_CATEGORY");
        }
        return ADVERTISING.matcher(texts).find() || PERCENT_OFF.matcher(texts).find()
                ? new ReviewDecision("INCORRECT_CATEGORY", null, "MARKETING")
                : APPROVE;
    }

    /** Returns whether the text contains letters of the language's script; for Latin ones, mostly Latin letters. */
    private static boolean isWrittenIn(String language, String text) {
        var letters = text.codePoints().filter(Character::isLetter).toArray();
        if (letters.length == 0) {
            return true;
        }
        var scripts = SCRIPTS.get(language.split("_")[0]);
        var latin = 0;
        for (var letter : letters) {
            var script = UnicodeScript.of(letter);
            if (scripts != null && scripts.contains(script)) {
                return true;
            }
            latin += script == UnicodeScript.LATIN ? 1 : 0;
        }
        return scripts == null && (latin * 2 > letters.length || !LATIN_LANGUAGES.contains(language.split("_")[0]));
    }

    private static final Set<String> LATIN_LANGUAGES = Set.of(
            "en", "de", "fr", "es", "it", "pt", "nl", "pl", "id", "tr", "sv", "da", "nb", "fi", "cs", "sk", "hu", "ro",
            "hr", "sl", "et", "lv", "lt", "vi", "ms", "fil", "sw", "zu", "af", "ca", "sq", "ga");
}
