package io.parley.local;

/** Hears what happens while a platform starts and stops, one line at a time. */
@FunctionalInterface
public interface Progress {

    /** Hears nothing. */
    Progress SILENT = line -> {};

    void print(String line);
}
