package io.parley.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The database role of a service, as {@code deploy/postgres/service-role.sql} creates it. */
public final class ServiceRole {

    private ServiceRole() {}

    /** Returns the role's name. */
    public static String name(String service) {
        return "parley_" + service;
    }

    /** Returns the script with its two variables replaced, as by psql. */
    static String script(String service, String password) {
        try (var in = ServiceRole.class.getResourceAsStream("/service-role.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace(":'service'", literal(service))
                    .replace(":'password'", literal(password));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
