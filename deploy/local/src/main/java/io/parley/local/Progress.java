package io.parley.local;

/** Receives progress messages of a platform's start and stop, one line each. */
@FunctionalInterface
public interface Progress {

    /** Ignores all messages. */
    Progress SILENT = line -> {};

    void print(String line);
}
