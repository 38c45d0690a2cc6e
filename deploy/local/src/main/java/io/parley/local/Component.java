package io.parley.local;

/** One server or process of the platform. It may be stopped or killed and started again, on the same ports and data. */
public interface Component {

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

    /** Milliseconds of processor time that it has used since it was started; 0 if it is no process of its own. */
    default long cpuMillis() {
        return 0;
    }

    /** Ends it in order and returns when it is gone. */
    void stop();

    /** Ends it as a power cut would and returns when it is gone. */
    default void kill9() {
        stop();
    }
}
