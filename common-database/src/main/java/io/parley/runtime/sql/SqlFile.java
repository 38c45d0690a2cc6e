package io.parley.runtime.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads SQL files from the class path, by their full names: no directory is listed at runtime. */
final class SqlFile {

    private SqlFile() {}

    /** @param owner a class of the module that has the file; other class loaders may not see it */
    static String read(Class<?> owner, String file) {
        try (var in = owner.getClassLoader().getResourceAsStream("sql/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("no file sql/" + file + " in the module of " + owner.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
