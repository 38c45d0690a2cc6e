package io.parley.messaging.message;

import static io.parley.messaging.message.CallerWithoutIdentity.PERSON;
import static io.parley.messaging.message.CallerWithoutIdentity.fields;
import static io.parley.messaging.message.CallerWithoutIdentity.file;
import static io.parley.messaging.message.CallerWithoutIdentity.refused;
import static io.parley.messaging.message.CallerWithoutIdentity.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Invalid contents of {@code POST /messages} on the real channels: types, recipients, texts, files and URLs. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class BadContentsTest {
    @Inject
    @RegisterExtension
    CallerWithoutIdentity caller;

    @Test
    void contentTypeMatchesTheContent() {
        caller.violates("contentType", "{'text':'a'}");
        caller.violates("contentType", "{'contentType':'','text':'a'}");
        caller.violates("contentType", "{'contentType':'Text','text':'a'}");
        caller.violates("contentType", "{'contentType':'image','text':'a'}");
        caller.violates("contentType", "{'contentType':'text','text':'a','image':{'url':'https://a.example/1'}}");
        caller.violates("contentType", "{'contentType':'template','interactive':{}}");
    }

    @Test
    void contentTypeMustBeSupportedByTheChannel() {
        caller.violates("sms", "contentType", "{'contentType':'template','template':{}}");
        caller.violates("sms", "contentType", "{'contentType':'image','image':{'url':'https://a.example/1'}}");
        caller.violates("viber", "contentType", "{'contentType':'template','template':{}}");
        caller.violates("viber", "contentType", "{'contentType':'location','location':{}}");
        caller.violates("whatsapp", "contentType", "{'contentType':'file','file':{'url':'https://a.example/1'}}");
        caller.violates("whatsapp", "contentType", "{'contentType':'components','components':{'body':[]}}");
    }

    @Test
    void recipientIsAPhoneNumber() {
        for (var channel : List.of("whatsapp", "sms", "viber")) {
            for (var to : List.of("", "abc", "12", "1".repeat(20), "49 155", "++49155500", "٤٩١٥٥٥٠٠٠", "+", "4915a")) {
                var response = caller.post(channel, to, "{'contentType':'text','text':'a'}");
                refused(response);
                assertEquals(List.of("to"), fields(response), channel + " " + to);
            }
            caller.assertValid(channel, "+4930555100", "{'contentType':'text','text':'a'}");
        }
    }

    @Test
    void textIsNotEmptyAndHasAMaximumLength() {
        for (var channel : List.of("whatsapp", "sms", "viber")) {
            var max = channel.equals("whatsapp") ? 4096 : 3000;
            for (var text : List.of("", "  ", "\\n\\t", "x".repeat(max + 1), "👍".repeat(max + 1))) {
                caller.violates(channel, "text", text(text));
            }
            for (var text : List.of("x".repeat(max), "👍".repeat(max), "e\u0301".repeat(max / 2))) {
                caller.assertValid(channel, PERSON, text(text));
            }
        }
    }

    @Test
    void fileHasAUrlOrAMediaId() {
        var id = UUID.randomUUID();
        for (var kind : List.of("image", "video", "document", "audio", "sticker")) {
            caller.violates(kind, file(kind, ""));
            caller.assertValid("whatsapp", PERSON, file(kind, "'url':'https://a.example/1','mediaId':'" + id + "'"));
            caller.violates(kind + ".mediaId", file(kind, "'mediaId':'1-1-1-1-1'"));
            caller.violates(kind + ".mediaId", file(kind, "'mediaId':''"));
        }
    }

    @Test
    void urlMustBePublic() {
        for (var url : List.of(
                "",
                "a",
                "https://",
                "https:///1",
                "https://user:pass@a.example/1",
                "https://10.0.0.1/1",
                "https://192.168.1.1/1",
                "https://169.254.169.254/latest",
                "https://localhost/1",
                "https://127.0.0.1/1",
                "https://2130706433/1",
                "https://0x7f000001/1",
                "https://[::1]/1",
                "https://[::ffff:127.0.0.1]/1",
                "https://a.example:22/1",
                "https://a.example/" + "x".repeat(5_000),
                "file:///etc/passwd",
                "javascript:alert(1)",
                "ftp://a.example/1")) {
            caller.violates("image.url", file("image", "'url':'" + url + "'"));
        }
    }
}
