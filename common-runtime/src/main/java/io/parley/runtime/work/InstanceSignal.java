package io.parley.runtime.work;

/** Says to the other instances of this service that a table of jobs has something due which this one cannot take. */
@FunctionalInterface
public interface InstanceSignal {

    /** For loops whose work no other instance needs to hear of. */
    InstanceSignal NONE = () -> {};

    /** Cheap, from any thread, never fails; calls that come together are heard as one. */
    void notifyOthers();
}
