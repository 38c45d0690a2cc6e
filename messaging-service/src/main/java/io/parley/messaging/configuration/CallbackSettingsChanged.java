package io.parley.messaging.configuration;

import java.util.UUID;

/**
 * Fired in every instance once settings of an account or of one of its identities are in force there that were not so
 * before.
 */
public record CallbackSettingsChanged(UUID accountId) {}
