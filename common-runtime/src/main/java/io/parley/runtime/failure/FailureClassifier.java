package io.parley.runtime.failure;

import java.util.Optional;

/**
 * Service provider interface that maps the failures of one client library to a {@link FailureKind}. A module that adds
 * a library registers its implementation in {@code META-INF/services}, so that this module does not depend on the
 * library.
 */
public interface FailureClassifier {

    /** Classifies this failure, not its causes; empty if the library did not raise it. */
    Optional<Classification> classify(Throwable failure);

    /**
     * The kind of a failure and its description.
     *
     * @param description a few words for logs and operators; never the failure's message, which could contain data
     */
    record Classification(FailureKind kind, String description) {

        public static Optional<Classification> of(FailureKind kind, String description) {
            return Optional.of(new Classification(kind, description));
        }
    }
}
