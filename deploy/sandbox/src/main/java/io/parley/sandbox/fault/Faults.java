package io.parley.sandbox.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The plan in force, the dice it is played with, and the running number of each channel's messages. */
public final class Faults {

    private final long startSeed;
    private final List<Runnable> listeners = new ArrayList<>();
    private final Map<String, AtomicLong> sequences = new ConcurrentHashMap<>();
    private volatile FaultPlan plan = FaultPlan.NONE;
    private volatile Dice dice;

    public Faults(long seed) {
        startSeed = seed;
        dice = new Dice(seed);
    }

    public FaultPlan plan() {
        return plan;
    }

    /** Puts another plan in force and starts its numbering anew. */
    public void replace(FaultPlan next) {
        dice = new Dice(next.seed() == null ? startSeed : next.seed());
        sequences.clear();
        plan = next;
        listeners.forEach(Runnable::run);
    }

    /** Told after each replacement; registered while the sandbox is built. */
    public void onReplaced(Runnable listener) {
        listeners.add(listener);
    }

    /** The chances of the channel's next message. */
    public Dice.Chance next(String channel) {
        var sequence = sequences.computeIfAbsent(channel, name -> new AtomicLong());
        return dice.of(channel, sequence.incrementAndGet());
    }
}
