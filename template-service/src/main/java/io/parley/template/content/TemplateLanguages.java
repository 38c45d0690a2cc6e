package io.parley.template.content;

import io.parley.runtime.json.Violations;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The contract's language codes. {@code ID} is its spelling of Meta's {@code id}; both are the same language. */
public final class TemplateLanguages {
    private static final String INDONESIAN = "ID";

    private static final List<String> CODES = List.of(
            "af",
            "ar",
            "az",
            "bg",
            "bn",
            "ca",
            "cs",
            "da",
            "de",
            "el",
            "en",
            "en_GB",
            "en_US",
            "es",
            "es_AR",
            "es_ES",
            "es_MX",
            "et",
            "fa",
            "fi",
            "fil",
            "fr",
            "ga",
            "gu",
            "ha",
            "he",
            "hi",
            "hr",
            "hu",
            INDONESIAN,
            "id",
            "it",
            "ja",
            "ka",
            "kk",
            "kn",
            "ko",
            "ky_KG",
            "lo",
            "lt",
            "lv",
            "mk",
            "ml",
            "mr",
            "ms",
            "nb",
            "nl",
            "pa",
            "pl",
            "pt_BR",
            "pt_PT",
            "ro",
            "ru",
            "rw_RW",
            "sk",
            "sl",
            "sq",
            "sr",
            "sv",
            "sw",
            "ta",
            "te",
            "th",
            "tr",
            "uk",
            "ur",
            "uz",
            "vi",
            "zh_CN",
            "zh_HK",
            "zh_TW",
            "zu");

    private static final Set<String> KNOWN = Set.copyOf(CODES);

    private TemplateLanguages() {}

    /** All of them. */
    public static List<String> all() {
        return CODES;
    }

    /** Whether the contract can show the language. Meta has more of them, in templates that were not created here. */
    public static boolean isKnown(String code) {
        return KNOWN.contains(code);
    }

    /** Meta's spelling. Webhooks also write a hyphen in place of the underscore. */
    public static String meta(String code) {
        return code.equals(INDONESIAN) ? "id" : code.replace('-', '_');
    }

    /** Adds a violation unless the contract has the language. Null is checked elsewhere. */
    public static void check(@Nullable String code, String path, Violations out) {
        if (code != null && !isKnown(code)) {
            out.add(path, "must be one of " + String.join(", ", CODES));
        }
    }

    /** Fails with a violation unless the contract has the language. */
    public static void require(String code, String path) {
        var violations = new Violations();
        check(code, path, violations);
        violations.throwIfAny();
    }
}
