package io.parley.sandbox.meta.rules;

/** Which messages and files Meta knows. */
public interface KnownIds {

    /** Whether a message with this wamid was sent or received. */
    boolean message(String wamid);

    /** Whether a file with this id was uploaded or received. */
    boolean media(String id);
}
