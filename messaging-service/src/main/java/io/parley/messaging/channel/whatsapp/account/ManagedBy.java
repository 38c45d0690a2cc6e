package io.parley.messaging.channel.whatsapp.account;

/** The contract's CPaaSAccount: the customer whose key it is. */
record ManagedBy(String accountName) {}
