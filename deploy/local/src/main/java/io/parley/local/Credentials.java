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
 * The secrets of one state folder: made at its first start, then kept. {@code PARLEY_API_KEY} and
 * {@code PARLEY_OPERATOR_KEY} in the environment replace the kept ones.
 *
 * @param apiKey calls the API as the account "Local"
 * @param operatorKey calls the operator API
 * @param postgresPassword of the superuser, as which no service connects
 * @param databasePasswords of the services' own roles
 * @param secretsKey closes customers' secrets in the database
 */
public record Credentials(
        String apiKey,
        String operatorKey,
        String postgresPassword,
        Map<Service, String> databasePasswords,
        String secretsKey) {

    private static final int SECRET_BYTES = 32;

    static Credentials of(StateFolder state, Map<String, String> environment) {
        var values = new TreeMap<String, String>();
        StateFolder.read(state.credentials()).forEach((name, value) -> values.put((String) name, (String) value));
        given(environment, "PARLEY_API_KEY", values, "apiKey");
        given(environment, "PARLEY_OPERATOR_KEY", values, "operatorKey");
        keep(values, "apiKey", () -> ApiKeys.generate().text());
        keep(values, "operatorKey", Credentials::secret);
        keep(values, "postgresPassword", Credentials::secret);
        Service.storing().forEach(service -> keep(values, passwordOf(service), Credentials::secret));
        keep(values, "secretsKey", () -> Base64.getEncoder().encodeToString(random()));
        if (ApiKeys.parse(values.get("apiKey")).isEmpty()) {
            throw new StartupException(
                    "PARLEY_API_KEY is not an API key of Parley; leave it away and one is made for you.");
        }
        StateFolder.writeSecret(state.credentials(), values);
        return new Credentials(
                values.get("apiKey"),
                values.get("operatorKey"),
                values.get("postgresPassword"),
                Service.storing()
                        .collect(Collectors.toMap(Function.identity(), service -> values.get(passwordOf(service)))),
                values.get("secretsKey"));
    }

    private static String passwordOf(Service service) {
        return service.route() + "DatabasePassword";
    }

    private static void given(
            Map<String, String> environment, String variable, Map<String, String> values, String name) {
        var value = environment.get(variable);
        if (value != null && !value.isBlank()) {
            values.put(name, value);
        }
    }

    private static void keep(Map<String, String> values, String name, Supplier<String> fresh) {
        values.computeIfAbsent(name, none -> fresh.get());
    }

    private static String secret() {
        return HexFormat.of().formatHex(random());
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
