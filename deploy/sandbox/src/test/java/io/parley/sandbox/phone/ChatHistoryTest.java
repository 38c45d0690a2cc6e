package io.parley.sandbox.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.sandbox.phone.ChatHistory.TypingIndicator;
import io.parley.sandbox.phone.ChatMessage.Details;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Typing indicators of the history; what it keeps of messages is tested by the stream and the page. */
class ChatHistoryTest {
    private static final PhoneId PHONE = PhoneId.of(PhoneApp.WHATSAPP, "491701234567");
    private static final String BUSINESS = "4930555100";

    private final ChatHistory history = new ChatHistory();

    @BeforeEach
    void write() {
        history.add(ChatMessage.fromPerson("question", PHONE, BUSINESS, "{}"));
    }

    private void start(long untilNanos) {
        history.startTyping(new TypingIndicator(PHONE, BUSINESS, untilNanos));
    }

    private boolean isTyping() {
        var result = new AtomicBoolean();
        history.read(PHONE, phone -> result.set(phone.orElseThrow().chats.get(BUSINESS).typing != null));
        return result.get();
    }

    @Test
    void indicatorEndsAtItsTimeAndChangesThePhone() {
        start(100);
        history.endTyping(99);
        assertTrue(isTyping());
        var before = history.version();

        history.endTyping(100);

        assertEquals(false, isTyping());
        assertTrue(history.version() > before);
    }

    @Test
    void laterIndicatorIsShownUntilItsOwnEnd() {
        start(100);
        start(200);

        history.endTyping(150);
        assertTrue(isTyping());

        history.endTyping(200);
        assertEquals(false, isTyping());
    }

    @Test
    void messageOfTheBusinessEndsTheIndicatorAndOneOfThePersonDoesNot() {
        start(100);
        history.add(ChatMessage.fromPerson("more", PHONE, BUSINESS, "{}"));
        assertTrue(isTyping());

        history.add(ChatMessage.toPerson("answer", PHONE, BUSINESS, new byte[0], Details.NONE));

        assertEquals(false, isTyping());
    }

    @Test
    void oldestIndicatorEndsIfThereAreTooMany() {
        start(100);
        var others = PhoneId.of(PhoneApp.WHATSAPP, "491709999999");
        history.add(ChatMessage.fromPerson("other", others, BUSINESS, "{}"));

        for (var i = 0; i < 1_000; i++) {
            history.startTyping(new TypingIndicator(others, BUSINESS, 200));
        }

        assertEquals(false, isTyping());
    }
}
