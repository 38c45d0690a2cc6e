package io.parley.local;

/** One server or process of the platform. It may be stopped or killed and started again, on the same ports and data. */
public interface Part {

    /** Its name to people. */
    String name();

    /** Sets it off; may return before it is ready. */
    void start();

    /** Whether it answers. Never blocks for more than a second. */
    boolean ready();

    /** Whether it has ended although nobody stopped it. */
    default boolean fell() {
        return false;
    }

    /** Ends it in order and returns when it is gone. */
    void stop();

    /** Ends it as a power cut would and returns when it is gone. */
    default void kill9() {
        stop();
    }
}
