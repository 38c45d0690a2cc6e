package io.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/** Sends what the broker and the proxy say inside this JVM to a file; the terminal belongs to the launcher. */
final class LibraryLog {

    private static final List<String> NAMES = List.of(
            "org.apache.kafka", "kafka", "state.change.logger", "io.vertx", "io.netty", "io.zonky", "org.postgresql");

    /** Held, because java.util.logging forgets loggers that nobody holds. */
    private static final List<Logger> LOGGERS =
            NAMES.stream().map(Logger::getLogger).toList();

    private LibraryLog() {}

    static FileHandler into(Path file) {
        try {
            // Many threads log at once soon; the facade wants to be set up by one.
            LoggerFactory.getILoggerFactory();
            var handler = new FileHandler(file.toString(), true);
            handler.setFormatter(new SimpleFormatter());
            handler.setLevel(Level.INFO);
            for (var logger : LOGGERS) {
                logger.setUseParentHandlers(false);
                logger.setLevel(Level.WARNING);
                logger.addHandler(handler);
            }
            return handler;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void end(FileHandler handler) {
        LOGGERS.forEach(logger -> logger.removeHandler(handler));
        handler.close();
    }
}
