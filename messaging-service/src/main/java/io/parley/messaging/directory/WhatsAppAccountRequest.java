package io.parley.messaging.directory;

import io.parley.runtime.validation.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A WhatsApp Business Account in requests of the operator API.
 *
 * @param id the contract's {@code whatsAppAccountId}; generated if left out; immutable
 * @param wabaId Meta's numeric id
 * @param active true if left out
 */
record WhatsAppAccountRequest(
        @Nullable UUID id,

        @NotNull @Pattern(regexp = "[0-9]{1,32}", message = "must be Meta's id of the account: digits only")
        String wabaId,

        @NotNull @Text(max = 256) String name,
        @Nullable Boolean active) {}
