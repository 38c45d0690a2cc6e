package io.parley.messaging.search;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message in the operator API: the contract's Message with the account that owns it.
 *
 * @param id our id, also of a received message
 * @param accountName null if the account is not known any more
 */
record OperatorMessageView(
        UUID id,
        UUID accountId,
        @Nullable String accountName,
        @JsonUnwrapped MessageView message) {}
