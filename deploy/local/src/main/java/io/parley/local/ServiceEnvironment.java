package io.parley.local;

import io.parley.embedded.ServiceRole;
import java.util.Map;
import java.util.TreeMap;

/** Settings of each service in a local run, written to {@code config/application.properties} in its working folder. */
record ServiceEnvironment(Options options, Credentials credentials, StateFolder state) {

    static final String DATABASE = "parley";
    private static final String HOST = "127.0.0.1";

    Map<String, String> of(Service service) {
        var all = new TreeMap<String, String>();
        all.putAll(common(service));
        if (service.hasDatabase()) {
            all.putAll(database(service));
        }
        if (service.hasDatabase()) {
            all.put("parley.operator.key", credentials.operatorKey());
        }
        switch (service) {
            case MESSAGING -> all.putAll(messaging());
            case TEMPLATE -> all.putAll(template());
            case FLOW -> all.putAll(flow());
            case GATEWAY -> all.putAll(gateway());
        }
        all.putAll(options.settingsOf(service));
        return all;
    }

    private Map<String, String> common(Service service) {
        var ports = options.ports();
        return Map.ofEntries(
                Map.entry("quarkus.http.host", HOST),
                Map.entry("quarkus.http.port", Integer.toString(ports.http(service))),
                Map.entry("quarkus.management.host", HOST),
                Map.entry("quarkus.management.port", Integer.toString(ports.management(service))),
                Map.entry("quarkus.log.console.json.enabled", "false"),
                Map.entry("kafka.bootstrap.servers", HOST + ":" + ports.kafka()),
                // There is no load balancer that needs time to remove a stopping service.
                Map.entry("quarkus.shutdown.delay", "0S"),
                Map.entry("parley.instance", "local-" + service.route()),
                Map.entry(
                        "parley.parent-pid",
                        Long.toString(ProcessHandle.current().pid())));
    }

    private Map<String, String> database(Service service) {
        var address = "//" + HOST + ":" + options.ports().postgres() + "/" + DATABASE;
        return Map.of(
                "quarkus.datasource.username",
                ServiceRole.name(service.route()),
                "quarkus.datasource.password",
                credentials.databasePasswords().get(service),
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql:" + address,
                "quarkus.datasource.reactive.url",
                "postgresql:" + address);
    }

    private Map<String, String> messaging() {
        var all = new TreeMap<>(graph());
        var sandbox = "http://" + HOST + ":" + options.ports().sandbox();
        all.put("parley.secrets.key", credentials.secretsKey());
        all.put("parley.directory.file", state.directory().toString());
        all.put("parley.media.store.folder", state.media().toString());
        all.put("parley.api.public-url", publicUrl());
        all.put("parley.console.enabled", "true");
        all.put("parley.dispatch.log", "all");
        all.put("parley.callbacks.log", "all");
        all.put("parley.webhooks.meta.verify-token", LocalIdentities.META_VERIFY_TOKEN);
        all.put("parley.channels.viber.base-url", sandbox + "/viber");
        all.put("parley.channels.viber.partner-base-url", sandbox + "/viber-partner");
        var tokens = "parley.channels.viber.tokens.";
        all.put(tokens + quoted(LocalIdentities.VIBER_SERVICE), LocalIdentities.VIBER_TOKEN);
        all.put(tokens + quoted(LocalIdentities.VIBER_PARTNER_SERVICE), LocalIdentities.VIBER_PARTNER_KEY);
        all.putAll(egress());
        var smsc = "parley.channels.sms.smscs." + LocalIdentities.SMSC + ".";
        all.put(smsc + "host", HOST);
        all.put(smsc + "port", Integer.toString(options.ports().smsc()));
        all.put(smsc + "system-id", LocalIdentities.SMPP_SYSTEM_ID);
        all.put(smsc + "password", LocalIdentities.SMPP_PASSWORD);
        all.put(smsc + "window", "50");
        return all;
    }

    private Map<String, String> template() {
        var all = new TreeMap<>(graph());
        all.putAll(egress());
        return all;
    }

    private Map<String, String> flow() {
        var all = new TreeMap<>(graph());
        all.put("parley.api.public-url", publicUrl());
        all.put("parley.encryption.keys", credentials.encryptionKey());
        all.putAll(egress());
        return all;
    }

    private String publicUrl() {
        return "http://" + HOST + ":" + options.ports().front();
    }

    /** Allows callbacks to a customer on the same machine, its Flow endpoints, and files from there. */
    private static Map<String, String> egress() {
        return Map.of("parley.egress.allow-http", "true", "parley.egress.allowed-cidrs", "127.0.0.0/8,::1/128");
    }

    private Map<String, String> graph() {
        return Map.of(
                "parley.channels.whatsapp.base-url",
                "http://" + HOST + ":" + options.ports().sandbox() + "/graph",
                "parley.channels.whatsapp.token",
                LocalIdentities.META_TOKEN);
    }

    private Map<String, String> gateway() {
        var all = new TreeMap<>(egress());
        all.put("parley.webhooks.meta.app-secrets", LocalIdentities.META_APP_SECRET);
        all.put("parley.webhooks.meta.verify-token", LocalIdentities.META_VERIFY_TOKEN);
        all.put("parley.webhooks.viber.tokens." + quoted(LocalIdentities.VIBER_SERVICE), LocalIdentities.VIBER_TOKEN);
        all.put(
                "parley.webhooks.viber-partner.secrets." + quoted(LocalIdentities.VIBER_PARTNER_SERVICE),
                LocalIdentities.VIBER_PARTNER_SECRET);
        all.put("parley.encryption.keys", credentials.encryptionKey());
        return all;
    }

    private static String quoted(String key) {
        return "\"" + key + "\"";
    }
}
