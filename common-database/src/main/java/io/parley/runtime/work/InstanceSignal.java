package io.parley.runtime.work;

/** Notifies the other instances of this service that a job is due which this instance has no free slot for. */
@FunctionalInterface
public interface InstanceSignal {

    /** For loops whose work is not shared between instances. */
    InstanceSignal NONE = () -> {};

    /** Cheap, callable from any thread, never fails; concurrent calls result in one notification. */
    void notifyOthers();
}
