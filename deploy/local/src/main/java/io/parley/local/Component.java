package io.parley.local;

/** A server or process of the platform. Can be stopped or killed and started again, with the same ports and data. */
public interface Component {

    /** Returns the display name. */
    String name();

    /** Starts it. May return before it is ready. */
    void start();

    /** Returns whether it responds. Blocks for at most a second. */
    boolean ready();

    /** Returns whether it ended without being stopped. */
    default boolean crashed() {
        return false;
    }

    /** Returns the processor time in milliseconds since its start; 0 if it is not a separate process. */
    default long cpuMillis() {
        return 0;
    }

    /** Stops it gracefully and returns after its end. */
    void stop();

    /** Kills it (SIGKILL) and returns after its end. */
    default void kill9() {
        stop();
    }
}
