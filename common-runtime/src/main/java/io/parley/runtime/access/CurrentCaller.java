package io.parley.runtime.access;

import io.parley.runtime.problem.Problems;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The caller of the current request, set by the filter that checked the key. */
@RequestScoped
public class CurrentCaller {
    private @Nullable Caller caller;

    public Caller get() {
        if (caller == null) {
            throw Problems.unauthorized("Send your API key in the header apikey.");
        }
        return caller;
    }

    void set(Caller caller) {
        this.caller = caller;
    }
}
