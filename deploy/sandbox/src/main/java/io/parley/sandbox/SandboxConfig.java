package io.parley.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Start-up settings: {@code --name value}, {@code --name=value}, or the environment variable {@code SANDBOX_NAME}
 * ({@code --http-port} is {@code SANDBOX_HTTP_PORT}). Lists are comma-separated.
 *
 * @param host address to listen on; default 127.0.0.1
 * @param httpPort port of Graph, Viber and the control API; 0 selects a free port; default 8085
 * @param smscPort port of the SMSC; 0 selects a free port; default 8086
 * @param seed seed of the random faults; default 1
 * @param statusPacePercent delay between statuses unless set by the fault plan, in percent of the usual 0.2 to 3 s;
 *     0 sends them at once; default 100
 * @param metaWebhookUrl URL of Meta's webhooks
 * @param viberWebhookUrl URL of Viber's webhooks until set_webhook sets another; {serviceId} is replaced
 * @param partnerWebhookUrl URL of the Viber partner's reports unless a message sets another; {serviceId} is
 *     replaced
 * @param partnerAuthorization header Authorization of the Viber partner's reports
 * @param metaToken bearer token of the Graph API
 * @param appSecret key of X-Hub-Signature-256
 * @param verifyToken token of Meta's handshake
 * @param mediaLinkSeconds lifetime of Meta's links to files; default 300
 * @param appId id of Meta's app, the owner of uploads and the subscriber of webhooks; default 305500000000001
 * @param businessId id of the business that owns the WhatsApp accounts; default 405500000000001
 * @param uploadSeconds lifetime of an upload session and of its handle; default 3600
 * @param metaAccounts file with fields of accounts and numbers (README), which adds to the lists; null for none
 * @param numbers WhatsApp numbers, from the lists --phone-number-id, --display-phone-number and --waba-id
 * @param viberTokens token by service id, from {@code --viber-token}: {@code 7042=token,…} or one token for
 *     {@code --viber-service-id} (default 7042)
 * @param smppSystemId system_id of binds
 * @param smppPassword password of binds
 * @param smscCharset charset of data_coding 0: gsm7 or latin1; default gsm7
 * @param parentPid process whose end also ends the sandbox; 0 for none
 * @param ledger file to which the ledger is also written, one JSON line per message; null for none
 * @param ledgerKept entries that the ledger keeps in memory, about 0.5 KB each; older ones are evicted; default 100000
 */
public record SandboxConfig(
        String host,
        int httpPort,
        int smscPort,
        long seed,
        int statusPacePercent,
        String metaWebhookUrl,
        String viberWebhookUrl,
        String partnerWebhookUrl,
        String partnerAuthorization,
        String metaToken,
        String appSecret,
        String verifyToken,
        long mediaLinkSeconds,
        String appId,
        String businessId,
        long uploadSeconds,
        Path metaAccounts,
        List<Number> numbers,
        Map<String, String> viberTokens,
        String smppSystemId,
        String smppPassword,
        String smscCharset,
        long parentPid,
        Path ledger,
        int ledgerKept) {

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("host", "127.0.0.1"),
            Map.entry("http-port", "8085"),
            Map.entry("smsc-port", "8086"),
            Map.entry("seed", "1"),
            Map.entry("status-pace-percent", "100"),
            Map.entry("meta-webhook-url", "http://127.0.0.1:8080/webhooks/meta"),
            Map.entry("viber-webhook-url", "http://127.0.0.1:8080/webhooks/viber/{serviceId}"),
            Map.entry("viber-partner-webhook-url", "http://127.0.0.1:8080/webhooks/viber-partner/{serviceId}"),
            Map.entry("viber-partner-authorization", "App sandbox-partner-secret"),
            Map.entry("meta-token", "sandbox-meta-token"),
            Map.entry("app-secret", "sandbox-app-secret"),
            Map.entry("verify-token", "sandbox-verify-token"),
            Map.entry("media-link-seconds", "300"),
            Map.entry("app-id", "305500000000001"),
            Map.entry("business-id", "405500000000001"),
            Map.entry("upload-seconds", "3600"),
            Map.entry("meta-accounts", ""),
            Map.entry("phone-number-id", "105500000000001"),
            Map.entry("display-phone-number", "4930555100"),
            Map.entry("waba-id", "205500000000001"),
            Map.entry("viber-token", "sandbox-viber-token"),
            Map.entry("viber-service-id", "7042"),
            Map.entry("smpp-system-id", "parley"),
            Map.entry("smpp-password", "secret1"),
            Map.entry("smsc-charset", "gsm7"),
            Map.entry("parent-pid", "0"),
            Map.entry("ledger", ""),
            Map.entry("ledger-kept", "100000"));

    /** One WhatsApp number: its id, its display number, and its business account. */
    public record Number(String id, String display, String wabaId) {}

    /**
     * Reads the settings. Arguments override the environment, which overrides the defaults.
     *
     * @throws IllegalArgumentException if an argument is unknown or invalid
     */
    public static SandboxConfig of(String[] args, Map<String, String> environment) {
        var values = new HashMap<>(DEFAULTS);
        DEFAULTS.keySet()
                .forEach(name ->
                        values.computeIfPresent(name, (key, value) -> environment.getOrDefault(variable(key), value)));
        readArguments(args, values);
        return new SandboxConfig(
                values.get("host"),
                (int) number(values, "http-port"),
                (int) number(values, "smsc-port"),
                number(values, "seed"),
                (int) number(values, "status-pace-percent"),
                values.get("meta-webhook-url"),
                values.get("viber-webhook-url"),
                values.get("viber-partner-webhook-url"),
                values.get("viber-partner-authorization"),
                values.get("meta-token"),
                values.get("app-secret"),
                values.get("verify-token"),
                number(values, "media-link-seconds"),
                values.get("app-id"),
                values.get("business-id"),
                number(values, "upload-seconds"),
                path(values, "meta-accounts"),
                numbers(values),
                viberTokens(values),
                values.get("smpp-system-id"),
                values.get("smpp-password"),
                values.get("smsc-charset"),
                number(values, "parent-pid"),
                path(values, "ledger"),
                (int) number(values, "ledger-kept"));
    }

    private static String variable(String name) {
        return "SANDBOX_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static void readArguments(String[] args, Map<String, String> values) {
        for (var i = 0; i < args.length; i++) {
            var equals = args[i].indexOf('=');
            var name = equals < 0 ? args[i] : args[i].substring(0, equals);
            if (!name.startsWith("--") || !values.containsKey(name.substring(2))) {
                throw new IllegalArgumentException("unknown argument " + name);
            }
            if (equals < 0 && i + 1 == args.length) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            values.put(name.substring(2), equals < 0 ? args[++i] : args[i].substring(equals + 1));
        }
    }

    private static long number(Map<String, String> values, String name) {
        try {
            return Long.parseLong(values.get(name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " must be a number, not " + values.get(name), e);
        }
    }

    private static Path path(Map<String, String> values, String name) {
        return values.get(name).isEmpty() ? null : Path.of(values.get(name));
    }

    private static List<Number> numbers(Map<String, String> values) {
        var ids = values.get("phone-number-id").split(",");
        var displays = values.get("display-phone-number").split(",");
        var wabas = values.get("waba-id").split(",");
        if (ids.length != displays.length) {
            throw new IllegalArgumentException(
                    "--phone-number-id and --display-phone-number must have the same number of entries");
        }
        var numbers = new ArrayList<Number>();
        for (var i = 0; i < ids.length; i++) {
            numbers.add(new Number(ids[i], displays[i], wabas[Math.min(i, wabas.length - 1)]));
        }
        return List.copyOf(numbers);
    }

    private static Map<String, String> viberTokens(Map<String, String> values) {
        var tokens = new LinkedHashMap<String, String>();
        for (var item : values.get("viber-token").split(",")) {
            var equals = item.indexOf('=');
            var service = equals < 0 ? values.get("viber-service-id") : item.substring(0, equals);
            tokens.put(service, item.substring(equals + 1));
        }
        return tokens;
    }
}
