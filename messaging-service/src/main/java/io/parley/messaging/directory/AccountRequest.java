package io.parley.messaging.directory;

import io.parley.runtime.validation.Text;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * An account in requests of the operator API.
 *
 * @param active false deactivates the account: its keys get 401; true if left out
 */
record AccountRequest(
        @NotNull @Text(max = 256) String name, @Nullable Boolean active) {}
