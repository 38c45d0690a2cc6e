package io.parley.runtime.egress;

/** The call was not made, because its address is not allowed. Nothing was sent except a DNS query. */
public final class EgressRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EgressRefused(String reason) {
        super("the address " + reason, null, false, false);
    }
}
