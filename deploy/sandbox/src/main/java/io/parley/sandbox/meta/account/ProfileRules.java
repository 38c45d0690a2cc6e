package io.parley.sandbox.meta.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.meta.error.GraphRejection;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Meta's rules of a profile update. Characters are counted as code points. The first violation is error 100. */
final class ProfileRules {
    private static final Map<String, Integer> MAX_LENGTHS =
            Map.of("about", 139, "address", 256, "description", 256, "email", 128);
    private static final int MAX_WEBSITES = 2;
    private static final int MAX_WEBSITE = 256;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");
    private static final Set<String> VERTICALS = Set.of(
            "UNDEFINED",
            "OTHER",
            "AUTO",
            "BEAUTY",
            "APPAREL",
            "EDU",
            "ENTERTAIN",
            "EVENT_PLAN",
            "FINANCE",
            "GROCERY",
            "GOVT",
            "HOTEL",
            "HEALTH",
            "NONPROFIT",
            "PROF_SERVICES",
            "RETAIL",
            "TRAVEL",
            "RESTAURANT",
            "NOT_A_BIZ",
            "ALCOHOL",
            "ONLINE_GAMBLING",
            "PHYSICAL_GAMBLING",
            "OTC_DRUGS");

    private ProfileRules() {}

    /** Checks the whole update, so that a rejected one changes nothing. */
    static void check(JsonNode update) {
        if (!update.isObject() || !update.path("messaging_product").asText().equals("whatsapp")) {
            throw new GraphRejection(GraphErrorResponse.required("messaging_product"));
        }
        for (var member : update.properties()) {
            checkMember(member.getKey(), member.getValue());
        }
    }

    private static void checkMember(String name, JsonNode value) {
        switch (name) {
            case "messaging_product" -> {}
            case "about", "address", "description", "email" -> checkText(name, value);
            case "vertical" -> checkVertical(value);
            case "websites" -> checkWebsites(value);
            case "profile_picture_handle" -> text(name, value);
            default -> throw GraphRejection.badParameter("Unexpected key \"" + name + "\" on param");
        }
    }

    private static void checkText(String name, JsonNode value) {
        var text = text(name, value);
        var max = MAX_LENGTHS.get(name);
        if (length(text) > max) {
            throw GraphRejection.badParameter("Param " + name + " must be at most " + max + " characters long.");
        }
        if (name.equals("about") && text.isEmpty()) {
            throw GraphRejection.badParameter("Param about must be at least 1 characters long.");
        }
        if (name.equals("email") && !text.isEmpty() && !EMAIL.matcher(text).matches()) {
            throw GraphRejection.badParameter("Param email must be a valid email address.");
        }
    }

    private static void checkVertical(JsonNode value) {
        var vertical = text("vertical", value);
        if (!vertical.isEmpty() && !VERTICALS.contains(vertical)) {
            throw GraphRejection.badParameter("Param vertical must be one of {" + String.join(", ", VERTICALS) + "}");
        }
    }

    private static void checkWebsites(JsonNode value) {
        if (!value.isArray()) {
            throw GraphRejection.badParameter("Param websites must be an array.");
        }
        if (value.size() > MAX_WEBSITES) {
            throw GraphRejection.badParameter("Param websites must have at most " + MAX_WEBSITES + " elements.");
        }
        for (var i = 0; i < value.size(); i++) {
            checkWebsite("websites[" + i + "]", value.get(i));
        }
    }

    private static void checkWebsite(String name, JsonNode value) {
        var website = text(name, value);
        if (length(website) > MAX_WEBSITE) {
            throw GraphRejection.badParameter("Param " + name + " must be at most 256 characters long.");
        }
        if (!website.isEmpty() && !isUrl(website)) {
            throw GraphRejection.badParameter("Param " + name + " must be a valid URI.");
        }
    }

    /** Returns whether this is an absolute URL of http or https. */
    static boolean isUrl(String text) {
        try {
            var url = new URI(text);
            var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            return Set.of("http", "https").contains(scheme) && url.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String text(String name, JsonNode value) {
        if (!value.isTextual()) {
            throw GraphRejection.badParameter("Param " + name + " must be a string.");
        }
        return value.asText();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
