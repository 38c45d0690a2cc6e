package io.parley.local;

import java.util.LinkedHashMap;
import java.util.Map;

/** URLs of a running platform. */
public record PlatformUrls(Ports ports) {

    public String api() {
        return front() + "/conversations/v3";
    }

    public String docs() {
        return front() + "/docs";
    }

    public String operator() {
        return front() + "/operator/v1";
    }

    public String webhooks() {
        return front() + "/webhooks";
    }

    /** Returns the URL of the page with the phones of simulated persons. */
    public String phones() {
        return sandbox() + "/";
    }

    /** Returns the URL of the operator's console, which a setting of messaging-service enables. */
    public String console() {
        return front() + "/console/";
    }

    /** Returns the URL of the sandbox's control API. */
    public String sandbox() {
        return at(ports.sandbox());
    }

    public String metrics(Service service) {
        return at(ports.management(service)) + "/q/metrics";
    }

    public String readiness(Service service) {
        return at(ports.management(service)) + "/q/health/ready";
    }

    public String front() {
        return at(ports.front());
    }

    private static String at(int port) {
        return "http://127.0.0.1:" + port;
    }

    /** Returns the content of {@code ./dev up --json FILE}, in this order. */
    public Map<String, Object> forScripts(Credentials credentials) {
        var all = new LinkedHashMap<String, Object>();
        all.put("api", api());
        all.put("apiKey", credentials.apiKey());
        all.put("operator", ordered("url", operator(), "key", credentials.operatorKey()));
        all.put("console", console());
        all.put("sandbox", sandbox());
        all.put("webhooks", webhooks());
        all.put(
                "whatsapp",
                ordered(
                        "phoneNumber",
                        LocalIdentities.WHATSAPP_NUMBER,
                        "accountId",
                        LocalIdentities.WHATSAPP_ACCOUNT_ID));
        all.put("viber", Map.of("serviceId", LocalIdentities.VIBER_SERVICE));
        all.put("sms", Map.of("phoneNumber", LocalIdentities.SMS_NUMBER));
        return all;
    }

    private static Map<String, String> ordered(String first, String one, String second, String two) {
        var map = new LinkedHashMap<String, String>();
        map.put(first, one);
        map.put(second, two);
        return map;
    }
}
