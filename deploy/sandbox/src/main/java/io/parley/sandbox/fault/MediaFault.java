package io.parley.sandbox.fault;

/** Faults of a file that a phone sends. The names are those of {@link MediaFaults}' rates and of magic files. */
public enum MediaFault {
    unknown,
    missing,
    hang,
    cut,
    endless,
    wrongLength,
    huge,
    wrongType
}
