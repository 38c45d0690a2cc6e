package io.parley.local;

import io.parley.runtime.access.ApiKeys;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The secrets of one state folder: generated at its first start, then stored. {@code PARLEY_API_KEY} and
 * {@code PARLEY_OPERATOR_KEY} in the environment replace the stored ones.
 *
 * @param apiKey API key of the account "Local"
 * @param operatorKey key of the operator API
 * @param postgresPassword password of the superuser, which no service uses
 * @param databasePasswords passwords of the services' roles
 * @param secretsKey encrypts customers' secrets in the database
 * @param encryptionKey encrypts the private keys of Flow endpoints, in the database and on the bus
 */
public record Credentials(
        String apiKey,
        String operatorKey,
        String postgresPassword,
        Map<Service, String> databasePasswords,
        String secretsKey,
        String encryptionKey) {

    private static final int SECRET_BYTES = 32;

    static Credentials of(StateFolder state, Map<String, String> environment) {
        var values = new TreeMap<String, String>();
        StateFolder.read(state.credentials()).forEach((name, value) -> values.put((String) name, (String) value));
        override(environment, "PARLEY_API_KEY", values, "apiKey");
        override(environment, "PARLEY_OPERATOR_KEY", values, "operatorKey");
        generateIfAbsent(values, "apiKey", () -> ApiKeys.generate().text());
        generateIfAbsent(values, "operatorKey", Credentials::secret);
        generateIfAbsent(values, "postgresPassword", Credentials::secret);
        Service.withDatabase().forEach(service -> generateIfAbsent(values, passwordOf(service), Credentials::secret));
        generateIfAbsent(values, "secretsKey", Credentials::key);
        generateIfAbsent(values, "encryptionKey", Credentials::key);
        if (ApiKeys.parse(values.get("apiKey")).isEmpty()) {
            throw new StartupException("PARLEY_API_KEY is not an API key of Parley; unset it to have a key generated.");
        }
        StateFolder.writeSecret(state.credentials(), values);
        return new Credentials(
                values.get("apiKey"),
                values.get("operatorKey"),
                values.get("postgresPassword"),
                Service.withDatabase()
                        .collect(Collectors.toMap(Function.identity(), service -> values.get(passwordOf(service)))),
                values.get("secretsKey"),
                values.get("encryptionKey"));
    }

    private static String passwordOf(Service service) {
        return service.route() + "DatabasePassword";
    }

    private static void override(
            Map<String, String> environment, String variable, Map<String, String> values, String name) {
        var value = environment.get(variable);
        if (value != null && !value.isBlank()) {
            values.put(name, value);
        }
    }

    private static void generateIfAbsent(Map<String, String> values, String name, Supplier<String> generator) {
        values.computeIfAbsent(name, none -> generator.get());
    }

    private static String secret() {
        return HexFormat.of().formatHex(random());
    }

    private static String key() {
        return Base64.getEncoder().encodeToString(random());
    }

    private static byte[] random() {
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    @Override
    public String toString() {
        return "Credentials[…]";
    }
}
