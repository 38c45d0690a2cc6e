package io.parley.sandbox.meta.rules;

/** Checks whether Meta knows a message or file. */
public interface KnownIds {

    /** Returns whether a message with this wamid was sent or received. */
    boolean message(String wamid);

    /** Returns whether a file with this id was uploaded or received. */
    boolean media(String id);
}
