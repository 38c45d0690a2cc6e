package io.parley.messaging.channel.viber;

import io.parley.runtime.validation.SelfChecked;

/** A file with a URL and a type that is given or known from the file's names. */
interface TypedFile extends SelfChecked {
    String url();

    boolean isTypeKnown();

    @Override
    default void check(Report report) {
        if (url() != null && !isTypeKnown()) {
            report.violation("type", "must be given, because the URL does not end in a known file extension");
        }
    }
}
