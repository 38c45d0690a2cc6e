package io.parley.sandbox.viber;

import java.util.Map;
import java.util.Optional;

/** An error of Viber's bot API. The HTTP status is always 200. */
record BotError(int status, String message) {

    private static final Map<Integer, String> MESSAGES = Map.ofEntries(
            Map.entry(1, "invalidUrl"),
            Map.entry(2, "invalidAuthToken"),
            Map.entry(3, "badData"),
            Map.entry(4, "missingData"),
            Map.entry(5, "receiverNotRegistered"),
            Map.entry(6, "receiverNotSubscribed"),
            Map.entry(7, "publicAccountBlocked"),
            Map.entry(8, "publicAccountNotFound"),
            Map.entry(9, "publicAccountSuspended"),
            Map.entry(10, "webhookNotSet"),
            Map.entry(11, "receiverNoSuitableDevice"),
            Map.entry(12, "tooManyRequests"),
            Map.entry(13, "apiVersionNotSupported"),
            Map.entry(14, "incompatibleWithVersion"),
            Map.entry(15, "publicAccountNotAuthorized"),
            Map.entry(16, "inchatReplyMessageNotAllowed"),
            Map.entry(17, "publicAccountIsNotInline"),
            Map.entry(18, "noPublicChat"),
            Map.entry(19, "cannotSendBroadcast"),
            Map.entry(20, "broadcastNotAllowed"),
            Map.entry(21, "unsupportedCountry"),
            Map.entry(22, "paymentUnsupported"),
            Map.entry(23, "freeMessagesExceeded"),
            Map.entry(24, "noBalance"));

    static Optional<BotError> of(int status) {
        return Optional.of(new BotError(status, MESSAGES.getOrDefault(status, "generalError")));
    }

    static Optional<BotError> missing(String field) {
        return Optional.of(new BotError(4, "missingData: " + field));
    }
}
