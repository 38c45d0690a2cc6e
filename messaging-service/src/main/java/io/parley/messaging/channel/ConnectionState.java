package io.parley.messaging.channel;

/**
 * State of the connections of this instance to one provider.
 *
 * @param name namespace of the provider, for example {@code sms/<smsc>}
 * @param open number of usable connections, such as bound SMPP sessions
 * @param configured number of connections that there should be
 * @param inFlight number of requests that wait for a response
 */
public record ConnectionState(String name, int open, int configured, int inFlight) {}
