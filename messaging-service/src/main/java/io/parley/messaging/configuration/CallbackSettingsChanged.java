package io.parley.messaging.configuration;

import java.util.UUID;

/** Fired in every instance after changed settings of an account or one of its senders took effect there. */
public record CallbackSettingsChanged(UUID accountId) {}
