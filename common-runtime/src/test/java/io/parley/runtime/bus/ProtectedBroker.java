package io.parley.runtime.bus;

import io.parley.embedded.EmbeddedKafka;
import io.parley.embedded.FreePorts;
import java.util.HashMap;
import java.util.Map;

/** A broker that requires a password, as in a deployment. */
public final class ProtectedBroker implements AutoCloseable {

    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";
    private static final String WITH_PASSWORD = LOGIN + " username=\"parley\" password=\"open sesame\"";

    private final EmbeddedKafka kafka;

    public ProtectedBroker() {
        var port = FreePorts.next();
        var controller = FreePorts.next();
        kafka = EmbeddedKafka.temporary()
                .port(port)
                .controllerPort(controller)
                .setting("listeners", "SASL_PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller)
                .setting("listener.security.protocol.map", "SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT")
                .setting("inter.broker.listener.name", "SASL_PLAINTEXT")
                .setting("sasl.enabled.mechanisms", "PLAIN")
                .setting("sasl.mechanism.inter.broker.protocol", "PLAIN")
                .setting(
                        "listener.name.sasl_plaintext.plain.sasl.jaas.config",
                        WITH_PASSWORD + " user_parley=\"open sesame\";")
                .start();
    }

    /** The {@code kafka.*} settings of a deployment. */
    public Map<String, Object> deployment() {
        var all = new HashMap<>(wrongPassword());
        all.put("sasl.jaas.config", WITH_PASSWORD + ";");
        return all;
    }

    /** The same settings with a wrong password. */
    public Map<String, Object> wrongPassword() {
        return Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "group.id", "as Quarkus adds it",
                "security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", "PLAIN",
                "sasl.jaas.config", LOGIN + " username=\"parley\" password=\"guess\";");
    }

    public BrokerAccess access() {
        return new BrokerAccess(deployment());
    }

    @Override
    public void close() {
        kafka.close();
    }
}
