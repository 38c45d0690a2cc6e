package io.parley.runtime.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Records the lines of a logger and of those below it, until it is closed. */
public final class RecordedLines extends Handler {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final Function<LogRecord, String> format;

    /** @param logger its name; empty for the root logger */
    public RecordedLines(String logger, Function<LogRecord, String> format) {
        this.logger = Logger.getLogger(logger);
        this.format = format;
        this.logger.addHandler(this);
    }

    public List<String> lines() {
        return lines;
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(format.apply(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
