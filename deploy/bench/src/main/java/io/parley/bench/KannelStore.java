package io.parley.bench;

/**
 * How Kannel stores accepted messages until the SMSC has them. Kannel 1.4.5 has no setting that syncs its files and calls
 * no fsync: what it has written is in the page cache of the operating system and survives a kill, not a loss of power.
 */
enum KannelStore {
    FILE("Kannel, one file", "file", false, "written, not synced"),
    SPOOL("Kannel, spool", "spool", false, "written, not synced"),

    /** The file system writes each file of the folders synchronously (chattr +S). */
    SYNCED_SPOOL("Kannel, spool with chattr +S", "spool", true, "synced by the file system");

    private final String label;
    private final String type;
    private final boolean synced;
    private final String durability;

    KannelStore(String label, String type, boolean synced, String durability) {
        this.label = label;
        this.type = type;
        this.synced = synced;
        this.durability = durability;
    }

    String label() {
        return label;
    }

    /** Returns the value of {@code store-type}. */
    String type() {
        return type;
    }

    boolean isSynced() {
        return synced;
    }

    /** Returns where a message is when it is answered with 202. */
    String durability() {
        return durability;
    }
}
