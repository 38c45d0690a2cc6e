package io.parley.sandbox.phone;

import java.util.Arrays;

/** The app of a phone that shows the messages of a channel. */
public enum PhoneApp {
    WHATSAPP("whatsapp"),
    /** Viber, with the bot API. */
    VIBER("viber"),
    /** Viber Business Messages, with the API of a partner. */
    VIBER_PARTNER("viber-partner"),
    SMS("sms");

    private final String channel;

    PhoneApp(String channel) {
        this.channel = channel;
    }

    /** Returns the name of the channel, as in requests of the control API. */
    public String channel() {
        return channel;
    }

    static PhoneApp of(String channel) {
        return Arrays.stream(values())
                .filter(app -> app.channel.equals(channel))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("channel must be whatsapp, viber, viber-partner or sms"));
    }
}
