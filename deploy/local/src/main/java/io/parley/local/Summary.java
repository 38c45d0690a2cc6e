package io.parley.local;

import java.util.ArrayList;
import java.util.List;

/**
 * The summary printed when all components are ready.
 *
 * @param colours whether the most important addresses are coloured
 */
record Summary(PlatformUrls endpoints, Credentials credentials, StateFolder state, boolean colours) {

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(page("Phones", endpoints.phones()));
        if (Probe.returns200(endpoints.console())) {
            lines.add(page("Console", endpoints.console()) + "   operator key: " + credentials.operatorKey());
        }
        lines.add(line("API", endpoints.api()));
        lines.add(line("API docs", endpoints.docs()));
        lines.add(line("Operator API", endpoints.operator() + "   apikey: " + credentials.operatorKey()));
        lines.add(line("Webhooks", endpoints.webhooks()));
        lines.add(line("Sandbox", endpoints.sandbox() + "   (control API: " + endpoints.sandbox() + "/openapi)"));
        for (var service : Service.values()) {
            lines.add(line("Metrics", endpoints.metrics(service) + "   (" + service.module() + ")"));
        }
        lines.add(line("Logs and data", state.root().toString()));
        lines.add(line("API key", credentials.apiKey()));
        lines.add("");
        lines.add("Send your first message:");
        lines.add("");
        lines.add(curl());
        lines.add("");
        return lines;
    }

    private String page(String label, String url) {
        return line(label, colours ? "\u001b[1;36m" + url + "\u001b[0m" : url);
    }

    private static String line(String label, String value) {
        return "  %-14s %s".formatted(label, value);
    }

    private String curl() {
        return """
                curl -s %s/messages -H 'apikey: %s' -H 'Content-Type: application/json' \\
                  -d '{"channel": "sms", "from": "%s", "to": "4915112345678", "content": {"contentType": "text", "text": "Hello"}}'""".formatted(endpoints.api(), credentials.apiKey(), LocalIdentities.SMS_NAME)
                .indent(2)
                .stripTrailing();
    }
}
