package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.junit.ParleySandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sample of docs/testing-your-product.md, with the addresses of the test's platform. */
@ExtendWith({OnePlatform.class, PlatformAddresses.class})
@Timeout(120)
@Tag("slow")
// sample
@ExtendWith(ParleySandbox.class)
class VisitReminderTest {

    private static final String PERSON = "+4915120008830";

    private final Shop shop = new Shop(System.getProperty("parley.api.url"), System.getProperty("parley.api.key"));

    @Test
    void customerConfirmsTheVisit(ParleySandbox sandbox) throws Exception {
        shop.remind(PERSON, "We expect you on Monday at nine.");

        var phone = sandbox.phone(PERSON);
        var message = phone.awaitMessage("Monday at nine");
        assertEquals(List.of("Confirm", "Call off"), message.buttons());
        phone.tap("Confirm");
        shop.awaitAnswer(PERSON, "confirm");

        phone.send("See you!");
        shop.awaitAnswer(PERSON, "See you!");
    }
    // end of the sample

    @Test
    void documentHasTheSample() throws Exception {
        var home = Path.of(System.getProperty("parley.home"));
        var source =
                Files.readString(home.resolve("deploy/local/src/test/java/io/parley/local/VisitReminderTest.java"));
        var sample = source.substring(source.indexOf("// sample\n") + 10, source.indexOf("    // end of the sample\n"));

        var document = Files.readString(home.resolve("docs/testing-your-product.md"));

        assertTrue(document.contains("```java\n" + sample + "}\n```"), sample);
    }
}
