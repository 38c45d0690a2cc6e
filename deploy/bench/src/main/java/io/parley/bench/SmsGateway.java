package io.parley.bench;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A system under measurement that accepts messages over HTTP and submits them to an SMSC: Parley or Kannel. */
interface SmsGateway extends AutoCloseable {

    /** Status of the response to an accepted message; Parley and Kannel use the same. */
    int ACCEPTED = 202;

    String label();

    /** Returns where a message is when it is answered with 202. */
    String durability();

    /** Returns the SMSC to which it submits. */
    SmscControl smsc();

    /** Begins a measurement without stored messages. */
    void begin();

    /** Has the delivery of every further message reported by one call of this URL. */
    void reportTo(String url);

    URI server();

    /** Creates a request that sends this text to one of a million recipients. */
    Request message(String text);

    /** Returns its processes, without those of the SMSC. */
    Processes processes();

    /** Returns the names of the processes that are killed one after the other. */
    List<String> killable();

    /** Kills a process (SIGKILL), runs the task, and starts the process again. Returns when messages are accepted. */
    void killAndStart(String process, Runnable whileStopped);

    /** Returns the time without a further message at the SMSC after which none is expected. */
    Duration settleTime();

    @Override
    void close();
}
